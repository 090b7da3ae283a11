// Everybody in the directory, most recent visit first. Rows are fetched a page at a time as they come into sight.

import { useQueries } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { FileUp, UserRoundPlus, UsersRound } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LookupHit } from '../../../shared/lookup.ts'
import { methodQuery, useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { CustomerRow, customerColumnsLook, roomyColumn, rowHeight } from './customer-row.tsx'

const pageSize = 100
/** Browsers cannot lay out a list of tens of millions of pixels; beyond this many, search finds people sooner anyway. */
const mostRows = 500_000

/** The head stays in sight above the rows and covers this many pixels. */
const headHeight = 38

/** The Customers screen. */
export function CustomersScreen({ mayImport }: { readonly mayImport: boolean }) {
  const { t } = useTranslation()
  const { openDialog, openNewcomer } = useInterface.getState()
  const first = useMethod('customers.page', { offset: 0, limit: pageSize })
  const total = first.data?.total
  return (
    <section aria-labelledby="customers-title" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 items-center gap-3 px-6 py-4">
        <h1 id="customers-title" className="text-xl font-semibold">
          {t('nav.customers')}
        </h1>
        {total !== undefined && (
          <span className="mt-1 text-muted">{t('status.customers', { count: total })}</span>
        )}
        <span className="flex-1" />
        <Button
          icon={FileUp}
          disabled={!mayImport}
          title={mayImport ? undefined : t('importing.managersOnly')}
          onClick={() => openDialog({ kind: 'import', waiting: null })}
        >
          {t('importing.open')}
        </Button>
        <Button icon={UserRoundPlus} shortcut="F6" onClick={() => openNewcomer('')}>
          {t('customer.new')}
        </Button>
      </header>
      {first.error ? (
        <ErrorState error={first.error} onRetry={() => void first.refetch()} />
      ) : total === undefined ? (
        <LoadingState />
      ) : total === 0 ? (
        <EmptyState icon={UsersRound} title={t('lookup.firstTitle')}>
          <p>{t('lookup.firstWords')}</p>
        </EmptyState>
      ) : (
        <CustomerList total={total} />
      )}
    </section>
  )
}

function CustomerList({ total }: { readonly total: number }) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLTableElement>(null)
  const openCard = useInterface((state) => state.openCard)
  const cardId = useInterface((state) => state.cardId)
  const [current, setCurrent] = useState(0)
  const count = Math.min(total, mostRows)
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: headHeight,
  })
  const visible = list.getVirtualItems()
  const rows = useRows(visible[0]?.index ?? 0, visible.at(-1)?.index ?? 0)

  const move = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -count,
      End: count,
    }
    const step = steps[event.code]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.min(count - 1, Math.max(0, current + step))
    setCurrent(next)
    list.scrollToIndex(next)
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-row="${next}"] button`)
        ?.focus({ preventScroll: true }),
    )
  }

  return (
    <table
      ref={scroller}
      aria-label={t('nav.customers')}
      aria-rowcount={count + 1}
      className="@container block min-h-0 flex-1 overflow-y-scroll"
    >
      <thead className="sticky top-0 z-10 block border-y border-line bg-raised">
        <tr aria-rowindex={1} className={`${customerColumnsLook} h-9 text-sm text-muted`}>
          {(['name', 'phone', 'code', 'credit', 'points', 'lastVisit'] as const).map((column) => (
            <th
              key={column}
              className={classNames(
                'font-normal',
                column === 'credit' || column === 'points' ? roomyColumn : 'text-left',
              )}
            >
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody onKeyDown={move} className="relative block">
        <tr aria-hidden className="block" style={{ height: list.getTotalSize() }} />
        {visible.map(({ index, start }) => (
          <CustomerRow
            key={index}
            index={index}
            start={start}
            hit={rows(index)}
            reachable={index === current}
            open={rows(index)?.id === cardId}
            onOpen={(id) => {
              setCurrent(index)
              openCard(id)
            }}
          />
        ))}
      </tbody>
    </table>
  )
}

/** The rows of the pages in sight, by index; undefined while a page is on its way. */
function useRows(from: number, to: number): (index: number) => LookupHit | undefined {
  const firstPage = Math.floor(from / pageSize)
  const pages = Array.from(
    { length: Math.floor(to / pageSize) - firstPage + 1 },
    (_, page) => firstPage + page,
  )
  const answers = useQueries({
    queries: pages.map((page) => methodQuery('customers.page', { offset: page * pageSize, limit: pageSize })),
  })
  return (index) => answers[Math.floor(index / pageSize) - firstPage]?.data?.rows[index % pageSize]
}
