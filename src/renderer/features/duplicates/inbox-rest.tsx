// What stands around the clusters: the pages, what was put off, how the search stands, and the picture of an empty inbox.
import { ChevronLeft, ChevronRight, SearchCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCommand, useMethod } from '../../api.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Ago } from '../../ui/moment.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useInbox } from './inbox-state.ts'
import { pageSize } from './use-clusters.ts'

/** Earlier and further clusters, where they do not fit on one page. */
export function PageTurner({ matching, shown }: { readonly matching: number; readonly shown: number }) {
  const { t } = useTranslation()
  const offset = useInbox((state) => state.offset)
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
          onClick={() => goTo(Math.max(0, offset - pageSize))}
        />
        <IconButton
          icon={ChevronRight}
          label={t('inbox.nextPage')}
          disabled={offset + pageSize >= matching}
          onClick={() => goTo(offset + pageSize)}
        />
      </span>
    </div>
  )
}

/** How many were put off, and the way to see them again. */
export function Postponed() {
  const { t } = useTranslation()
  const count = useMethod('duplicates.status', {}).data?.postponed ?? 0
  const postpone = useCommand('duplicates.postpone')
  if (count === 0) return null
  return (
    <div className="flex shrink-0 items-center justify-between gap-2 border-t border-line py-1 pr-3 pl-5 text-sm text-muted">
      {t('inbox.postponed', { count })}
      <Button
        look="quiet"
        size="small"
        onClick={() => {
          if (!postpone.isPending) postpone.mutate({ pairs: null })
        }}
      >
        {t('inbox.showAgain')}
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

/** Nothing waits: what that means, and that nobody has to do anything. */
export function NothingWaits() {
  const { t } = useTranslation()
  const status = useMethod('duplicates.status', {}).data
  const isKnown = status !== undefined && status.searchedAt !== null
  return (
    <EmptyState icon={SearchCheck} title={t(isKnown ? 'inbox.nothing' : 'inbox.nothingYet')}>
      <p>{t('inbox.nothingWords')}</p>
    </EmptyState>
  )
}
