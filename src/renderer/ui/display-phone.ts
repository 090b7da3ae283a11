// Phones as people say them.
import { normalisePhone } from '../../shared/contact-info.ts'

/** A phone in the grouping people say it in; one that is no phone stays as it was typed. */
export function displayPhone(phone: string): string {
  return normalisePhone(phone)?.display ?? phone
}
