// What the desk must see before anything else: alert notes, pinned notes, and a birthday in the coming week.
import { Cake, Pencil, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import { useInterface } from '../../store.ts'
import { IconButton } from '../../ui/button.tsx'
import { nextBirthday } from '../../ui/days.ts'
import { useNow } from '../../ui/moment.tsx'

const birthdayWindow = 7

/** The amber lines at the top of a card. */
export function CardAlerts({ card }: { readonly card: CustomerCard }) {
  const { t } = useTranslation()
  const now = useNow()
  const alerts = card.notes.filter((note) => note.isPinned || note.noteType === 'alert')
  const birthday = card.dateOfBirth ? nextBirthday(card.dateOfBirth, now) : null
  const soon = birthday && birthday.inDays <= birthdayWindow ? birthday : null
  if (alerts.length === 0 && !soon) return null
  return (
    <ul className="divide-y divide-amber-line/60 border-t border-amber-line/60">
      {alerts.map((note) => (
        <li key={note.id} className="flex gap-2.5 bg-amber-soft px-6 py-2 text-amber-text">
          <TriangleAlert size={16} aria-label={t('customer.alert')} role="img" className="mt-1 shrink-0" />
          <span className="selectable min-w-0 font-medium whitespace-pre-wrap wrap-anywhere">
            {note.noteText}
          </span>
          <IconButton
            icon={Pencil}
            label={t('noteForm.edit')}
            className="-my-1 -mr-2 ml-auto text-amber-text!"
            onClick={() =>
              useInterface.getState().openDialog({ kind: 'note', customerId: card.id, noteId: note.id })
            }
          />
        </li>
      ))}
      {soon && (
        <li className="flex gap-2.5 bg-amber-soft px-6 py-2 text-amber-text">
          <Cake size={16} aria-hidden className="mt-1 shrink-0" />
          <span className="font-medium">
            {soon.inDays === 0
              ? t('customer.birthdayToday', { age: soon.age })
              : t('customer.birthdaySoon', { count: soon.inDays, age: soon.age })}
          </span>
        </li>
      )}
    </ul>
  )
}
