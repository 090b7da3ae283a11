// The facts of each group of the Overview.
import { useTranslation } from 'react-i18next'
import { formatSatang } from '../../../shared/money.ts'
import type { CustomerProfile } from '../../../shared/profile.ts'
import { TierChip } from '../../ui/badges.tsx'
import { useChangeWords } from '../../ui/change-words.ts'
import { nextBirthday } from '../../ui/days.ts'
import { displayPhone } from '../../ui/display-phone.ts'
import { Ago, useDateWriters, useNow } from '../../ui/moment.tsx'
import { Fact, OverviewField } from './overview-field.tsx'

interface FactsProps {
  readonly profile: CustomerProfile
}

/** Who they are and how to reach them. */
export function BasicFacts({ profile }: FactsProps) {
  const { t } = useTranslation()
  const { column } = useChangeWords()
  const write = useDateWriters()
  const now = useNow()
  const { dateOfBirth } = profile
  const birthday = dateOfBirth ? nextBirthday(dateOfBirth, now) : null
  return (
    <>
      <Fact name={t('customer.code')}>{profile.customerCode ?? t('customer.codeFollows')}</Fact>
      <OverviewField profile={profile} field="fullName" name={t('fields.fullName')}>
        {profile.fullName}
      </OverviewField>
      <OverviewField profile={profile} field="nickname" name={t('fields.nickname')}>
        {profile.nickname}
      </OverviewField>
      <OverviewField profile={profile} field="primaryPhone" name={t('fields.primaryPhone')}>
        {profile.primaryPhone && displayPhone(profile.primaryPhone)}
      </OverviewField>
      <OverviewField profile={profile} field="secondaryPhone" name={t('fields.secondaryPhone')}>
        {profile.secondaryPhone && displayPhone(profile.secondaryPhone)}
      </OverviewField>
      <OverviewField profile={profile} field="email" name={t('fields.email')}>
        {profile.email}
      </OverviewField>
      <OverviewField profile={profile} field="dateOfBirth" name={t('fields.dateOfBirth')}>
        {dateOfBirth && birthday && (
          <>
            {write.day(dateOfBirth)}{' '}
            <span className="text-sm text-muted">
              {t('profile.overview.age', { count: birthday.inDays === 0 ? birthday.age : birthday.age - 1 })}
            </span>
          </>
        )}
      </OverviewField>
      <OverviewField profile={profile} field="preferredLanguage" name={column('preferred_language')}>
        {profile.preferredLanguage && t(`languages.${profile.preferredLanguage}`)}
      </OverviewField>
    </>
  )
}

/** Where they live. */
export function AddressFacts({ profile }: FactsProps) {
  const { column } = useChangeWords()
  return (
    <>
      <OverviewField profile={profile} field="addressLine1" name={column('address')}>
        {profile.addressLine1}
      </OverviewField>
      <OverviewField profile={profile} field="addressLine2" name={column('address_line_2')}>
        {profile.addressLine2}
      </OverviewField>
      <OverviewField profile={profile} field="city" name={column('city')}>
        {profile.city}
      </OverviewField>
      <OverviewField profile={profile} field="postalCode" name={column('postal_code')}>
        {profile.postalCode}
      </OverviewField>
    </>
  )
}

/** How they came to the venue, and when they first and last did. */
export function BusinessFacts({ profile }: FactsProps) {
  const { t } = useTranslation()
  const write = useDateWriters()
  return (
    <>
      <OverviewField profile={profile} field="customerSource" name={t('fields.customerSource')}>
        {t(`sources.${profile.customerSource}`)}
      </OverviewField>
      <Fact name={t('customer.since')}>
        {profile.registrationDate ? write.day(profile.registrationDate) : write.moment(profile.createdAt)}
      </Fact>
      <Fact name={t('profile.overview.firstVisit')}>
        <Ago moment={profile.firstVisitAt} empty={t('customer.never')} />
      </Fact>
      <Fact name={t('customer.lastVisit')}>
        <Ago moment={profile.lastVisitAt} empty={t('customer.never')} />
      </Fact>
    </>
  )
}

/** What they spent, hold and have ahead of them. */
export function MoneyFacts({ profile }: FactsProps) {
  const { t } = useTranslation()
  const { transactionSummary: sales, packageSummary: packages, bookingSummary: bookings } = profile
  const average = profile.averageTransactionValue ?? sales.averageTransaction
  return (
    <>
      <Fact name={t('profile.lifetimeValue')}>{formatSatang(profile.totalLifetimeValue, true)}</Fact>
      <Fact name={t('profile.overview.average')}>{average !== null && formatSatang(average, true)}</Fact>
      <Fact name={t('customer.visits')}>{profile.totalVisits.toLocaleString('en-US')}</Fact>
      <Fact name={t('customer.credit')}>{formatSatang(profile.availableCredit, true)}</Fact>
      <Fact name={t('customer.pointsTitle')}>{profile.loyaltyPoints.toLocaleString('en-US')}</Fact>
      <Fact name={t('profile.tabs.transactions')}>
        {t('profile.transactions.count', { count: sales.totalTransactions })}
        {sales.lastTransaction && (
          <span className="text-sm text-muted">
            {' · '}
            {t('profile.overview.last')} <Ago moment={sales.lastTransaction} empty="" />
          </span>
        )}
      </Fact>
      <Fact name={t('profile.tabs.packages')}>
        {t('profile.overview.activePackages', { count: packages.activePackages })}
        {packages.activePackages > 0 && (
          <span className="text-sm text-muted">
            {' · '}
            {t('profile.packages.usesLeft', { count: packages.usesLeft })}
          </span>
        )}
      </Fact>
      <Fact name={t('profile.tabs.bookings')}>
        {t('profile.bookings.upcomingCount', { count: bookings.upcomingBookings })}
        <span className="text-sm text-muted">
          {' · '}
          {t('profile.overview.inAll', { count: bookings.totalBookings })}
        </span>
      </Fact>
    </>
  )
}

/** The tier, since when, and what it brings. */
export function TierFacts({ profile }: FactsProps) {
  const { t } = useTranslation()
  const { column } = useChangeWords()
  const write = useDateWriters()
  return (
    <>
      <OverviewField profile={profile} field="vipTierId" name={column('vip_tier_id')}>
        {profile.vipTier ? <TierChip tier={profile.vipTier} /> : t('profile.overview.noTier')}
      </OverviewField>
      {profile.vipTier && (
        <>
          <Fact name={t('profile.overview.tierSince')}>
            {profile.vipStatusDate && write.day(profile.vipStatusDate)}
          </Fact>
          <Fact name={t('profile.overview.benefits')}>
            {profile.vipTierDescription && (
              <span className="whitespace-pre-line">{profile.vipTierDescription}</span>
            )}
          </Fact>
        </>
      )}
    </>
  )
}

/** When the entry was made and changed last, and by whom. */
export function SystemFacts({ profile }: FactsProps) {
  const { t } = useTranslation()
  const by = (name: string | null) =>
    name && <span className="text-sm text-muted"> {t('profile.byPerson', { name })}</span>
  return (
    <>
      <Fact name={t('profile.overview.created')}>
        <Ago moment={profile.createdAt} empty="" />
        {by(profile.createdBy)}
      </Fact>
      <Fact name={t('profile.overview.updated')}>
        <Ago moment={profile.updatedAt} empty="" />
        {by(profile.updatedBy)}
      </Fact>
      <Fact name={t('profile.overview.id')}>
        <span className="text-sm text-muted">{profile.id}</span>
      </Fact>
    </>
  )
}
