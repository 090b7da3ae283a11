// Who it is: name, tier since when, how to reach and how to name them, and what can be done.
import { Mail, Maximize2, Phone, Tag, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerProfile } from '../../../shared/profile.ts'
import { useInterface } from '../../store.ts'
import { InactiveBadge, TierChip } from '../../ui/badges.tsx'
import { IconButton } from '../../ui/button.tsx'
import { CopyButton, useCopied } from '../../ui/copy-button.tsx'
import { displayPhone } from '../../ui/display-phone.ts'
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
        {!isPage && <Contacts profile={profile} />}
      </div>
      {isPage && <Contacts profile={profile} />}
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

function Contacts({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useCopied()
  return (
    <ul className="mt-0.5 flex flex-wrap gap-x-5">
      <Contact icon={<Tag size={15} aria-label={t('customer.code')} role="img" />}>
        {profile.customerCode ? (
          <>
            <span className="selectable">{profile.customerCode}</span>
            <CopyButton
              value={profile.customerCode}
              label={t('actions.copyCode')}
              chord="Alt+KeyC"
              copied={copied}
              onCopied={setCopied}
            />
          </>
        ) : (
          <span className="text-muted">{t('customer.codeFollows')}</span>
        )}
      </Contact>
      <Contact icon={<Phone size={15} aria-label={t('fields.primaryPhone')} role="img" />}>
        {profile.primaryPhone ? (
          <>
            <span className="selectable">{displayPhone(profile.primaryPhone)}</span>
            <CopyButton
              value={displayPhone(profile.primaryPhone)}
              label={t('actions.copyPhone')}
              chord="Alt+KeyP"
              copied={copied}
              onCopied={setCopied}
            />
          </>
        ) : (
          <span className="text-muted">{t('customer.noPhone')}</span>
        )}
      </Contact>
      {profile.email && (
        <Contact icon={<Mail size={15} aria-label={t('fields.email')} role="img" />}>
          <span className="selectable truncate" title={profile.email}>
            {profile.email}
          </span>
        </Contact>
      )}
    </ul>
  )
}

function Contact({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <li className="flex min-h-8 min-w-0 items-center gap-2">
      <span className="shrink-0 text-muted">{icon}</span>
      {children}
    </li>
  )
}
