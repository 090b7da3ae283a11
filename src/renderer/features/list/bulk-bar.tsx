// The foot of the list: what can be done with everybody selected, and for ten seconds what was just done.
import { Check, Combine, FileDown, Tag, TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostMerged } from '../../../shared/merging.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { useMayManage } from '../../ui/use-may-manage.ts'
import { useList } from './list-state.ts'
import { listGridId } from './list-table.tsx'
import { mostSelected } from './use-selection.ts'
import { undoTagging, useTagged } from './use-tagging.ts'
import { useViewNews, useViews } from './use-views.ts'

/** How long an undo stands, in milliseconds. */
const undoTime = 10_000

interface BulkBarProps {
  readonly total: number
  readonly onTag: () => void
  readonly onExport: () => void
}

/** The bar, or nothing while there is nothing to do. */
export function BulkBar({ total, onTag, onExport }: BulkBarProps) {
  const { t } = useTranslation()
  const count = useList((state) => state.selected.size)
  const mayManage = useMayManage()
  const news = useNews()
  useMergedAway()
  if (count === 0 && news === null) return null
  return (
    <section
      aria-label={t('list.bulk.region')}
      className="flex min-h-13 shrink-0 flex-wrap items-center gap-2 border-t border-line bg-raised px-6 py-2"
    >
      {count > 0 && (
        <>
          <span role="status" className="mr-2 font-medium">
            {t('list.bulk.selected', { count })}
          </span>
          <Button size="small" icon={Tag} disabled={!mayManage} onClick={onTag}>
            {t('list.bulk.tag')}
          </Button>
          <Button size="small" icon={FileDown} disabled={!mayManage} onClick={onExport}>
            {t('list.bulk.export')}
          </Button>
          {count > 1 && count <= mostMerged && (
            <Button
              size="small"
              icon={Combine}
              onClick={() =>
                useInterface
                  .getState()
                  .openDialog({ kind: 'merge', customerIds: [...useList.getState().selected] })
              }
            >
              {t(mayManage ? 'list.bulk.merge' : 'list.bulk.compare', { count })}
            </Button>
          )}
          <Button
            look="quiet"
            size="small"
            onClick={() => {
              useList.getState().select(new Set())
              document.getElementById(listGridId)?.focus()
            }}
          >
            {t('list.bulk.clear')}
          </Button>
          {!mayManage && <span className="text-sm text-muted">{t('list.bulk.managersOnly')}</span>}
          {count >= mostSelected && total > mostSelected && (
            <span className="text-sm text-muted">{t('list.bulk.most', { count: mostSelected })}</span>
          )}
        </>
      )}
      {news}
    </section>
  )
}

/** Whoever was folded into somebody else is no longer selected. */
function useMergedAway(): void {
  const action = useInterface((state) => state.recentAction)
  useEffect(() => {
    if (action?.kind !== 'merged') return
    const { selected, select } = useList.getState()
    const left = [...selected].filter((id) => !action.foldedIds.includes(id))
    if (left.length < selected.size) select(new Set(left))
  }, [action])
}

/** True until ten seconds after `at`. */
function useStanding(at: number | undefined): boolean {
  const [, expire] = useState(0)
  const left = at === undefined ? 0 : at + undoTime - Date.now()
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => expire((count) => count + 1), left)
    return () => clearTimeout(timer)
  }, [left])
  return left > 0
}

/** The newest thing done to views or sources, while it stands. */
function useNews(): ReactNode {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const tagged = useTagged((state) => state.tagged)
  const news = useViewNews((state) => state.news)
  const acts = useViews()
  const [failure, setFailure] = useState<{ error: unknown; at: number }>()
  const [isBusy, setBusy] = useState(false)
  const newest = Math.max(tagged?.at ?? 0, news?.at ?? 0, failure?.at ?? 0)
  const stands = useStanding(newest || undefined)
  if (!stands) return null
  const undo = (act: () => Promise<void>) => async () => {
    setBusy(true)
    await act().catch((error: unknown) => setFailure({ error, at: Date.now() }))
    setBusy(false)
  }
  if (failure?.at === newest) return <Said isBad>{sayError(failure.error)}</Said>
  if (news?.at === newest) {
    if (news.kind === 'failed') return <Said isBad>{sayError(news.error)}</Said>
    if (news.kind === 'saved') return <Said>{t('list.views.saved', { name: news.name })}</Said>
    return (
      <Said isBusy={isBusy} onUndo={undo(() => acts.bringBack(news.view, news.wasDefault))}>
        {t('list.views.removed', { name: news.view.name })}
      </Said>
    )
  }
  if (!tagged) return null
  if (tagged.isUndone) return <Said>{t('list.bulk.untagged')}</Said>
  const count = tagged.before.length
  return (
    <Said isBusy={isBusy} onUndo={undo(() => undoTagging(t('list.tag.undoReason')))}>
      {t('list.bulk.tagged', { count, source: t(`sources.${tagged.source}`) })}
    </Said>
  )
}

interface SaidProps {
  readonly isBad?: boolean
  readonly isBusy?: boolean
  readonly onUndo?: () => Promise<void>
  readonly children: ReactNode
}

function Said({ isBad = false, isBusy = false, onUndo, children }: SaidProps) {
  const { t } = useTranslation()
  const Icon = isBad ? TriangleAlert : Check
  return (
    <span
      className={`ml-auto inline-flex min-h-9 items-center gap-2 rounded px-3 ${isBad ? 'bg-red-soft text-red-text' : 'bg-green-soft text-green-text'}`}
    >
      <Icon size={16} aria-hidden className="shrink-0" />
      <span role={isBad ? 'alert' : 'status'}>{children}</span>
      {onUndo && (
        <Button look="quiet" size="small" disabled={isBusy} onClick={() => void onUndo()}>
          {t('actions.undo')}
        </Button>
      )}
    </span>
  )
}
