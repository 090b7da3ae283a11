// The notes of a customer, newest first, and the place to write one.
import { Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard, CustomerNote } from '../../../shared/customer.ts'
import { useInterface } from '../../store.ts'
import { IconButton } from '../../ui/button.tsx'
import { Ago } from '../../ui/moment.tsx'
import { noteContentOf } from '../../ui/note-content.ts'
import { focusSearchBox } from '../../ui/search-box-focus.ts'
import { NoteComposer } from './note-composer.tsx'

interface CardNotesProps {
  readonly card: CustomerCard
  /** The place to write is open. */
  readonly writing: boolean
  readonly onDone: () => void
}

/** Adding a note and the notes that are not already shown as alerts. */
export function CardNotes({ card, writing, onDone }: CardNotesProps) {
  const { t } = useTranslation()
  const plain = card.notes.filter((note) => !note.isPinned && note.noteType !== 'alert')
  const close = () => {
    onDone()
    focusSearchBox()
  }
  return (
    <div className="border-b border-line px-6 py-3.5">
      <h3 className="font-medium">{t('notes.title')}</h3>
      {writing && <NoteComposer card={card} note={null} onDone={close} />}
      {plain.length === 0 && !writing && <p className="text-sm text-muted">{t('notes.none')}</p>}
      <ul className="divide-y divide-line">
        {plain.map((note) => (
          <Note key={note.id} customerId={card.id} note={note} />
        ))}
      </ul>
    </div>
  )
}

function Note({ customerId, note }: { readonly customerId: string; readonly note: CustomerNote }) {
  const { t } = useTranslation()
  const { noteType, isInternal } = noteContentOf(note)
  return (
    <li className="py-2">
      <p className="selectable whitespace-pre-wrap wrap-anywhere">{note.noteText}</p>
      <p className="flex items-center gap-1 text-sm text-muted">
        <span className="min-w-0">
          {noteType !== 'general' && `${t(`noteTypes.${noteType}`)} · `}
          <Ago moment={note.createdAt} empty="" />
          {note.createdBy && ` · ${note.createdBy}`}
          {!isInternal && ` · ${t('noteForm.isVisible')}`}
        </span>
        <IconButton
          icon={Pencil}
          label={t('noteForm.edit')}
          className="ml-auto"
          onClick={() => useInterface.getState().openDialog({ kind: 'note', customerId, noteId: note.id })}
        />
      </p>
    </li>
  )
}
