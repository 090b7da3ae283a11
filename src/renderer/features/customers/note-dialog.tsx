// A note in front of everything, for the places that have no room to write in: a new one, or a change to an old one with
// what it said before.
import { useTranslation } from 'react-i18next'
import type { CustomerNote } from '../../../shared/customer.ts'
import { useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Ago } from '../../ui/moment.tsx'
import { focusSearchBox } from '../../ui/search-box-focus.ts'
import { NoteComposer } from './note-composer.tsx'

interface NoteDialogProps {
  readonly customerId: string
  readonly noteId?: string | undefined
}

/** The dialog of one note; nothing while its customer is not here yet. */
export function NoteDialog({ customerId, noteId }: NoteDialogProps) {
  const { t } = useTranslation()
  const card = useMethod('customers.card', { customerId }).data
  if (!card) return null
  const note = card.notes.find(({ id }) => id === noteId) ?? null
  const close = () => {
    useInterface.getState().openDialog(null)
    requestAnimationFrame(focusSearchBox)
  }
  return (
    <Dialog
      title={t(note ? 'noteForm.editTitle' : 'noteForm.newTitle', { name: card.fullName })}
      width="medium"
      onClose={close}
    >
      <NoteComposer key={note?.id ?? 'new'} card={card} note={note} rows={6} onDone={close} />
      {note && <FormerTexts customerId={card.id} note={note} />}
    </Dialog>
  )
}

/** What the note said before each change; nothing where it never changed. */
function FormerTexts({ customerId, note }: { readonly customerId: string; readonly note: CustomerNote }) {
  const { t } = useTranslation()
  const versions = useMethod('profile.noteHistory', { customerId, noteId: note.id }).data ?? []
  if (versions.length === 0) return null
  return (
    <section className="border-t border-line pt-3">
      <h3 className="text-sm font-medium">{t('noteForm.before')}</h3>
      <ul className="max-h-48 divide-y divide-line overflow-y-auto">
        {versions.map((version) => (
          <li key={version.at} className="py-2 text-sm">
            <p className="selectable whitespace-pre-wrap wrap-anywhere">{version.before}</p>
            <p className="text-muted">
              {t('noteForm.until')} <Ago moment={version.at} empty="" />
              {version.by && ` · ${version.by}`}
              {version.device && ` · ${version.device}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
