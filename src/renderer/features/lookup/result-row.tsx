// One row of results: who, the number to call, the code; below, what they hold, why they are here, when they last came.
import { TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LookupHit, LookupMatch } from '../../../shared/lookup.ts'
import { formatSatang } from '../../../shared/money.ts'
import { InactiveBadge, OldBadge, TierChip } from '../../ui/badges.tsx'
import { classNames } from '../../ui/class-names.ts'
import { MarkedText } from '../../ui/marked-text.tsx'
import { Ago } from '../../ui/moment.tsx'

interface ResultRowProps {
  readonly hit: LookupHit
  readonly active: boolean
  /** Its card is the one shown. */
  readonly open: boolean
  readonly onChoose: (customerId: string) => void
}

/** The id of a row's element, for aria-activedescendant. */
export function optionId(id: string): string {
  return `found-${id}`
}

/** A customer among the results. The mouse must not take the focus from the search box. */
export const ResultRow = memo(function ResultRow({ hit, active, open, onChoose }: ResultRowProps) {
  const { t } = useTranslation()
  const rangesOf = (field: LookupMatch['field'], text: string | null) =>
    hit.matches.find((match) => match.field === field && match.text === text)?.ranges
  const elsewhere = hit.matches.find(
    ({ field, text }) => !['name', 'nickname', 'code'].includes(field) && text !== hit.phone,
  )
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard reaches the rows through the search box
    <div
      id={optionId(hit.id)}
      role="option"
      aria-selected={active}
      aria-current={open || undefined}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(hit.id)}
      className={classNames(
        'relative grid h-[62px] grid-cols-[minmax(0,5fr)_minmax(0,3fr)_104px] content-center gap-x-5 border-b border-line px-6',
        active ? 'bg-accent-soft' : 'hover:bg-hover',
        open && 'before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent',
      )}
    >
      <div className="flex min-w-0 items-center gap-2">
        <span className={classNames('truncate font-medium', !hit.isActive && 'text-muted')}>
          <MarkedText text={hit.fullName} ranges={rangesOf('name', hit.fullName)} />
        </span>
        {hit.nickname && (
          <span className="shrink-0 text-muted">
            “<MarkedText text={hit.nickname} ranges={rangesOf('nickname', hit.nickname)} />”
          </span>
        )}
        {hit.vipTier && <TierChip tier={hit.vipTier} />}
        {hit.hasAlert && (
          <TriangleAlert
            size={15}
            role="img"
            aria-label={t('customer.hasAlert')}
            className="shrink-0 text-amber-text"
          />
        )}
        {!hit.isActive && <InactiveBadge />}
      </div>
      <div className="truncate">
        {hit.phone ? (
          <MarkedText text={hit.phone} ranges={rangesOf('phone', hit.phone)} />
        ) : (
          <span className="text-muted">{hit.email ?? t('customer.noPhone')}</span>
        )}
      </div>
      <div className="truncate text-right text-sm leading-6 text-muted">
        {hit.customerCode ? (
          <MarkedText text={hit.customerCode} ranges={rangesOf('code', hit.customerCode)} />
        ) : (
          t('customer.codeFollows')
        )}
      </div>
      <div className="flex min-w-0 items-center gap-2 text-sm text-muted">
        <span className={classNames('truncate', hit.availableCredit !== 0 && 'text-ink')}>
          {formatSatang(hit.availableCredit)}
        </span>
        <span aria-hidden>·</span>
        <span className="truncate">{t('customer.points', { count: hit.loyaltyPoints })}</span>
      </div>
      <div className="flex min-w-0 items-center gap-1.5 text-sm text-muted">
        {elsewhere && <MatchedElsewhere match={elsewhere} />}
      </div>
      <div className="truncate text-right text-sm text-muted">
        <Ago moment={hit.lastVisitAt} empty={t('customer.noVisits')} />
      </div>
    </div>
  )
})

/** The number or address that matched where it is not one the row shows anyway. */
function MatchedElsewhere({ match }: { readonly match: LookupMatch }) {
  const { t } = useTranslation()
  const named = match.field === 'card' || match.field === 'legacy_id' || match.field === 'profile'
  return (
    <>
      {named && <span className="shrink-0">{t(`identifiers.${match.field as 'card'}`)}</span>}
      <span className="truncate" title={match.text}>
        <MarkedText text={match.text} ranges={match.ranges} />
      </span>
      {match.old && <OldBadge />}
    </>
  )
}
