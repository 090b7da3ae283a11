// Opening a customer from the list: beside it, or as a page of its own.
import { useInterface } from '../../store.ts'

/** Opens the customer's card, or the whole profile where it is asked for. */
export function openPage(customerId: string, asPage: boolean): void {
  const { openCard, openProfile } = useInterface.getState()
  if (asPage) openProfile(customerId)
  else openCard(customerId)
}
