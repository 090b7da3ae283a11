// The profile as a full page: the way back above it, and back means exactly where one was, the focus too.
import { ArrowLeft, ChevronRight } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { useShortcuts } from '../../ui/shortcuts.ts'
import { ProfileView } from './profile-view.tsx'

/** The screen of one customer. */
export function ProfileScreen({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation()
  const closeProfile = useInterface((state) => state.closeProfile)
  const place = useInterface((state) => state.cameFrom.screen)
  const name = useMethod('profile.get', { customerId }).data?.fullName
  const page = useRef<HTMLElement>(null)
  const stepBack = () => {
    // What is being typed is not left with it: Esc goes to the tabs first, and from there out of the profile.
    if (!document.activeElement?.matches('input, select, textarea')) return closeProfile()
    page.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
  }
  useShortcuts({ Escape: stepBack, 'Alt+ArrowLeft': closeProfile })
  return (
    <section
      ref={page}
      aria-label={t('profile.region')}
      className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface"
    >
      <nav
        aria-label={t('profile.way')}
        className="flex shrink-0 items-center gap-1 border-b border-line bg-page px-3 py-1"
      >
        <Button look="quiet" size="small" icon={ArrowLeft} aria-keyshortcuts="Escape" onClick={closeProfile}>
          {t(`nav.${place}`)}
        </Button>
        <ChevronRight size={14} aria-hidden className="text-muted" />
        <span aria-current="page" className="truncate px-1.5 text-sm text-muted">
          {name ?? t('profile.region')}
        </span>
      </nav>
      <ProfileView key={customerId} customerId={customerId} isPage />
    </section>
  )
}
