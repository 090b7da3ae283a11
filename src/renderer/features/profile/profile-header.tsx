// Who it is: name, tier since when, how to reach and how to name them, and what can be done.
import { Maximize2, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CustomerProfile } from '../../../shared/profile.ts'
import { useInterface } from '../../store.ts'
import { InactiveBadge, TierChip } from '../../ui/badges.tsx'
import { IconButton } from '../../ui/button.tsx'
import { ContactLines } from '../../ui/contact-lines.tsx'
import { useDateWriters } from '../../ui/moment.tsx'
import { focusSearchBox } from '../../ui/search-box-focus.ts'
import { useProfileParts } from './parts.ts'

interface ProfileHeaderProps {
  readonly profile: CustomerProfile
  readonly isPage: boolean
}

/** Name, marks and ways to reach them on the left, actions on the right; one below the other where it is narrow. */
export function ProfileHeader({ profile, isPage }: ProfileHeaderProps) {
  const { actions } = useProfileParts()
  const Name = isPage ? 'h1' : 'h2'
  return (
    <div className="px-6 pt-3 pb-2.5">
      <div className="flex flex-col gap-x-6 gap-y-1 @min-[860px]:flex-row @min-[860px]:items-start">
        <div className="flex min-w-0 flex-1 items-start justify-between gap-2 @min-[860px]:pt-[3px]">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5">
            <Name className="selectable min-w-0 text-xl font-semibold wrap-anywhere">{profile.fullName}</Name>
            <Marks profile={profile} />
          </div>
          {!isPage && <PanelButtons customerId={profile.id} />}
        </div>
        <div className="order-last flex flex-wrap items-center gap-1.5 pt-1.5 @max-[860px]:[&>button]:px-3 @min-[860px]:order-none @min-[860px]:pt-0">
          {actions(profile)}
        </div>
        {!isPage && <ContactLines card={profile} className="mt-0.5" />}
      </div>
      {isPage && <ContactLines card={profile} className="mt-0.5" />}
    </div>
  )
}

function Marks({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const write = useDateWriters()
  return (
    <>
      {profile.nickname && <span className="selectable text-muted">“{profile.nickname}”</span>}
      {profile.vipTier && (
        <span className="inline-flex items-center gap-2 text-sm text-muted">
          <TierChip tier={profile.vipTier} />
          {profile.vipStatusDate && t('profile.sinceDay', { day: write.day(profile.vipStatusDate) })}
        </span>
      )}
      {!profile.isActive && <InactiveBadge />}
    </>
  )
}

function PanelButtons({ customerId }: { readonly customerId: string }) {
  const { t } = useTranslation()
  const { openProfile, openCard } = useInterface.getState()
  const close = () => {
    openCard(null)
    focusSearchBox()
  }
  return (
    <span className="-mr-2 flex shrink-0">
      <IconButton
        icon={Maximize2}
        label={t('profile.open')}
        aria-keyshortcuts="Alt+Enter"
        title={`${t('profile.open')} (Alt+Enter)`}
        onClick={() => openProfile(customerId)}
      />
      <IconButton icon={X} label={t('customer.closeCard')} onClick={close} />
    </span>
  )
}
