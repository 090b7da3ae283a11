// The clusters that wait or were put off, best first: who, why, and how sure; of one put off, until when. The arrows move, and the focus stays on the list.
import { type RefObject, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import type { DuplicateCluster } from '../../../shared/duplicates.ts'
import { classNames } from '../../ui/class-names.ts'
import { useDuplicateReasons } from '../../ui/reason-words.ts'
import { PutOffUntil } from './put-off-until.tsx'
import { Score } from './score.tsx'

interface ClusterListProps {
  readonly label: string
  readonly element: RefObject<HTMLDivElement | null>
  readonly clusters: readonly DuplicateCluster[]
  readonly currentId: string | null
  readonly onChoose: (clusterId: string) => void
}

/** The id of the list, where the focus goes back to. */
export const clusterListId = 'duplicate-clusters'

const optionId = (clusterId: string) => `cluster-${clusterId}`

/** The column of clusters; the keys are the place's own. */
export function ClusterList({ label, element, clusters, currentId, onChoose }: ClusterListProps) {
  useEffect(() => {
    if (currentId) document.getElementById(optionId(currentId))?.scrollIntoView({ block: 'nearest' })
  }, [currentId])
  useEffect(() => {
    // Whoever came by a key is at the first cluster; whoever pressed the rail stays on it.
    if (document.activeElement === document.body) element.current?.focus()
  }, [element])
  return (
    <div
      ref={element}
      id={clusterListId}
      role="listbox"
      aria-label={label}
      aria-activedescendant={currentId ? optionId(currentId) : undefined}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
    >
      {clusters.map((cluster) => (
        <ClusterOption
          key={cluster.id}
          cluster={cluster}
          isCurrent={cluster.id === currentId}
          onChoose={onChoose}
        />
      ))}
    </div>
  )
}

interface ClusterOptionProps {
  readonly cluster: DuplicateCluster
  readonly isCurrent: boolean
  readonly onChoose: (clusterId: string) => void
}

function ClusterOption({ cluster, isCurrent, onChoose }: ClusterOptionProps) {
  const { t } = useTranslation()
  const sayReasons = useDuplicateReasons()
  const { id, people, pairs, score, size, postponedUntil } = cluster
  const [first, second] = people
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard moves through the list itself
    <div
      id={optionId(id)}
      role="option"
      aria-selected={isCurrent}
      tabIndex={-1}
      onMouseDown={(event) => {
        // The list keeps the focus, so that the next key acts on what was clicked.
        event.preventDefault()
        event.currentTarget.parentElement?.focus()
      }}
      onClick={() => onChoose(id)}
      className={classNames(
        'relative border-b border-line px-5 py-2',
        isCurrent
          ? 'bg-accent-soft before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent'
          : 'hover:bg-hover',
      )}
    >
      <div className="flex items-center justify-between gap-3">
        <span className="truncate">
          <span className="font-medium">{first?.card.fullName}</span> <Code card={first?.card} />
        </span>
        <Score score={score} />
      </div>
      <div className="flex items-center justify-between gap-3">
        <span className="truncate">
          <span className="font-medium">{second?.card.fullName}</span> <Code card={second?.card} />
        </span>
        {size > 2 && (
          <span className="shrink-0 text-sm text-muted">{t('inbox.people', { count: size })}</span>
        )}
      </div>
      <p className="truncate text-sm text-muted">{sayReasons(pairs[0]?.reasons ?? [])}</p>
      {postponedUntil && <PutOffUntil moment={postponedUntil} />}
    </div>
  )
}

/** Two of one name are the usual case: their codes tell them apart. */
function Code({ card }: { readonly card: CustomerCard | undefined }) {
  return <span className="text-sm text-muted">{card?.customerCode}</span>
}
