// What the Customers screen asks for: pages of the list, its figures and counts.
import { localDay } from '../../shared/local-day.ts'
import { listCustomers, listIds } from '../db/customer-list.ts'
import type { WriteDb } from '../db/handle.ts'
import { countChoices } from '../db/list-counts.ts'
import { readKpis } from '../db/list-kpis.ts'
import type { Handlers } from './dispatch.ts'

export interface ListPlaceContext {
  readonly db: WriteDb
  readonly now: () => Date
}

type ListHandlers = Pick<
  Handlers,
  'customers.list' | 'customers.kpis' | 'customers.filterCounts' | 'customers.ids'
>

/** Makes the handlers of the Customers screen. */
export function createListPlace({ db, now }: ListPlaceContext): ListHandlers {
  return {
    'customers.list': (args) => listCustomers(db, args),
    'customers.ids': (args) => listIds(db, args),
    'customers.kpis': ({ filters }) => readKpis(db, filters, localDay(now())),
    'customers.filterCounts': ({ filters }) => countChoices(db, filters),
  }
}
