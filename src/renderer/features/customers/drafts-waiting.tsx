// What was typed and not saved, wherever it can be taken up again: all of it while no card is open, and a customer's own
// on their card. Nothing opens by itself.
import { PenLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { keepContact, keepEdit, keepNewcomer, keepNote, useDrafts } from '../../drafts.ts'
import { type OpenDialog, useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { useDraftTime } from './use-draft-time.ts'

interface WaitingDraft {
  readonly key: string
  readonly kind: 'newcomer' | 'edit' | 'note' | 'contact'
  readonly about: string
  readonly writtenAt: string
  readonly dialog: OpenDialog
  readonly onDiscard: () => void
}

/** Every draft, or only those about one customer, newest first. */
function useWaiting(customerId: string | null): readonly WaitingDraft[] {
  const { newcomers, edits, notes, contacts } = useDrafts()
  const all: WaitingDraft[] = [
    ...Object.entries(newcomers).flatMap(([startedFrom, { form, writtenAt }]): WaitingDraft[] => {
      if (writtenAt === null || customerId !== null) return []
      return [
        {
          key: `newcomer ${startedFrom}`,
          kind: 'newcomer',
          about: form.fullName || form.primaryPhone || form.email,
          writtenAt,
          dialog: { kind: 'new', startedFrom },
          onDiscard: () => keepNewcomer(startedFrom, null),
        },
      ]
    }),
    ...Object.entries(edits).map(
      ([id, { customerName, writtenAt }]): WaitingDraft => ({
        key: `edit ${id}`,
        kind: 'edit',
        about: customerName,
        writtenAt,
        dialog: { kind: 'edit', customerId: id },
        onDiscard: () => keepEdit(id, null),
      }),
    ),
    ...Object.entries(notes).map(
      ([key, { customerId: id, customerName, noteId, writtenAt }]): WaitingDraft => ({
        key: `note ${key}`,
        kind: 'note',
        about: customerName,
        writtenAt,
        dialog: { kind: 'note', customerId: id, ...(noteId !== null && { noteId }) },
        onDiscard: () => keepNote(key, null),
      }),
    ),
    ...Object.entries(contacts).map(
      ([id, { customerName, writtenAt }]): WaitingDraft => ({
        key: `contact ${id}`,
        kind: 'contact',
        about: customerName,
        writtenAt,
        dialog: { kind: 'contact', customerId: id },
        onDiscard: () => keepContact(id, null),
      }),
    ),
  ]
  const isMine = ({ dialog }: WaitingDraft) =>
    customerId === null || ('customerId' in dialog && dialog.customerId === customerId)
  return all.filter(isMine).sort((a, b) => (a.writtenAt < b.writtenAt ? 1 : -1))
}

interface DraftsWaitingProps {
  /** Null for everybody's. */
  readonly customerId: string | null
  readonly className?: string
}

/** A line for each draft; nothing where none waits. */
export function DraftsWaiting({ customerId, className }: DraftsWaitingProps) {
  const { t } = useTranslation()
  const time = useDraftTime()
  const waiting = useWaiting(customerId)
  if (waiting.length === 0) return null
  return (
    <section aria-label={t('drafts.waiting')} className={className}>
      <ul className="divide-y divide-line rounded border border-line bg-raised">
        {waiting.map(({ key, kind, about, writtenAt, dialog, onDiscard }) => (
          <li key={key} className="flex items-center gap-2 py-1.5 pr-1.5 pl-3">
            <PenLine size={15} aria-hidden className="shrink-0 text-muted" />
            <span className="min-w-0 flex-1">
              <span className="block truncate text-sm">
                {customerId === null ? t(`drafts.kinds.${kind}`, { about }) : t(`drafts.own.${kind}`)}
              </span>
              <span className="block text-xs text-muted">{t('drafts.of', { time: time(writtenAt) })}</span>
            </span>
            <Button size="small" onClick={() => useInterface.getState().openDialog(dialog)}>
              {t('drafts.open')}
            </Button>
            <Button look="quiet" size="small" onClick={onDiscard}>
              {t('drafts.discard')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
