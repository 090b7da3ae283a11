// What a merge would make, beside the choices: who it is, every balance with its sum, and what leads here from now on.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import type { MergeField, MergePreview } from '../../../shared/merging.ts'
import { formatSatang } from '../../../shared/money.ts'
import { useColumnWords } from '../../ui/column-words.ts'
import { Ago } from '../../ui/moment.tsx'
import { useStoryWords } from '../../ui/undo-merge.tsx'

/** As many codes as are listed. */
const mostCodes = 8

/** The preview; while it answers an earlier choice it stays as it was, a little fainter. */
export function MergeResult({
  preview,
  isStale,
}: {
  readonly preview: MergePreview
  readonly isStale: boolean
}) {
  const { t } = useTranslation()
  const words = useColumnWords()
  const sayCounts = useStoryWords()
  const { people, fields, result } = preview
  const said = (column: MergeField['column']) => {
    const value = fields.find((field) => field.column === column)?.result ?? null
    return value === null ? null : words.value(column, value)
  }
  const contact = [said('contact_number'), said('email')].filter(Boolean).join(' · ')
  const leftBehind = sayCounts(result.leftBehind)
  const counts = sayCounts(result.counts)
  const money = (value: number) => formatSatang(value, true)
  const number = (value: number) => value.toLocaleString('en-US')
  const sum = (of: (card: CustomerCard) => number, write: (value: number) => string) =>
    people.length > 4 || people.filter(({ card }) => of(card) !== 0).length < 2
      ? null
      : people.map(({ card }) => write(of(card))).join(' + ')
  return (
    <section aria-labelledby="merge-result" aria-busy={isStale}>
      <h3 id="merge-result" className="text-sm font-semibold text-muted">
        {t('merging.result')}
      </h3>
      <p className="selectable text-lg font-semibold wrap-anywhere">{said('customer_name')}</p>
      <p className="selectable text-sm text-muted wrap-anywhere">
        {[people[0]?.card.customerCode, contact].filter(Boolean).join(' · ')}
      </p>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 border-y border-line py-1.5">
        <Figure
          name={t('customer.credit')}
          sum={sum(
            (card) => card.availableCredit,
            (value) => formatSatang(value),
          )}
        >
          {money(result.availableCredit)}
        </Figure>
        <Figure name={t('customer.pointsTitle')} sum={sum((card) => card.loyaltyPoints, number)}>
          {number(result.loyaltyPoints)}
        </Figure>
        <Figure name={t('profile.lifetimeValue')}>{money(result.totalLifetimeValue)}</Figure>
        <Figure name={t('customer.visits')}>
          {number(result.totalVisits)}
          {result.lastVisitAt && (
            <span className="font-normal text-muted">
              {' · '}
              <Ago moment={result.lastVisitAt} empty="" />
            </span>
          )}
        </Figure>
      </dl>
      <p className="selectable mt-2 text-sm">{counts}</p>
      {leftBehind && (
        <p role="status" className="mt-1 text-sm text-amber-text">
          {t('merging.leftBehind', { what: leftBehind })}
        </p>
      )}
      {result.leadingCodes.length > 0 && (
        <p className="selectable mt-1 text-sm text-muted wrap-anywhere">
          {t('merging.leadingCodes', { codes: result.leadingCodes.slice(0, mostCodes).join(', ') })}
          {result.leadingCodes.length > mostCodes &&
            ` ${t('merging.moreCodes', { count: result.leadingCodes.length - mostCodes })}`}
        </p>
      )}
    </section>
  )
}

interface FigureProps {
  readonly name: string
  readonly sum?: string | null
  readonly children: ReactNode
}

function Figure({ name, sum = null, children }: FigureProps) {
  return (
    <>
      <dt className="py-0.5 text-sm leading-6 text-muted">{name}</dt>
      <dd className="selectable py-0.5 text-right leading-6 font-medium">
        {sum && <span className="text-xs font-normal text-muted">{sum} = </span>}
        {children}
      </dd>
    </>
  )
}
