// What a customer bought: by time, by state, by a piece of receipt number or item, with the count and the sum of what is shown.
import { Receipt } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatSatang } from '../../../shared/money.ts'
import type { CustomerProfile, TransactionRow } from '../../../shared/profile.ts'
import { useMethod } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { FilterSelect, FilterText } from '../../ui/filter-fields.tsx'
import { type Period, PeriodFilter, type PeriodName } from './period-filter.tsx'
import { Answer, Nothing, TabBar, tableLook } from './tab-parts.tsx'
import { Transaction } from './transaction.tsx'

const pageSize = 50
const statuses = ['completed', 'refunded', 'void'] as const

/** The Transactions tab. */
export function TransactionsTab({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const [periodName, setPeriodName] = useState<PeriodName | ''>('')
  const [period, setPeriod] = useState<Period>({})
  const [status, setStatus] = useState<TransactionRow['status'] | ''>('')
  const [text, setText] = useState('')
  const [page, setPage] = useState(0)
  const search = useDeferredValue(text.trim())
  const answer = useMethod(
    'profile.transactions',
    {
      customerId: profile.id,
      ...period,
      ...(status && { status }),
      ...(search && { search }),
      offset: page * pageSize,
      limit: pageSize,
    },
    { keepPrevious: true },
  )
  const filtered = periodName !== '' || status !== '' || text !== ''
  const showAll = () => {
    setPeriodName('')
    setPeriod({})
    setStatus('')
    setText('')
    setPage(0)
  }
  const { data } = answer
  return (
    <>
      <TabBar
        totals={
          data && (
            <>
              <span>{t('profile.transactions.count', { count: data.total })}</span>
              <strong className="font-semibold text-ink">
                {t('profile.transactions.sum', { amount: formatSatang(data.totalAmount, true) })}
              </strong>
            </>
          )
        }
      >
        <FilterText
          label={t('profile.transactions.search')}
          value={text}
          onText={(next) => {
            setText(next)
            setPage(0)
          }}
        />
        <PeriodFilter
          name={periodName}
          period={period}
          onChange={(name, next) => {
            setPeriodName(name)
            setPeriod(next)
            setPage(0)
          }}
        />
        <FilterSelect
          label={t('profile.transactions.status')}
          value={status}
          all={t('profile.transactions.anyStatus')}
          options={statuses.map((each) => [each, t(`profile.transactions.statuses.${each}`)] as const)}
          onChange={(next) => {
            setStatus(next)
            setPage(0)
          }}
        />
      </TabBar>
      <Answer answer={answer}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Nothing
              icon={Receipt}
              title={t('profile.transactions.none')}
              onShowAll={filtered ? showAll : undefined}
            >
              <p>{t('profile.transactions.noneWords')}</p>
            </Nothing>
          ) : (
            <>
              <TransactionTable rows={rows} />
              {total > pageSize && <Pages page={page} total={total} onPage={setPage} />}
            </>
          )
        }
      </Answer>
    </>
  )
}

function TransactionTable({ rows }: { readonly rows: readonly TransactionRow[] }) {
  const { t } = useTranslation()
  return (
    <div className="px-6 pb-4">
      <table className={tableLook}>
        <thead>
          <tr>
            <th scope="col">{t('profile.transactions.when')}</th>
            <th scope="col" className="hidden @min-[700px]:table-cell">
              {t('profile.transactions.receipt')}
            </th>
            <th scope="col" className="w-full">
              {t('profile.transactions.items')}
            </th>
            <th scope="col" className="hidden @min-[700px]:table-cell">
              {t('profile.transactions.paidBy')}
            </th>
            <th scope="col" className="pr-0! text-right!">
              {t('profile.transactions.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Transaction key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface PagesProps {
  readonly page: number
  readonly total: number
  readonly onPage: (page: number) => void
}

function Pages({ page, total, onPage }: PagesProps) {
  const { t } = useTranslation()
  const from = page * pageSize + 1
  const to = Math.min(total, from + pageSize - 1)
  return (
    <nav
      aria-label={t('profile.transactions.pages')}
      className="flex items-center justify-end gap-2 px-6 pb-5 text-sm text-muted"
    >
      <span>{t('profile.transactions.range', { from, to, total })}</span>
      <Button size="small" disabled={page === 0} onClick={() => onPage(page - 1)}>
        {t('profile.transactions.newer')}
      </Button>
      <Button size="small" disabled={to >= total} onClick={() => onPage(page + 1)}>
        {t('profile.transactions.older')}
      </Button>
    </nav>
  )
}
