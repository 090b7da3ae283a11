// What a customer agreed to, and for each answer when it was given, to whom, and at which counter.
import { Check, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ConsentProof, CustomerProfile } from '../../../shared/profile.ts'
import { Ago } from '../../ui/moment.tsx'
import { FactGroup, OverviewField } from './overview-field.tsx'

/** The three consents with their proof. */
export function OverviewConsents({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const { sms, email, marketing } = profile.consents
  return (
    <FactGroup title={t('profile.overview.groups.consents')}>
      <OverviewField profile={profile} field="smsConsent" name={t('fields.smsConsent')}>
        <Proof proof={sms} />
      </OverviewField>
      <OverviewField profile={profile} field="emailConsent" name={t('fields.emailConsent')}>
        <Proof proof={email} />
      </OverviewField>
      <OverviewField profile={profile} field="marketingConsent" name={t('fields.marketingConsent')}>
        <Proof proof={marketing} />
      </OverviewField>
    </FactGroup>
  )
}

function Proof({ proof }: { readonly proof: ConsentProof }) {
  const { t } = useTranslation()
  const Icon = proof.given ? Check : X
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <span>
        <Icon
          size={14}
          aria-hidden
          className={`mr-1.5 inline-block ${proof.given ? 'text-green-text' : 'text-muted'}`}
        />
        {t(proof.given ? 'profile.overview.agreed' : 'profile.overview.notAgreed')}
      </span>
      <span className="text-sm text-muted">
        {proof.at ? (
          <>
            <Ago moment={proof.at} empty="" />
            {proof.by && ` ${t('profile.byPerson', { name: proof.by })}`}
            {proof.device && ` ${t('profile.onDevice', { name: proof.device })}`}
          </>
        ) : (
          t('profile.overview.fromTheStart')
        )}
      </span>
    </span>
  )
}
