// The notes of a customer, newest first, and the place to write one. A note half written is kept until it is added.
import { Pin } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CustomerCard, type CustomerNote, limits } from '../../../shared/customer.ts'
import { useCommand } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { controlLook, Tick } from '../../ui/field.tsx'
import { Ago } from '../../ui/moment.tsx'
import { focusSearchBox } from '../../ui/search-box-focus.ts'

interface CardNotesProps {
  readonly card: CustomerCard
  /** The place to write is open. */
  readonly writing: boolean
  readonly onDone: () => void
}

/** Adding a note and the notes that are not already shown as alerts. */
export function CardNotes({ card, writing, onDone }: CardNotesProps) {
  const { t } = useTranslation()
  const draft = useInterface((state) => state.noteDrafts[card.id] ?? '')
  const plain = card.notes.filter((note) => !note.isPinned && note.noteType !== 'alert')
  return (
    <div className="border-b border-line px-6 py-3.5">
      <h3 className="font-medium">{t('notes.title')}</h3>
      {writing && <NoteForm customerId={card.id} draft={draft} onDone={onDone} />}
      {plain.length === 0 && !writing && <p className="text-sm text-muted">{t('notes.none')}</p>}
      <ul className="divide-y divide-line">
        {plain.map((note) => (
          <Note key={note.id} note={note} />
        ))}
      </ul>
    </div>
  )
}

function Note({ note }: { readonly note: CustomerNote }) {
  return (
    <li className="py-2">
      <p className="selectable whitespace-pre-wrap wrap-anywhere">{note.noteText}</p>
      <p className="text-sm text-muted">
        <Ago moment={note.createdAt} empty="" />
        {note.createdBy && ` · ${note.createdBy}`}
      </p>
    </li>
  )
}

interface NoteFormProps {
  readonly customerId: string
  readonly draft: string
  readonly onDone: () => void
}

function NoteForm({ customerId, draft, onDone }: NoteFormProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const keepNote = useInterface((state) => state.keepNote)
  const [pinned, setPinned] = useState(false)
  const commandId = useRef(newId())
  const command = useCommand('customer.addNote')
  const tooLong = draft.length > limits.noteLength
  const close = () => {
    onDone()
    focusSearchBox()
  }
  const add = () => {
    if (draft.trim() === '' || tooLong || command.isPending) return
    command.mutate(
      { commandId: commandId.current, customerId, noteText: draft, isPinned: pinned },
      {
        onSuccess: () => {
          keepNote(customerId, '')
          close()
        },
      },
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.code === 'Escape') close()
    else if (event.code === 'Enter' && (event.ctrlKey || event.metaKey)) add()
    else return
    event.preventDefault()
  }
  return (
    <div className="mt-2 mb-3">
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the person just asked to write here
        autoFocus
        aria-label={t('notes.text')}
        aria-invalid={tooLong || undefined}
        rows={3}
        value={draft}
        onChange={(event) => keepNote(customerId, event.target.value)}
        onKeyDown={onKeyDown}
        className={`${controlLook} py-2`}
      />
      {(tooLong || command.error) && (
        <p role="alert" className="text-sm text-red-text">
          {tooLong ? t('problems.note-too-long') : sayError(command.error)}
        </p>
      )}
      <div className="mt-2 flex items-center gap-2">
        <Tick label={t('notes.pin')} checked={pinned} onChange={(event) => setPinned(event.target.checked)} />
        <Pin size={15} aria-hidden className="-ml-2 text-muted" />
        <Button size="small" className="ml-auto" onClick={close}>
          {t('actions.cancel')}
        </Button>
        <Button
          look="primary"
          size="small"
          onClick={add}
          disabled={draft.trim() === '' || tooLong || command.isPending}
        >
          {t('notes.add')}
        </Button>
      </div>
    </div>
  )
}
