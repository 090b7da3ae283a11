// Everything that ever pointed at this customer: what is no longer current is marked and still finds them.
import { useTranslation } from 'react-i18next'
import type { CustomerProfile } from '../../../shared/profile.ts'
import { useMethod } from '../../api.ts'
import { OldBadge } from '../../ui/badges.tsx'
import { displayPhone } from '../../ui/display-phone.ts'
import { Fact, FactGroup } from './overview-field.tsx'

/** Phones, e-mails, cards, ids of other systems and former codes; current ones first. */
export function OverviewIdentifiers({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const shown = profile.identifiers
    .filter(({ kind }) => kind !== 'stable_hash')
    .toSorted((one, other) => Number(one.status === 'old') - Number(other.status === 'old'))
  // Codes of those who were folded in find this customer for ever.
  const merges = useMethod('merges.of', { customerId: profile.id }).data ?? []
  const formerCodes = merges.flatMap(({ folded, undoneAt }) =>
    undoneAt === null && folded.id !== profile.id && folded.code !== null ? [folded.code] : [],
  )
  if (shown.length === 0 && formerCodes.length === 0) return null
  return (
    <FactGroup title={t('profile.overview.groups.identifiers')}>
      {formerCodes.length > 0 && <Fact name={t('profile.overview.alias')}>{formerCodes.join(', ')}</Fact>}
      {shown.map((identifier) => (
        <Fact
          key={identifier.id}
          name={
            identifier.kind === 'alias'
              ? t('profile.overview.alias')
              : t(`identifiers.${identifier.kind as 'phone'}`)
          }
        >
          <span className="inline-flex flex-wrap items-center gap-x-2">
            {identifier.kind === 'phone' ? displayPhone(identifier.value) : identifier.value}
            {identifier.status === 'old' && <OldBadge />}
          </span>
        </Fact>
      ))}
    </FactGroup>
  )
}
