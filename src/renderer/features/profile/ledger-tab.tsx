// Credit, points, spending and visits entry by entry, each with what there was of it afterwards.
import { HandCoins } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LedgerKind, ledgerKinds } from '../../../shared/customer.ts'
import { formatSatang } from '../../../shared/money.ts'
import type { CustomerProfile, LedgerRow } from '../../../shared/profile.ts'
import { useMethod } from '../../api.ts'
import { classNames } from '../../ui/class-names.ts'
import { FilterSelect } from '../../ui/filter-fields.tsx'
import { useDateWriters } from '../../ui/moment.tsx'
import { MoreRows, useFirstRows } from './more-rows.tsx'
import { useSourceWords } from './source-words.ts'
import { Answer, Nothing, TabBar, tableLook } from './tab-parts.tsx'

/** An amount in its own unit: money with satang, everything else as a number. */
export function writeAmount(kind: LedgerKind, amount: number, signed = false): string {
  const sign = signed && amount > 0 ? '+' : ''
  if (kind === 'credit' || kind === 'spend') return `${sign}${formatSatang(amount, true)}`
  return `${amount < 0 ? '−' : sign}${Math.abs(amount).toLocaleString('en-US')}`
}

/** What came in and what went out of one kind; entries taken back count with their own sign. */
export function sumLedger(rows: readonly LedgerRow[], kind: LedgerKind): { added: number; taken: number } {
  const amounts = rows.filter((row) => row.kind === kind).map(({ amount }) => amount)
  return {
    added: amounts.reduce((sum, amount) => sum + Math.max(0, amount), 0),
    taken: amounts.reduce((sum, amount) => sum + Math.min(0, amount), 0),
  }
}

/** The Credit & points tab. */
export function LedgerTab({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<LedgerKind | ''>('')
  const answer = useMethod(
    'profile.ledger',
    { customerId: profile.id, ...(kind && { kind }) },
    { keepPrevious: true },
  )
  const rows = answer.data ?? []
  const [shown, more] = useFirstRows(rows)
  return (
    <>
      <TabBar
        totals={
          answer.data && (
            <>
              <span>{t('profile.ledger.count', { count: rows.length })}</span>
              {(kind ? [kind] : (['credit', 'points'] as const)).map((each) => (
                <Sums key={each} rows={rows} kind={each} />
              ))}
            </>
          )
        }
      >
        <FilterSelect
          label={t('profile.ledger.kind')}
          value={kind}
          all={t('profile.ledger.anyKind')}
          options={ledgerKinds.map((each) => [each, t(`profile.ledger.kinds.${each}`)] as const)}
          onChange={setKind}
        />
      </TabBar>
      <Answer answer={answer}>
        {() =>
          rows.length === 0 ? (
            <Nothing
              icon={HandCoins}
              title={t('profile.ledger.none')}
              onShowAll={kind === '' ? undefined : () => setKind('')}
            >
              <p>{t('profile.ledger.noneWords')}</p>
            </Nothing>
          ) : (
            <div className="px-6 pb-6">
              <table className={tableLook}>
                <thead>
                  <tr>
                    <th scope="col">{t('profile.ledger.when')}</th>
                    <th scope="col">{t('profile.ledger.kind')}</th>
                    <th scope="col" className="hidden w-full @min-[700px]:table-cell">
                      {t('profile.ledger.source')}
                    </th>
                    <th scope="col" className="text-right!">
                      {t('profile.ledger.amount')}
                    </th>
                    <th scope="col" className="pr-0! text-right!">
                      {t('profile.ledger.balance')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((row) => (
                    <Entry key={row.id} row={row} />
                  ))}
                </tbody>
              </table>
              <MoreRows {...more} />
            </div>
          )
        }
      </Answer>
    </>
  )
}

function Sums({ rows, kind }: { readonly rows: readonly LedgerRow[]; readonly kind: LedgerKind }) {
  const { t } = useTranslation()
  const { added, taken } = sumLedger(rows, kind)
  return (
    <span>
      <strong className="font-semibold text-ink">{t(`profile.ledger.kinds.${kind}`)}</strong>{' '}
      {writeAmount(kind, added, true)}
      {taken !== 0 && ` / ${writeAmount(kind, taken)}`}
    </span>
  )
}

function Entry({ row }: { readonly row: LedgerRow }) {
  const { t } = useTranslation()
  const write = useDateWriters()
  const saySource = useSourceWords()
  const source = row.reversesId ? t('profile.ledger.takesBack') : saySource(row.source)
  return (
    <tr>
      <td className="whitespace-nowrap">
        <time dateTime={row.occurredAt} title={write.moment(row.occurredAt)}>
          <span className="hidden @min-[700px]:inline">{write.moment(row.occurredAt)}</span>
          <span className="@min-[700px]:hidden">{write.shortDay(row.occurredAt)}</span>
        </time>
      </td>
      <td className="@min-[700px]:whitespace-nowrap">
        {t(`profile.ledger.kinds.${row.kind}`)}
        <span className="block text-sm text-muted @min-[700px]:hidden">{source}</span>
      </td>
      <td className="hidden text-muted wrap-anywhere @min-[700px]:table-cell">{source}</td>
      <td
        className={classNames(
          'text-right font-medium whitespace-nowrap',
          row.amount > 0 && row.kind !== 'visit' && row.kind !== 'spend' && 'text-green-text',
        )}
      >
        {writeAmount(row.kind, row.amount, true)}
      </td>
      <td className="pr-0! text-right whitespace-nowrap text-muted">{writeAmount(row.kind, row.balance)}</td>
    </tr>
  )
}
