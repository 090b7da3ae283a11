// What anybody who opens the profile must see first: alert notes and pinned notes.
import { Pin, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CustomerProfile } from '../../../shared/profile.ts'

/** The amber lines below the name; long ones are cut to two lines, the Notes tab has them whole. */
export function ProfileAlerts({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const alerts = profile.notes.filter((note) => note.isPinned || note.noteType === 'alert')
  if (alerts.length === 0) return null
  return (
    <ul
      aria-label={t('profile.alerts')}
      className="divide-y divide-amber-line/60 border-t border-amber-line/60 bg-amber-soft text-amber-text"
    >
      {alerts.map((note) => {
        const Icon = note.noteType === 'alert' ? TriangleAlert : Pin
        const name = note.noteType === 'alert' ? t('customer.alert') : t('profile.notes.pinned')
        return (
          <li key={note.id} className="flex gap-2.5 px-6 py-1.5">
            <Icon size={16} aria-label={name} role="img" className="mt-1 shrink-0" />
            <span
              title={note.noteText}
              className="selectable line-clamp-2 min-w-0 font-medium whitespace-pre-line wrap-anywhere"
            >
              {note.noteText}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
