// What each column shows of a customer. Words and formatters are made once for all rows: a row costs no hooks.
import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerSource } from '../../../shared/customer.ts'
import type { ListColumn, ListRow } from '../../../shared/customer-list.ts'
import { formatSatang } from '../../../shared/money.ts'
import { InactiveBadge, TierChip } from '../../ui/badges.tsx'
import { measureElapsed } from '../../ui/days.ts'
import { useCalendar, useNow } from '../../ui/moment.tsx'

/** The words of the cells in the language and calendar of the screen. */
export interface CellWords {
  ago(moment: string): string
  moment(moment: string): string
  day(day: string): string
  source(source: CustomerSource): string
  language(language: 'th' | 'en'): string
  readonly yes: string
  readonly no: string
  readonly active: string
  readonly inactive: string
  readonly noVisits: string
  readonly codeFollows: string
  readonly hasAlert: string
  select(name: string): string
}

/** The words of the cells; they change with the language, the calendar and every minute. */
export function useCellWords(): CellWords {
  const { t, i18n } = useTranslation()
  const calendar = useCalendar()
  const now = useNow()
  const { language } = i18n
  return useMemo(() => {
    const locale = `${language === 'th' ? 'th-TH' : 'en-GB'}-u-ca-${calendar === 'buddhist' ? 'buddhist' : 'gregory'}-nu-latn`
    const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
    const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
    return {
      ago: (moment) => {
        const { unit, count } = measureElapsed(moment, now)
        return t(`elapsed.${unit}`, { count })
      },
      moment: (moment) => moments.format(new Date(moment)),
      day: (day) => days.format(new Date(`${day}T00:00:00`)),
      source: (source) => t(`sources.${source}`),
      language: (code) => t(`languages.${code}`),
      yes: t('list.yes'),
      no: t('list.no'),
      active: t('list.status.active'),
      inactive: t('list.status.inactive'),
      noVisits: t('customer.noVisits'),
      codeFollows: t('customer.codeFollows'),
      hasAlert: t('customer.hasAlert'),
      select: (name) => t('list.selectRow', { name }),
    }
  }, [t, language, calendar, now])
}

const figure = (value: number) => value.toLocaleString('en-US')
const nothing = <span className="text-muted">–</span>

function when(moment: string | null, words: CellWords, empty: ReactNode): ReactNode {
  if (moment === null) return <span className="text-muted">{empty}</span>
  return (
    <time dateTime={moment} title={words.moment(moment)}>
      {words.ago(moment)}
    </time>
  )
}

function consent(given: boolean, words: CellWords): ReactNode {
  return given ? words.yes : <span className="text-muted">{words.no}</span>
}

function name(row: ListRow, words: CellWords): ReactNode {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className={row.isActive ? 'truncate font-medium' : 'truncate font-medium text-muted'}>
        {row.fullName}
      </span>
      {row.nickname && <span className="shrink-0 text-muted">“{row.nickname}”</span>}
      {row.hasAlert && (
        <TriangleAlert
          size={15}
          role="img"
          aria-label={words.hasAlert}
          className="shrink-0 text-amber-text"
        />
      )}
      {!row.isActive && <InactiveBadge />}
    </span>
  )
}

const cells: Readonly<Record<ListColumn, (row: ListRow, words: CellWords) => ReactNode>> = {
  fullName: name,
  customerCode: (row, words) => row.customerCode ?? <span className="text-muted">{words.codeFollows}</span>,
  primaryPhone: (row) => row.primaryPhone ?? nothing,
  email: (row) => (row.email === null ? nothing : <span title={row.email}>{row.email}</span>),
  vipTier: (row) => (row.vipTier ? <TierChip tier={row.vipTier} /> : nothing),
  lastVisit: (row, words) => when(row.lastVisitAt, words, words.noVisits),
  totalVisits: (row) => figure(row.totalVisits),
  lifetimeValue: (row) => formatSatang(row.totalLifetimeValue),
  status: (row, words) =>
    row.isActive ? words.active : <span className="text-muted">{words.inactive}</span>,
  availableCredit: (row) => formatSatang(row.availableCredit),
  loyaltyPoints: (row) => figure(row.loyaltyPoints),
  customerSource: (row, words) => words.source(row.customerSource),
  registrationDate: (row, words) => (row.registrationDate ? words.day(row.registrationDate) : nothing),
  nickname: (row) => row.nickname ?? nothing,
  secondaryPhone: (row) => row.secondaryPhone ?? nothing,
  dateOfBirth: (row, words) => (row.dateOfBirth ? words.day(row.dateOfBirth) : nothing),
  city: (row) => row.city ?? nothing,
  preferredLanguage: (row, words) =>
    row.preferredLanguage ? words.language(row.preferredLanguage) : nothing,
  smsConsent: (row, words) => consent(row.smsConsent, words),
  emailConsent: (row, words) => consent(row.emailConsent, words),
  marketingConsent: (row, words) => consent(row.marketingConsent, words),
  firstVisit: (row, words) => when(row.firstVisitAt, words, '–'),
}

/** What a column shows of a customer. */
export function showCell(column: ListColumn, row: ListRow, words: CellWords): ReactNode {
  return cells[column](row, words)
}
