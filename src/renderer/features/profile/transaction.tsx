// One receipt in the Transactions tab; opened, what was on it and how it was paid.
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatSatang } from '../../../shared/money.ts'
import type { TransactionRow } from '../../../shared/profile.ts'
import { Badge } from '../../ui/badges.tsx'
import { classNames } from '../../ui/class-names.ts'
import { useDateWriters } from '../../ui/moment.tsx'
import { useSourceWords } from './source-words.ts'

/** The row, and below it its particulars once somebody opens it. */
export function Transaction({ row }: { readonly row: TransactionRow }) {
  const { t } = useTranslation()
  const write = useDateWriters()
  const [isOpen, setOpen] = useState(false)
  const Chevron = isOpen ? ChevronDown : ChevronRight
  const gone = row.status !== 'completed'
  return (
    <>
      <tr className="hover:bg-hover" onClick={() => setOpen(!isOpen)}>
        <td className="whitespace-nowrap">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label={t('profile.transactions.particulars', { when: write.moment(row.soldAt) })}
            onClick={(event) => {
              event.stopPropagation()
              setOpen(!isOpen)
            }}
            className="-ml-1 inline-flex items-center gap-1 rounded pr-1 text-left"
          >
            <Chevron size={15} aria-hidden className="text-muted" />
            <span className="hidden @min-[700px]:inline">{write.moment(row.soldAt)}</span>
            <span className="@min-[700px]:hidden">{write.shortDay(row.soldAt)}</span>
          </button>
        </td>
        <td className="selectable hidden whitespace-nowrap text-muted @min-[700px]:table-cell">
          {row.receiptNumber ?? '–'}
        </td>
        <td className="min-w-0 wrap-anywhere">
          <span className={classNames(gone && 'text-muted line-through')}>
            <Items row={row} />
          </span>
          {gone && (
            <span className="ml-2">
              <Badge tone={row.status === 'void' ? 'harm' : 'look'}>
                {t(`profile.transactions.statuses.${row.status}`)}
              </Badge>
            </span>
          )}
        </td>
        <td className="hidden whitespace-nowrap text-muted @min-[700px]:table-cell">
          {row.paymentMethod ?? (row.creditUsed >= row.amount ? t('customer.credit') : '–')}
        </td>
        <td
          className={classNames(
            'pr-0! text-right font-medium whitespace-nowrap',
            gone && 'text-muted line-through',
          )}
        >
          {formatSatang(row.amount, true)}
        </td>
      </tr>
      {isOpen && (
        <tr className="border-t-0!">
          <td colSpan={5} className="pt-0! pr-0! pb-3!">
            <Particulars row={row} />
          </td>
        </tr>
      )}
    </>
  )
}

function Items({ row }: { readonly row: TransactionRow }) {
  const { t } = useTranslation()
  const [first, ...rest] = row.items
  if (!first) return <span className="text-muted">{t('profile.transactions.noItems')}</span>
  const name = first.quantity > 1 ? `${first.name} × ${first.quantity}` : first.name
  return rest.length > 0 ? `${name} ${t('profile.transactions.andMore', { count: rest.length })}` : name
}

function Particulars({ row }: { readonly row: TransactionRow }) {
  const { t } = useTranslation()
  const sayer = useSourceWords()
  const facts: readonly (readonly [string, string | null])[] = [
    [t('profile.transactions.receipt'), row.receiptNumber],
    [t('profile.transactions.paidBy'), row.paymentMethod],
    [t('profile.transactions.creditUsed'), row.creditUsed ? formatSatang(row.creditUsed, true) : null],
    [t('profile.transactions.pointsUsed'), row.pointsUsed ? row.pointsUsed.toLocaleString('en-US') : null],
    [
      t('profile.transactions.pointsEarned'),
      row.pointsEarned ? row.pointsEarned.toLocaleString('en-US') : null,
    ],
    [t('profile.transactions.soldBy'), row.soldBy],
    [t('profile.transactions.source'), sayer(row.source)],
  ]
  return (
    <div className="ml-[18px] grid gap-x-10 gap-y-2 rounded border border-line bg-raised px-4 py-2.5 text-sm @min-[700px]:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      {row.items.length > 0 ? (
        <ul aria-label={t('profile.transactions.items')} className="divide-y divide-line">
          {row.items.map((item) => (
            <li key={`${item.name} ${item.amount}`} className="flex justify-between gap-4 py-1">
              <span className="selectable wrap-anywhere">
                {item.name} <span className="text-muted">× {item.quantity}</span>
              </span>
              <span>{formatSatang(item.amount, true)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted">{t('profile.transactions.noItemsWords')}</p>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-4 gap-y-0.5">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="selectable wrap-anywhere">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  )
}
