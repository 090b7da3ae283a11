// What stands in each cell of an exported row: text, whole numbers, money, days and moments, so that each kind of file can
// write them in its own way.
import type { ListColumn, ListRow } from '../../shared/customer-list.ts'
import { localDay } from '../../shared/local-day.ts'
import type { ExportWords } from './export-words.ts'

/** One cell; money in satang, days as YYYY-MM-DD, moments as YYYY-MM-DD HH:MM at the counter. */
export type ExportCell =
  | { readonly kind: 'text' | 'day' | 'moment'; readonly value: string }
  | { readonly kind: 'number' | 'money'; readonly value: number }
  | null

type Kind = NonNullable<ExportCell>['kind']

/** What kind of cells a column holds. */
export const columnKinds: Readonly<Record<ListColumn, Kind>> = {
  fullName: 'text',
  customerCode: 'text',
  primaryPhone: 'text',
  email: 'text',
  vipTier: 'text',
  lastVisit: 'moment',
  totalVisits: 'number',
  lifetimeValue: 'money',
  status: 'text',
  availableCredit: 'money',
  loyaltyPoints: 'number',
  customerSource: 'text',
  registrationDate: 'day',
  nickname: 'text',
  secondaryPhone: 'text',
  dateOfBirth: 'day',
  city: 'text',
  preferredLanguage: 'text',
  smsConsent: 'text',
  emailConsent: 'text',
  marketingConsent: 'text',
  firstVisit: 'moment',
}

/** The cell of a column in a customer's row. */
export function cellOf(row: ListRow, column: ListColumn, words: ExportWords): ExportCell {
  const value = shownValue(row, column, words)
  return value === null ? null : ({ kind: columnKinds[column], value } as ExportCell)
}

function shownValue(row: ListRow, column: ListColumn, words: ExportWords): string | number | null {
  switch (column) {
    case 'vipTier':
      return row.vipTier?.name ?? null
    case 'lastVisit':
      return localMoment(row.lastVisitAt)
    case 'firstVisit':
      return localMoment(row.firstVisitAt)
    case 'lifetimeValue':
      return row.totalLifetimeValue
    case 'status':
      return row.isActive ? words.active : words.inactive
    case 'customerSource':
      return words.sources[row.customerSource] ?? row.customerSource
    case 'preferredLanguage':
      return row.preferredLanguage === null ? null : words.languages[row.preferredLanguage]
    case 'smsConsent':
    case 'emailConsent':
    case 'marketingConsent':
      return row[column] ? words.yes : words.no
    default:
      return row[column]
  }
}

function localMoment(moment: string | null): string | null {
  if (moment === null) return null
  const date = new Date(moment)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${localDay(date)} ${two(date.getHours())}:${two(date.getMinutes())}`
}
