// One note with what it is, who wrote it, its pin, and what it said before it was changed.
import { Pencil, Pin, PinOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type NoteRow, noteTypes } from '../../../shared/profile.ts'
import { useCommand } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Badge, type BadgeTone } from '../../ui/badges.tsx'
import { IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { useErrorWords } from '../../ui/error-words.ts'
import { Ago } from '../../ui/moment.tsx'
import { NoteHistory } from './note-history.tsx'

const tones: Readonly<Partial<Record<string, BadgeTone>>> = { alert: 'look', complaint: 'harm' }

interface NoteItemProps {
  readonly customerId: string
  readonly note: NoteRow
}

/** A note in the list; long ones are shown whole. */
export function NoteItem({ customerId, note }: NoteItemProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const edit = useCommand('customer.editNote')
  const [showsHistory, setShowsHistory] = useState(false)
  const type = noteTypes.find((each) => each === note.noteType)
  const pin = () => {
    if (edit.isPending) return
    const { id: noteId, noteText: seenText, isPinned } = note
    edit.mutate({ commandId: newId(), customerId, noteId, seenText, isPinned: !isPinned })
  }
  return (
    <li className={classNames('py-2.5', note.isPinned && '-mx-3 rounded bg-amber-soft px-3')}>
      <div className="flex items-start gap-3">
        <p className="selectable min-w-0 flex-1 whitespace-pre-wrap wrap-anywhere">{note.noteText}</p>
        <span className="-my-1 flex shrink-0">
          <IconButton
            icon={note.isPinned ? PinOff : Pin}
            label={t(note.isPinned ? 'profile.notes.unpin' : 'profile.notes.pin')}
            disabled={edit.isPending}
            onClick={pin}
          />
          <IconButton
            icon={Pencil}
            label={t('noteForm.edit')}
            onClick={() => useInterface.getState().openDialog({ kind: 'note', customerId, noteId: note.id })}
          />
        </span>
      </div>
      <p
        className={classNames(
          'flex flex-wrap items-center gap-x-2 gap-y-1 text-sm',
          note.isPinned ? 'text-amber-text' : 'text-muted',
        )}
      >
        {note.isPinned && (
          <span className="inline-flex items-center gap-1 font-medium">
            <Pin size={13} aria-hidden />
            {t('profile.notes.pinned')}
          </span>
        )}
        <Badge tone={tones[note.noteType] ?? 'plain'}>{type ? t(`noteTypes.${type}`) : note.noteType}</Badge>
        {!note.isInternal && <Badge tone="good">{t('profile.notes.visible')}</Badge>}
        <Ago moment={note.createdAt} empty="" />
        {note.createdBy && <span>{t('profile.byPerson', { name: note.createdBy })}</span>}
        {note.edits > 0 && (
          <button
            type="button"
            aria-expanded={showsHistory}
            onClick={() => setShowsHistory(!showsHistory)}
            className="rounded px-1 text-accent-text underline decoration-dotted underline-offset-4"
          >
            {t('profile.notes.edits', { count: note.edits })}
          </button>
        )}
      </p>
      {edit.error && (
        <p role="alert" className="text-sm text-red-text">
          {sayError(edit.error)}
        </p>
      )}
      {showsHistory && <NoteHistory customerId={customerId} noteId={note.id} />}
    </li>
  )
}
