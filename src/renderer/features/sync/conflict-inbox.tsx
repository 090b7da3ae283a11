// Two counters wrote different things into one field: both values, who, which counter, when; a manager picks or types a third.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConflictSide, SyncConflict } from '../../../shared/sync.ts'
import type { ColumnValue } from '../../../shared/wire.ts'
import { useCommand, useMethod } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { Button } from '../../ui/button.tsx'
import { useChangeWords } from '../../ui/change-words.ts'
import { classNames } from '../../ui/class-names.ts'
import { useErrorWords } from '../../ui/error-words.ts'
import { TextField } from '../../ui/field.tsx'
import { Ago } from '../../ui/moment.tsx'
import { CustomerLink, ListSection } from './command-line.tsx'

/** The open conflicts. */
export function ConflictInbox() {
  const { t } = useTranslation()
  const conflicts = (useMethod('sync.conflicts', {}).data ?? []).filter(({ status }) => status === 'open')
  return (
    <ListSection
      id="conflicts-title"
      title={t('sync.conflictsTitle')}
      count={conflicts.length}
      empty={t('sync.nothingToDecide')}
    >
      {conflicts.map((conflict) => (
        <Conflict key={conflict.id} conflict={conflict} />
      ))}
    </ListSection>
  )
}

/** Fields whose values are typed as they are; the others are picked only. */
const typedColumns =
  /^(customer_name|nickname|contact_number|secondary_phone|email|address|address_line_2|city|postal_code)$/

function Conflict({ conflict }: { readonly conflict: SyncConflict }) {
  const { t } = useTranslation()
  const words = useChangeWords()
  const sayError = useErrorWords()
  const settle = useCommand('sync.settleConflict')
  const role = useMethod('app.info', {}).data?.role
  const mayDecide = role === 'manager' || role === 'admin'
  const decide = (value: ColumnValue) => {
    if (!settle.isPending) settle.mutate({ commandId: newId(), conflictId: conflict.id, value })
  }
  const { column } = conflict
  return (
    <li className="grid gap-2 px-5 py-4" data-conflict={conflict.id}>
      <div className="flex items-baseline justify-between gap-4">
        <CustomerLink
          customerId={conflict.customerId}
          name={conflict.customerName}
          code={conflict.customerCode}
        />
        {column && <span className="text-sm font-medium text-muted">{words.column(column)}</span>}
      </div>
      {conflict.kind === 'field' && column ? (
        <>
          <div className="grid grid-cols-2 gap-3">
            <Side
              side={conflict.kept}
              title={t('sync.stands')}
              words={words.value(column, conflict.kept.value)}
              action={t('sync.keep')}
              isStanding
              onPick={mayDecide ? () => decide(conflict.kept.value) : undefined}
              isBusy={settle.isPending}
            />
            <Side
              side={conflict.other}
              title={t('sync.notTaken')}
              words={words.value(column, conflict.other.value)}
              action={t('sync.useThis')}
              onPick={mayDecide ? () => decide(conflict.other.value) : undefined}
              isBusy={settle.isPending}
            />
          </div>
          {mayDecide && typedColumns.test(column) && <Third onSave={decide} isBusy={settle.isPending} />}
        </>
      ) : (
        <Told
          conflict={conflict}
          onSeen={mayDecide ? () => decide(null) : undefined}
          isBusy={settle.isPending}
        />
      )}
      {!mayDecide && <p className="text-sm text-muted">{t('sync.managerDecides')}</p>}
      {settle.error && (
        <p role="alert" className="text-sm text-red-text">
          {sayError(settle.error)}
        </p>
      )}
    </li>
  )
}

interface SideProps {
  readonly side: ConflictSide
  readonly title: string
  readonly words: string
  readonly action: string
  readonly isStanding?: boolean
  readonly onPick: (() => void) | undefined
  readonly isBusy: boolean
}

function Side({ side, title, words, action, isStanding = false, onPick, isBusy }: SideProps) {
  return (
    <div className={classNames('rounded border px-4 py-3', isStanding ? 'border-accent' : 'border-line')}>
      <p className="text-sm text-muted">{title}</p>
      <p className="selectable text-lg leading-8 font-medium wrap-anywhere">{words}</p>
      <p className="text-sm text-muted">
        {[side.by, side.device].filter(Boolean).join(' · ')} <Ago moment={side.at} empty="" />
      </p>
      {onPick && (
        <Button size="small" className="mt-2" onClick={onPick} disabled={isBusy}>
          {action}
        </Button>
      )}
    </div>
  )
}

function Third({ onSave, isBusy }: { readonly onSave: (value: string) => void; readonly isBusy: boolean }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim()) onSave(typed.trim())
  }
  if (!isOpen) {
    return (
      <span>
        <Button look="quiet" size="small" onClick={() => setOpen(true)}>
          {t('sync.third')}
        </Button>
      </span>
    )
  }
  return (
    <form onSubmit={submit} className="flex items-end gap-2">
      <TextField
        label={t('sync.thirdLabel')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="w-80"
        autoFocus
      />
      <Button type="submit" disabled={isBusy || !typed.trim()}>
        {t('actions.save')}
      </Button>
    </form>
  )
}

/** Things that happened and need no choice, only somebody who has seen them. */
function Told({
  conflict,
  onSeen,
  isBusy,
}: {
  readonly conflict: SyncConflict
  readonly onSeen: (() => void) | undefined
  readonly isBusy: boolean
}) {
  const { t } = useTranslation()
  const words = useChangeWords()
  const { kind, kept, other } = conflict
  const told = {
    kept: words.value(kind === 'overdraft' ? 'credit' : 'code', kept.value),
    other: words.value(kind === 'overdraft' ? 'credit' : 'code', other.value),
  }
  return (
    <div className="flex items-center justify-between gap-4">
      <div>
        <p>{t(`sync.told.${kind === 'field' ? 'merge' : kind}`, told)}</p>
        <p className="text-sm text-muted">
          {[other.by, other.device].filter(Boolean).join(' · ')} <Ago moment={other.at ?? kept.at} empty="" />
        </p>
      </div>
      {onSeen && (
        <Button size="small" onClick={onSeen} disabled={isBusy}>
          {t('sync.seen')}
        </Button>
      )}
    </div>
  )
}
