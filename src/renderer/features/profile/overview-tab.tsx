// Everything the directory knows of a customer, in groups: two columns where there is room, one where there is not.
import { useTranslation } from 'react-i18next'
import type { CustomerProfile } from '../../../shared/profile.ts'
import { OverviewConsents } from './overview-consents.tsx'
import {
  AddressFacts,
  BasicFacts,
  BusinessFacts,
  MoneyFacts,
  SystemFacts,
  TierFacts,
} from './overview-facts.tsx'
import { FactGroup } from './overview-field.tsx'
import { OverviewIdentifiers } from './overview-identifiers.tsx'
import { OverviewMerges } from './overview-merges.tsx'
import { OverviewWebsite } from './overview-website.tsx'

/** The Overview tab. */
export function OverviewTab({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const group = (key: 'basic' | 'address' | 'business' | 'money' | 'tier' | 'system') =>
    t(`profile.overview.groups.${key}`)
  return (
    <div className="mx-auto grid max-w-[1440px] gap-x-10 gap-y-4 px-6 py-4 @min-[860px]:grid-cols-2 @min-[1500px]:mx-0">
      <div className="grid content-start gap-y-4">
        <FactGroup title={group('basic')}>
          <BasicFacts profile={profile} />
        </FactGroup>
        <FactGroup title={group('address')}>
          <AddressFacts profile={profile} />
        </FactGroup>
        <FactGroup title={group('business')}>
          <BusinessFacts profile={profile} />
        </FactGroup>
        <FactGroup title={group('system')}>
          <SystemFacts profile={profile} />
        </FactGroup>
      </div>
      <div className="grid content-start gap-y-4">
        <FactGroup title={group('money')}>
          <MoneyFacts profile={profile} />
        </FactGroup>
        <FactGroup title={group('tier')}>
          <TierFacts profile={profile} />
        </FactGroup>
        <OverviewMerges profile={profile} />
        <OverviewConsents profile={profile} />
        <OverviewWebsite profile={profile} />
        <OverviewIdentifiers profile={profile} />
      </div>
    </div>
  )
}
