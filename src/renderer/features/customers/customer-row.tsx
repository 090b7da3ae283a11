// One line of the customers table.
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { LookupHit } from '../../../shared/lookup.ts'
import { formatSatang } from '../../../shared/money.ts'
import { InactiveBadge, TierChip } from '../../ui/badges.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Ago } from '../../ui/moment.tsx'

/** Height of every row, in pixels. */
export const rowHeight = 44

/** The columns, shared by the head and the rows. */
export const customerColumnsLook =
  'grid grid-cols-[minmax(0,1fr)_144px_100px_112px] @min-[900px]:grid-cols-[minmax(0,1fr)_136px_100px_104px_72px_128px] items-center gap-x-6 px-6'

/** A figure that gives way to the name where the card takes its room. */
export const roomyColumn = 'text-right hidden @min-[900px]:block'

interface CustomerRowProps {
  readonly index: number
  /** Distance from the top of the list, in pixels. */
  readonly start: number
  readonly hit: LookupHit | undefined
  /** The Tab key stops here. */
  readonly reachable: boolean
  readonly open: boolean
  readonly onOpen: (customerId: string) => void
}

/** A row that opens its card; blank while it is on its way. */
export function CustomerRow({ index, start, hit, reachable, open, onOpen }: CustomerRowProps) {
  const { t } = useTranslation()
  return (
    <tr
      aria-rowindex={index + 2}
      aria-current={open || undefined}
      data-row={index}
      onClick={() => hit && onOpen(hit.id)}
      style={{ transform: `translateY(${start}px)`, height: rowHeight }}
      className={classNames(
        customerColumnsLook,
        'absolute inset-x-0 top-0 border-b border-line',
        open ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <td className="flex min-w-0 items-center gap-2">
        <button
          type="button"
          tabIndex={reachable ? 0 : -1}
          className={classNames(
            'min-h-8 min-w-0 truncate rounded text-left font-medium',
            hit && !hit.isActive && 'text-muted',
          )}
        >
          {hit?.fullName ?? <span className="sr-only">{t('states.loading')}</span>}
        </button>
        {hit?.nickname && <span className="shrink-0 text-muted">“{hit.nickname}”</span>}
        {hit?.hasAlert && (
          <TriangleAlert
            size={15}
            role="img"
            aria-label={t('customer.hasAlert')}
            className="shrink-0 text-amber-text"
          />
        )}
        {hit?.vipTier && <TierChip tier={hit.vipTier} />}
        {hit && !hit.isActive && <InactiveBadge />}
      </td>
      <td className="truncate">{hit?.phone ?? ''}</td>
      <td className="truncate text-muted">{hit && (hit.customerCode ?? t('customer.codeFollows'))}</td>
      <td className={`truncate ${roomyColumn}`}>{hit && formatSatang(hit.availableCredit)}</td>
      <td className={`truncate ${roomyColumn}`}>{hit?.loyaltyPoints.toLocaleString('en-US')}</td>
      <td className="truncate text-muted">
        {hit && <Ago moment={hit.lastVisitAt} empty={t('customer.noVisits')} />}
      </td>
    </tr>
  )
}
