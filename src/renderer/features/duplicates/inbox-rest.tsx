// What stands around the clusters: the pages, the way back for all that was put off, how the search stands, and the picture
// of an empty inbox.
import { CalendarClock, ChevronLeft, ChevronRight, SearchCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ClusterState } from '../../../shared/duplicates.ts'
import { useMethod } from '../../api.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Ago } from '../../ui/moment.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useInbox } from './inbox-state.ts'
import { pageSize } from './use-clusters.ts'

interface PageTurnerProps {
  readonly state: ClusterState
  readonly matching: number
  readonly shown: number
}

/** Earlier and further clusters, where they do not fit on one page. */
export function PageTurner({ state, matching, shown }: PageTurnerProps) {
  const { t } = useTranslation()
  const { offset } = useInbox((inbox) => inbox.places[state])
  const { goTo } = useInbox.getState()
  if (matching <= pageSize && offset === 0) return null
  const number = (value: number) => value.toLocaleString('en-US')
  return (
    <div className="flex shrink-0 items-center justify-between border-t border-line py-1 pr-3 pl-5 text-sm text-muted">
      <span>
        {t('profile.transactions.range', {
          from: number(Math.min(offset + 1, matching)),
          to: number(offset + shown),
          total: number(matching),
        })}
      </span>
      <span className="flex">
        <IconButton
          icon={ChevronLeft}
          label={t('inbox.previousPage')}
          disabled={offset === 0}
          onClick={() => goTo(state, Math.max(0, offset - pageSize))}
        />
        <IconButton
          icon={ChevronRight}
          label={t('inbox.nextPage')}
          disabled={offset + pageSize >= matching}
          onClick={() => goTo(state, offset + pageSize)}
        />
      </span>
    </div>
  )
}

/** The way to ask about everything again that was put off, where that is more than one. */
export function AskAboutAll({ onResumeAll }: { readonly onResumeAll: () => void }) {
  const { t } = useTranslation()
  const count = useMethod('duplicates.status', {}).data?.postponed ?? 0
  if (count < 2) return null
  return (
    <div className="flex shrink-0 justify-end border-t border-line px-3 py-1">
      <Button look="quiet" size="small" onClick={onResumeAll}>
        {t('inbox.askAboutAll', { count })}
      </Button>
    </div>
  )
}

/** How the search of the directory stands, in one quiet line. */
export function SearchLine() {
  const { t } = useTranslation()
  const status = useMethod('duplicates.status', {}).data
  if (!status) return null
  const { search, searchedAt } = status
  if (search.state === 'running') {
    const percent = search.total > 0 ? Math.min(99, Math.floor((search.done / search.total) * 100)) : 0
    return <span>{t('inbox.searching', { percent })}</span>
  }
  if (search.state === 'due') return <span>{t('inbox.due')}</span>
  return (
    <span>
      {searchedAt ? (
        <>
          {t('inbox.searched')} <Ago moment={searchedAt} empty="" />
        </>
      ) : (
        t('inbox.neverSearched')
      )}
    </span>
  )
}

/** Nothing waits, or was put off: what that means, and that nobody has to do anything. */
export function NothingHere({ state }: { readonly state: ClusterState }) {
  const { t } = useTranslation()
  const status = useMethod('duplicates.status', {}).data
  if (state === 'postponed') {
    return (
      <EmptyState icon={CalendarClock} title={t('inbox.nothingPutOff')}>
        <p>{t('inbox.nothingPutOffWords')}</p>
      </EmptyState>
    )
  }
  const isKnown = status !== undefined && status.searchedAt !== null
  return (
    <EmptyState icon={SearchCheck} title={t(isKnown ? 'inbox.nothing' : 'inbox.nothingYet')}>
      <p>{t('inbox.nothingWords')}</p>
    </EmptyState>
  )
}
