// A merge's way back: the button that opens it, or why there is none, with the way to what has to be undone first.
import { Undo2 } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { MergeEntry, StoryCounts, UndoBlock } from '../../shared/merging.ts'
import { useInterface } from '../store.ts'
import { Button } from './button.tsx'
import { useDateWriters } from './moment.tsx'
import { useMayManage } from './use-may-manage.ts'

/** A function that says how much of each kind somebody has, or moved; empty for nothing. */
export function useStoryWords(): (counts: StoryCounts) => string {
  const { t } = useTranslation()
  return (counts) =>
    (['transactions', 'packages', 'bookings', 'notes', 'contacts', 'identifiers'] as const)
      .filter((kind) => counts[kind] > 0)
      .map((kind) => t(`merging.counts.${kind}`, { count: counts[kind] }))
      .join(' · ')
}

/** Why a merge cannot be undone now, in words. */
export function useBlockWords(): (entry: MergeEntry, block: UndoBlock) => string {
  const { t } = useTranslation()
  const write = useDateWriters()
  return ({ undoneAt, undoneBy }, block) => {
    if (block.why === 'undone') {
      if (undoneAt === null) return t('parting.undone')
      const at = write.moment(undoneAt)
      return undoneBy ? t('parting.undoneBy', { at, name: undoneBy }) : t('parting.undoneAt', { at })
    }
    if (!('code' in block)) return t('parting.erased')
    const code = block.code ?? '–'
    return block.why === 'later-merge'
      ? t('parting.laterMerge', { code })
      : t('parting.survivorMerged', { code })
  }
}

/** The button of one merge, or the words in its place; the focus that was on the button stays here once it is undone. */
export function UndoMerge({ entry }: { readonly entry: MergeEntry }) {
  const place = useRef<HTMLSpanElement>(null)
  const wasPossible = useRef(entry.blocked === null)
  useEffect(() => {
    if (wasPossible.current && entry.blocked !== null && document.activeElement === document.body) {
      place.current?.focus()
    }
    wasPossible.current = entry.blocked === null
  }, [entry.blocked])
  return (
    <span ref={place} tabIndex={-1} className="shrink-0">
      <WayBack entry={entry} />
    </span>
  )
}

function WayBack({ entry }: { readonly entry: MergeEntry }): ReactNode {
  const { t } = useTranslation()
  const sayBlock = useBlockWords()
  const mayManage = useMayManage()
  const { blocked } = entry
  const open = (mergeId: string) =>
    useInterface.getState().openDialog({ kind: 'unmerge', mergeId, customerId: entry.survivor.id })
  if (blocked === null) {
    return mayManage ? (
      <Button
        size="small"
        icon={Undo2}
        aria-label={t('parting.undoOf', { name: entry.folded.name })}
        onClick={() => open(entry.id)}
      >
        {t('parting.undo')}
      </Button>
    ) : (
      <span className="text-sm text-muted">{t('parting.managersOnly')}</span>
    )
  }
  return (
    <span className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
      {sayBlock(entry, blocked)}
      {'mergeId' in blocked && mayManage && (
        <Button look="quiet" size="small" onClick={() => open(blocked.mergeId)}>
          {t('parting.undoThatFirst')}
        </Button>
      )}
    </span>
  )
}
