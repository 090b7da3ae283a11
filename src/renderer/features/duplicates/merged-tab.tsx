// The newest merges of the directory, each with its way back.
import { useTranslation } from 'react-i18next'
import type { MergeEntry } from '../../../shared/merging.ts'
import { useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { Badge } from '../../ui/badges.tsx'
import { ListSection } from '../../ui/list-section.tsx'
import { Ago } from '../../ui/moment.tsx'
import { UndoMerge, useStoryWords } from '../../ui/undo-merge.tsx'

/** As many as are listed. */
const mostListed = 200

/** The list of merges. */
export function MergedTab() {
  const { t } = useTranslation()
  const query = useMethod('merges.recent', { limit: mostListed })
  const entries = query.data ?? []
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="max-w-[1000px] px-6 pt-4 pb-10">
        <ListSection
          id="merged-title"
          title={t('inbox.tabs.merged')}
          count={entries.length}
          empty={t('inbox.noneMerged')}
          hint={t('inbox.mergedWords')}
          query={query}
        >
          {entries.map((entry) => (
            <Merged key={entry.id} entry={entry} />
          ))}
        </ListSection>
      </div>
    </div>
  )
}

function Merged({ entry }: { readonly entry: MergeEntry }) {
  const { t } = useTranslation()
  const sayCounts = useStoryWords()
  const { survivor, folded, reason, by, at, isAutomatic, undoneAt, counts } = entry
  const moved = sayCounts(counts)
  return (
    <li tabIndex={-1} className="flex items-center gap-4 px-5 py-2.5 focus-visible:-outline-offset-2">
      <div className="min-w-0 flex-1">
        <p className="selectable flex flex-wrap items-center gap-x-2 wrap-anywhere">
          <span>
            <span className="font-medium">{folded.name}</span>{' '}
            <span className="text-muted">{folded.code}</span>
          </span>
          <span className="text-muted">{t('inbox.livesOnAs')}</span>
          <button
            type="button"
            className="-mx-1 min-h-8 rounded px-1 text-left font-medium text-accent-text hover:bg-accent-soft"
            onClick={() => useInterface.getState().openProfile(survivor.id)}
          >
            {survivor.name} <span className="font-normal text-muted">{survivor.code}</span>
          </button>
          {isAutomatic && <Badge>{t('inbox.automatic')}</Badge>}
          {undoneAt !== null && <Badge tone="good">{t('inbox.undone')}</Badge>}
        </p>
        <p className="selectable text-sm text-muted wrap-anywhere">
          {reason && `“${reason}” · `}
          {by && `${by} · `}
          <Ago moment={at} empty="" />
          {moved && ` · ${t('inbox.moved', { what: moved })}`}
        </p>
      </div>
      <UndoMerge entry={entry} />
    </li>
  )
}
