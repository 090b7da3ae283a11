// One cluster: how sure and why, its people side by side.
import { useTranslation } from 'react-i18next'
import type { DuplicateCluster } from '../../../shared/duplicates.ts'
import { useDuplicateReasons } from '../../ui/reason-words.ts'
import { ClusterTable } from './cluster-table.tsx'
import { PutOffUntil } from './put-off-until.tsx'
import { Score } from './score.tsx'

/** As many pairs as are told of one by one. */
const mostPairs = 4

interface ClusterViewProps {
  readonly cluster: DuplicateCluster
  readonly unticked: ReadonlySet<string>
  readonly onTick: (customerId: string) => void
}

/** The pane beside the list. */
export function ClusterView({ cluster, unticked, onTick }: ClusterViewProps) {
  const { people, size, score, postponedUntil } = cluster
  const { t } = useTranslation()
  const sayReasons = useDuplicateReasons()
  const nameOf = new Map(people.map(({ card }) => [card.id, card.customerCode ?? card.fullName]))
  const isPair = size === 2
  return (
    <>
      <div className="shrink-0 border-b border-line px-6 py-2.5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Score score={score} isLong />
          {isPair ? (
            <p className="selectable min-w-0">{sayReasons(cluster.pairs[0]?.reasons ?? [])}</p>
          ) : (
            <p className="min-w-0 text-muted">
              {t('inbox.many', { count: size })}
              {size > people.length && ` ${t('inbox.shownOf', { count: people.length })}`}
            </p>
          )}
        </div>
        {postponedUntil && <PutOffUntil moment={postponedUntil} />}
        {!isPair && (
          <ul className="mt-1 text-sm">
            {cluster.pairs.slice(0, mostPairs).map(({ leftId, rightId, score: sure, reasons }) => (
              <li key={leftId + rightId} className="selectable wrap-anywhere">
                <span className="font-medium">
                  {nameOf.get(leftId) ?? '…'} – {nameOf.get(rightId) ?? '…'}
                </span>{' '}
                <span className="text-muted">{sure}</span>: {sayReasons(reasons)}
              </li>
            ))}
            {cluster.pairs.length > mostPairs && (
              <li className="text-muted">
                {t('inbox.morePairs', { count: cluster.pairs.length - mostPairs })}
              </li>
            )}
          </ul>
        )}
      </div>
      <ClusterTable people={people} unticked={unticked} onTick={onTick} />
    </>
  )
}
