// Two values for one field beside each other, each with who wrote it, at which counter and when; and the place for a third.
import { Check } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConflictSide, SyncConflict } from '../../../shared/sync.ts'
import type { ColumnValue } from '../../../shared/wire.ts'
import { Button } from '../../ui/button.tsx'
import { useChangeWords } from '../../ui/change-words.ts'
import { classNames } from '../../ui/class-names.ts'
import { TextField } from '../../ui/field.tsx'
import { WhoAndWhen } from './command-line.tsx'

/** Fields whose values are typed as they are; the others are picked only. */
const typedColumns =
  /^(customer_name|nickname|contact_number|secondary_phone|email|address|address_line_2|city|postal_code)$/

interface ConflictValuesProps {
  readonly conflict: SyncConflict & { readonly column: string }
  /** The customer, to be shown in the head. */
  readonly link: ReactNode
  /** Missing for whoever may only look. */
  readonly onDecide: ((value: ColumnValue) => void) | undefined
}

/** The head with the field's name, both values, and the form for another one. */
export function ConflictValues({ conflict, link, onDecide }: ConflictValuesProps) {
  const { t } = useTranslation()
  const words = useChangeWords()
  const [isTyping, setTyping] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const closeForm = () => {
    setTyping(false)
    opener.current?.focus()
  }
  const { column, kept, other } = conflict
  return (
    <>
      <div className="mb-1.5 flex items-baseline gap-x-3">
        {link}
        <span className="font-medium">{words.column(column)}</span>
        {onDecide && typedColumns.test(column) && (
          <Button
            ref={opener}
            look="quiet"
            size="small"
            className="-mr-2.5 ml-auto"
            aria-expanded={isTyping}
            onClick={() => setTyping(!isTyping)}
          >
            {t('sync.third')}
          </Button>
        )}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Side
          side={kept}
          title={t('sync.stands')}
          words={words.value(column, kept.value)}
          action={t('sync.keep')}
          isStanding
          onPick={onDecide && (() => onDecide(kept.value))}
        />
        <Side
          side={other}
          title={t('sync.notTaken')}
          words={words.value(column, other.value)}
          action={t('sync.useThis')}
          onPick={onDecide && (() => onDecide(other.value))}
        />
      </div>
      {onDecide && isTyping && <Third onSave={onDecide} onClose={closeForm} />}
    </>
  )
}

interface SideProps {
  readonly side: ConflictSide
  readonly title: string
  readonly words: string
  readonly action: string
  readonly isStanding?: boolean
  readonly onPick: (() => void) | undefined
}

function Side({ side, title, words, action, isStanding = false, onPick }: SideProps) {
  return (
    <div
      className={classNames(
        'flex items-center gap-3 rounded border py-2 pr-3 pl-4',
        isStanding ? 'border-accent' : 'border-line-strong/60',
      )}
    >
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1.5 text-sm text-muted">
          {isStanding && <Check size={14} aria-hidden className="shrink-0 text-accent-text" />}
          {title}
        </p>
        <p className="selectable text-lg leading-8 font-medium wrap-anywhere">{words}</p>
        <p className="text-sm text-muted">
          <WhoAndWhen {...side} />
        </p>
      </div>
      {onPick && (
        <Button size="small" onClick={onPick}>
          {action}
        </Button>
      )}
    </div>
  )
}

interface ThirdProps {
  readonly onSave: (value: string) => void
  readonly onClose: () => void
}

function Third({ onSave, onClose }: ThirdProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim()) onSave(typed.trim())
  }
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
  }
  return (
    <form onSubmit={submit} onKeyDown={closeByKey} className="mt-3 flex items-end gap-2">
      <TextField
        label={t('sync.thirdLabel')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="w-80"
        autoFocus
      />
      <Button type="submit" look="primary" disabled={!typed.trim()}>
        {t('actions.save')}
      </Button>
      <Button onClick={onClose}>{t('actions.cancel')}</Button>
    </form>
  )
}
