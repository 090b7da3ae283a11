// What two counters did to one customer without knowing of each other: both values, who, which counter, when. A manager
// picks one or types a third; what needs no choice is only told.
import { useTranslation } from 'react-i18next'
import type { SyncConflict } from '../../../shared/sync.ts'
import type { ColumnValue } from '../../../shared/wire.ts'
import { useCommand, useMethod } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { Button } from '../../ui/button.tsx'
import { useChangeWords } from '../../ui/change-words.ts'
import { useErrorWords } from '../../ui/error-words.ts'
import { ListSection } from '../../ui/list-section.tsx'
import { UndoMerge } from '../../ui/undo-merge.tsx'
import { CustomerLink, WhoAndWhen } from './command-line.tsx'
import { ConflictValues } from './conflict-values.tsx'

/** The open conflicts. */
export function ConflictInbox() {
  const { t } = useTranslation()
  const query = useMethod('sync.conflicts', {})
  const conflicts = (query.data ?? []).filter(({ status }) => status === 'open')
  const role = useMethod('app.info', {}).data?.role
  const mayDecide = role === 'manager' || role === 'admin'
  return (
    <ListSection
      id="conflicts-title"
      title={t('sync.conflictsTitle')}
      count={conflicts.length}
      empty={t('sync.nothingToDecide')}
      hint={mayDecide ? undefined : t('sync.managerDecides')}
      query={query}
    >
      {conflicts.map((conflict) => (
        <Conflict key={conflict.id} conflict={conflict} mayDecide={mayDecide} />
      ))}
    </ListSection>
  )
}

interface ConflictProps {
  readonly conflict: SyncConflict
  readonly mayDecide: boolean
}

function Conflict({ conflict, mayDecide }: ConflictProps) {
  const sayError = useErrorWords()
  const settle = useCommand('sync.settleConflict')
  const decide = (value: ColumnValue) => {
    if (!settle.isPending) settle.mutate({ commandId: newId(), conflictId: conflict.id, value })
  }
  const { customerId, customerName, customerCode, kind, column } = conflict
  const link = <CustomerLink customerId={customerId} name={customerName} code={customerCode} />
  return (
    <li
      tabIndex={-1}
      className="px-5 pt-2.5 pb-3.5 focus-visible:-outline-offset-2"
      data-conflict={conflict.id}
    >
      {kind === 'field' && column ? (
        <ConflictValues
          conflict={{ ...conflict, column }}
          link={link}
          onDecide={mayDecide ? decide : undefined}
        />
      ) : (
        <>
          {link}
          <Told conflict={conflict} onSeen={mayDecide ? () => decide(null) : undefined} />
        </>
      )}
      {settle.error && (
        <p role="alert" className="mt-2 text-sm text-red-text">
          {sayError(settle.error)}
        </p>
      )}
    </li>
  )
}

/** Things that happened and need no choice, only somebody who has seen them. */
function Told({
  conflict,
  onSeen,
}: {
  readonly conflict: SyncConflict
  readonly onSeen: (() => void) | undefined
}) {
  const { t } = useTranslation()
  const words = useChangeWords()
  const { kind, kept, other, merge } = conflict
  const column = kind === 'overdraft' ? 'credit' : 'code'
  const told = { kept: words.value(column, kept.value), other: words.value(column, other.value) }
  return (
    <div className="flex items-center justify-between gap-4">
      <div className="min-w-0">
        <p>{t(`sync.told.${kind === 'field' ? 'merge' : kind}`, told)}</p>
        <p className="text-sm text-muted">
          <WhoAndWhen by={other.by} device={other.device} at={other.at ?? kept.at} />
        </p>
      </div>
      <div className="flex shrink-0 items-center gap-2">
        {merge && onSeen && <UndoMerge entry={merge} />}
        {onSeen && (
          <Button size="small" onClick={onSeen}>
            {t('sync.seen')}
          </Button>
        )}
      </div>
    </div>
  )
}
