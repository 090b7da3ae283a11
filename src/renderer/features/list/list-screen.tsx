// Customers: the whole directory from one place. Search, filters, figures, the list, and what is done with many at once.
import { FileDown, FileUp, SearchX, UserRoundPlus, UsersRound } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { localDay } from '../../../shared/local-day.ts'
import { useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/moment.tsx'
import { focusSearchBox } from '../../ui/search-box-focus.ts'
import { EmptyState, ErrorState, LoadingState, useSlow } from '../../ui/states.tsx'
import { useMayManage } from '../../ui/use-may-manage.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { BulkBar } from './bulk-bar.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { Figures } from './figures.tsx'
import { FilterBar } from './filter-bar.tsx'
import { resolveFilters, sameFilters } from './list-filters.ts'
import { ListSearch } from './list-search.tsx'
import { useList } from './list-state.ts'
import { ListTable } from './list-table.tsx'
import { openPage } from './open-page.ts'
import { TagDialog } from './tag-dialog.tsx'
import { useAskedView, useListStart } from './use-list-start.ts'
import { useListAnswer } from './use-rows.ts'

/** The Customers screen. */
export function CustomersScreen() {
  const { t } = useTranslation()
  const isReady = useListStart()
  const views = useMethod('views.list', {}).data
  useAskedView(views, isReady)
  const viewId = useInterface((state) => state.listView.id)
  const view = views?.find(({ id }) => id === viewId) ?? null
  const figuresOpen = useList((state) => state.figuresOpen)
  const question = useQuestion()
  const answer = useListAnswer(question, isReady)
  // The rows come first: figures and counts are asked for what the list already shows.
  const answered = useSettled(answer.shown?.filters ?? question.filters, 120)
  const isSlow = useSlow(answer.waiting)
  const [dialog, setDialog] = useState<'tag' | 'export' | 'export-selected' | null>(null)
  const selected = useList((state) => state.selected)
  const customers = useMethod('app.info', {}).data?.customers
  const { openCard, openView } = useInterface.getState()
  useSearchKeys()

  const { total, shown } = answer
  const openFirst = () => {
    if (answer.first !== null && !answer.waiting) openPage(answer.first, false)
  }
  const isEmpty = customers === 0 && total === 0
  return (
    <section
      aria-labelledby="customers-title"
      aria-busy={answer.waiting}
      className="@container flex min-h-0 min-w-0 flex-1 flex-col"
    >
      <header className="flex shrink-0 items-center gap-3 px-6 pt-3 pb-2.5">
        <h1 id="customers-title" className="text-lg font-semibold">
          {t('nav.customers')}
        </h1>
        <span role="status" className="shrink-0 text-muted @max-[760px]:sr-only">
          {isSlow ? t('list.loading') : shown && t('status.customers', { count: total })}
        </span>
        <ListSearch onEnter={openFirst} onLeave={() => openCard(null)} />
        <HeaderActs onExport={() => setDialog('export')} total={total} />
      </header>
      <FilterBar counted={answered} views={views ?? []} view={view} />
      {figuresOpen && !isEmpty && <Figures filters={answered} enabled={shown !== null} />}
      {answer.error ? (
        <ErrorState error={answer.error} onRetry={answer.retry} />
      ) : shown === null ? (
        <LoadingState />
      ) : isEmpty ? (
        <Empty />
      ) : total === 0 ? (
        <EmptyState icon={SearchX} title={t('list.nothing.title')}>
          <p>{t('list.nothing.words')}</p>
          <Button
            onClick={() => {
              useList.getState().setFilters({})
              if (view) openView(null)
              focusSearchBox()
            }}
          >
            {t('list.nothing.clear')}
          </Button>
        </EmptyState>
      ) : (
        <ListTable question={shown} total={total} inView={view !== null} />
      )}
      <BulkBar total={total} onTag={() => setDialog('tag')} onExport={() => setDialog('export-selected')} />
      {dialog === 'tag' && <TagDialog customerIds={[...selected]} onClose={() => setDialog(null)} />}
      {(dialog === 'export' || dialog === 'export-selected') && (
        <ExportDialog
          {...question}
          resolved={question.filters}
          total={total}
          customerIds={dialog === 'export-selected' ? [...selected] : null}
          onClose={() => setDialog(null)}
        />
      )}
    </section>
  )
}

/** What the list is asked, the same object for as long as it means the same. */
function useQuestion() {
  const filters = useList((state) => state.filters)
  const sort = useList((state) => state.sort)
  const today = localDay(useNow())
  const resolved = useMemo(() => resolveFilters(filters, today), [filters, today])
  const [known, setKnown] = useState({ filters: resolved, sort })
  const same =
    sameFilters(known.filters, resolved) && known.sort?.by === sort?.by && known.sort?.order === sort?.order
  const question = useMemo(() => ({ filters: resolved, sort }), [resolved, sort])
  if (!same) setKnown(question)
  return same ? known : question
}

/** Ctrl F and the slash go to the search field from anywhere on the screen where they type nothing. */
function useSearchKeys(): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      const target = event.target as HTMLElement
      const types = target.matches('input:not([type=checkbox], [type=radio]), textarea, select')
      const isFind = event.code === 'KeyF' && (event.ctrlKey || event.metaKey) && !event.altKey
      const isSlash = event.key === '/' && !types && !event.ctrlKey && !event.altKey && !event.metaKey
      if (!isFind && !isSlash) return
      event.preventDefault()
      focusSearchBox()
    }
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

function HeaderActs({ onExport, total }: { readonly onExport: () => void; readonly total: number }) {
  const { t } = useTranslation()
  const mayManage = useMayManage()
  const { openDialog, openNewcomer } = useInterface.getState()
  return (
    <>
      <span title={mayManage ? undefined : t('importing.managersOnly')} className="shrink-0">
        <Button
          icon={FileUp}
          disabled={!mayManage}
          aria-label={t('importing.open')}
          onClick={() => openDialog({ kind: 'import', waiting: null })}
        >
          <span className="hidden @min-[960px]:inline">{t('importing.open')}</span>
        </Button>
      </span>
      <span title={mayManage ? undefined : t('list.export.managersOnly')} className="shrink-0">
        <Button
          icon={FileDown}
          disabled={!mayManage || total === 0}
          aria-label={t('list.export.open')}
          onClick={onExport}
        >
          <span className="hidden @min-[960px]:inline">{t('list.export.open')}</span>
        </Button>
      </span>
      <Button look="primary" icon={UserRoundPlus} shortcut="F6" onClick={() => openNewcomer('')}>
        {t('customer.new')}
      </Button>
    </>
  )
}

function Empty() {
  const { t } = useTranslation()
  const mayManage = useMayManage()
  const { openDialog, openNewcomer } = useInterface.getState()
  return (
    <EmptyState icon={UsersRound} title={t('lookup.firstTitle')}>
      <p>{t('lookup.firstWords')}</p>
      <span className="flex gap-2">
        {mayManage && (
          <Button icon={FileUp} onClick={() => openDialog({ kind: 'import', waiting: null })}>
            {t('list.emptyImport')}
          </Button>
        )}
        <Button icon={UserRoundPlus} onClick={() => openNewcomer('')}>
          {t('list.newCustomer')}
        </Button>
      </span>
    </EmptyState>
  )
}
