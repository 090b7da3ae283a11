// The profile beside the list: the same header and tabs in the width of a card.
import { useTranslation } from 'react-i18next'
import { useInterface } from '../../store.ts'
import { useShortcuts } from '../../ui/shortcuts.ts'
import { ProfileView } from './profile-view.tsx'

/** The column beside the Customers screen. */
export function ProfilePanel({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation()
  const openProfile = useInterface((state) => state.openProfile)
  useShortcuts({ 'Alt+Enter': () => openProfile(customerId) })
  return (
    <section
      aria-label={t('customer.region')}
      className="flex min-h-0 w-[392px] shrink-0 flex-col overflow-hidden border-l border-line bg-surface min-[1200px]:w-[424px] min-[1600px]:w-[480px]"
    >
      <ProfileView key={customerId} customerId={customerId} isPage={false} />
    </section>
  )
}
