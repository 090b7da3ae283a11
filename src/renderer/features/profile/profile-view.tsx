// One customer's whole story: who they are, then the tabs. The header scrolls away, the tabs stay.
import { UserRoundX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CustomerProfile } from '../../../shared/profile.ts'
import { replyOf, useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { ProfileAlerts } from './profile-alerts.tsx'
import { ProfileFigures } from './profile-figures.tsx'
import { ProfileHeader } from './profile-header.tsx'
import { ProfileTabs } from './profile-tabs.tsx'

interface ProfileViewProps {
  readonly customerId: string
  /** A full page, not the panel beside the list. */
  readonly isPage: boolean
}

/** The profile once it is here, else what keeps it away. */
export function ProfileView({ customerId, isPage }: ProfileViewProps) {
  const answer = useMethod('profile.get', { customerId })
  if (answer.error && replyOf(answer.error).code === 'CUSTOMER_NOT_FOUND') {
    return <NotFound isPage={isPage} />
  }
  if (answer.data) return <Profile profile={answer.data} askedFor={customerId} isPage={isPage} />
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  return <LoadingState />
}

interface ProfileProps {
  readonly profile: CustomerProfile
  readonly askedFor: string
  readonly isPage: boolean
}

function Profile({ profile, askedFor, isPage }: ProfileProps) {
  const { t } = useTranslation()
  return (
    <div className="@container min-h-0 flex-1 overflow-y-auto" data-customer={profile.id}>
      {profile.redirectedFrom && profile.redirectedFrom === askedFor && (
        <p role="status" className="border-b border-line bg-raised px-6 py-1.5 text-sm text-muted">
          {t('customer.redirected')}
        </p>
      )}
      <ProfileHeader profile={profile} isPage={isPage} />
      <ProfileAlerts profile={profile} />
      <ProfileFigures profile={profile} />
      <ProfileTabs profile={profile} isPage={isPage} />
    </div>
  )
}

function NotFound({ isPage }: { readonly isPage: boolean }) {
  const { t } = useTranslation()
  const { closeProfile, openCard } = useInterface.getState()
  return (
    <div role="alert">
      <EmptyState icon={UserRoundX} title={t('profile.notFound')}>
        <p>{t('profile.notFoundWords')}</p>
        <Button onClick={() => (isPage ? closeProfile() : openCard(null))}>
          {isPage ? t('profile.goBack') : t('customer.closeCard')}
        </Button>
      </EmptyState>
    </div>
  )
}
