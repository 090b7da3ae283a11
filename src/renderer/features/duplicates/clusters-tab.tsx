// The inbox, and what of it was put off: clusters on the left, the one in hand on the right with what can be decided. By keyboard
// alone the focus stays on the list: the arrows or J and K move, Enter or M merges, N says they are two people, L puts it off,
// and A asks again about what was put off.
import { SearchCheck } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClusterState } from '../../../shared/duplicates.ts'
import { useMethod } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useMayManage } from '../../ui/use-may-manage.ts'
import { ClusterList } from './cluster-list.tsx'
import { ClusterView } from './cluster-view.tsx'
import { DecisionButtons } from './decision-bar.tsx'
import { InboxFilters } from './inbox-filters.tsx'
import { AskAboutAll, NothingHere, PageTurner } from './inbox-rest.tsx'
import { useInbox } from './inbox-state.ts'
import { type Clusters, useClusters } from './use-clusters.ts'
import { useDecisions } from './use-decisions.ts'

/** The clusters that wait for a decision, or those that were put off. */
export function ClustersTab({ state }: { readonly state: ClusterState }) {
  const { t } = useTranslation()
  const clusters = useClusters(state)
  const { inbox, shown, current } = clusters
  const decisions = useDecisions()
  const mayMerge = useMayManage()
  const filters = useInbox((inbox) => inbox.filters)
  const list = useRef<HTMLDivElement>(null)
  const [unticked, tick] = useTicks(current?.id ?? null)
  const act = (decide: () => unknown) => () => {
    if (decisions.isBusy || !current) return
    // A button that stays where it was must not decide the next cluster by an Enter too many.
    list.current?.focus()
    void decide()
  }
  const keys = {
    merge: act(() => current && current.size - unticked.size >= 2 && decisions.merge(current, unticked)),
    dismiss: act(() => current && decisions.dismiss(current, unticked)),
    postpone: state === 'waiting' ? act(() => current && decisions.postpone(current)) : null,
    resume: state === 'postponed' ? act(() => current && decisions.resume(current)) : null,
  }
  const choose = (clusterId: string) => useInbox.getState().choose(state, clusterId)
  const resumeAll = () => {
    if (decisions.isBusy) return
    list.current?.focus()
    void decisions.resume(null)
  }
  const total = useMethod('duplicates.status', {}).data?.[state] ?? 0
  const isFiltered = total > 0 && Object.values(filters).some((value) => value !== undefined)
  const nothing = inbox !== undefined && shown.length === 0 && !clusters.isWaiting
  useEffect(() => {
    // The list is gone with its last cluster; the keys go on at the tab.
    const isLost = nothing && document.activeElement === document.body
    if (isLost) document.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
  }, [nothing])
  if (clusters.error) return <ErrorState error={clusters.error} onRetry={clusters.refetch} />
  if (!inbox) return <LoadingState />
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the list hold beside it too
    <div
      className="flex min-h-0 flex-1"
      onKeyDown={(event) => onInboxKey(event, clusters, choose, keys)}
      aria-busy={clusters.isWaiting}
    >
      <div className="flex w-[372px] shrink-0 flex-col border-r border-line bg-surface min-[1600px]:w-[440px]">
        <InboxFilters inbox={inbox} />
        {nothing ? (
          <p className="min-h-0 flex-1 px-5 py-4 text-sm text-muted">
            {t(state === 'waiting' ? 'inbox.listEmpty' : 'inbox.putOffEmpty')}
          </p>
        ) : (
          <ClusterList
            element={list}
            clusters={shown}
            currentId={current?.id ?? null}
            label={t(state === 'waiting' ? 'inbox.list' : 'inbox.putOffList')}
            onChoose={choose}
          />
        )}
        <PageTurner state={state} matching={inbox.matching} shown={shown.length} />
        {state === 'postponed' && <AskAboutAll onResumeAll={resumeAll} />}
      </div>
      <section aria-label={t('inbox.inHand')} className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
        {current ? (
          <ClusterView cluster={current} unticked={unticked} onTick={tick} />
        ) : (
          <div className="min-h-0 flex-1">
            {nothing && isFiltered ? (
              <EmptyState icon={SearchCheck} title={t('profile.nothingMatches')}>
                <Button onClick={() => useInbox.getState().filter({})}>{t('profile.showAll')}</Button>
              </EmptyState>
            ) : (
              nothing && <NothingHere state={state} />
            )}
          </div>
        )}
        <div className="flex min-h-[61px] shrink-0 flex-wrap items-center gap-2 border-t border-line bg-raised px-6 py-2.5">
          {current && (
            <DecisionButtons
              size={current.size}
              unticked={unticked.size}
              mayMerge={mayMerge}
              onMerge={keys.merge}
              onDismiss={keys.dismiss}
              onPostpone={keys.postpone}
              onResume={keys.resume}
            />
          )}
        </div>
      </section>
    </div>
  )
}

/** Who is left out of the decision about the cluster in hand; everybody counts again in the next one. */
function useTicks(clusterId: string | null): readonly [ReadonlySet<string>, (customerId: string) => void] {
  const [left, setLeft] = useState<{ of: string | null; out: ReadonlySet<string> }>({
    of: null,
    out: new Set(),
  })
  const out: ReadonlySet<string> = left.of === clusterId ? left.out : new Set()
  return [out, (customerId) => setLeft({ of: clusterId, out: toggled(out, customerId) })]
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const others = [...ids].filter((each) => each !== id)
  return new Set(ids.has(id) ? others : [...others, id])
}

interface InboxKeys {
  readonly merge: () => void
  readonly dismiss: () => void
  readonly postpone: (() => void) | null
  readonly resume: (() => void) | null
}

const moves: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  KeyJ: 1,
  ArrowUp: -1,
  KeyK: -1,
  PageDown: 6,
  PageUp: -6,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** Carries out a key; what is typed into a field or pressed on a button stays theirs. */
function onInboxKey(
  event: KeyboardEvent,
  { shown, index }: Clusters,
  choose: (clusterId: string) => void,
  keys: InboxKeys,
): void {
  const target = event.target as HTMLElement
  if (event.altKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
  if (target.matches('input:not([type=checkbox]), select, textarea')) return
  const isOnButton = target.matches('button, input')
  const step = moves[event.code]
  if (step !== undefined && !(isOnButton && !event.code.startsWith('Key'))) {
    const next = shown[Math.max(0, Math.min(shown.length - 1, index + step))]
    if (next) choose(next.id)
  } else if (event.repeat) return
  else if (event.code === 'KeyM' || (!isOnButton && /^(Numpad)?Enter$/.test(event.code))) keys.merge()
  else if (event.code === 'KeyN') keys.dismiss()
  else if (event.code === 'KeyL' && keys.postpone) keys.postpone()
  else if (event.code === 'KeyA' && keys.resume) keys.resume()
  else return
  event.preventDefault()
}
