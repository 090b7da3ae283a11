// A website profile that may be this customer: who, how well it fits and why, and whose it is already.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { likelyScore } from '../../../shared/lookup.ts'
import type { ProfileCandidate } from '../../../shared/profile.ts'
import { Badge } from '../../ui/badges.tsx'
import { displayPhone } from '../../ui/display-phone.ts'

interface CandidateProps {
  readonly candidate: ProfileCandidate
  readonly customerId: string
  readonly action: ReactNode
}

/** One line of suggestions or of a search. */
export function Candidate({ candidate, customerId, action }: CandidateProps) {
  const { t } = useTranslation()
  const { score, linkedTo } = candidate
  const elsewhere = linkedTo && linkedTo.customerId !== customerId ? linkedTo : null
  return (
    <li className="flex items-start justify-between gap-4 py-2">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="selectable font-medium wrap-anywhere">
            {candidate.displayName ?? t('profile.link.noName')}
          </span>
          <Badge tone={score >= likelyScore ? 'good' : 'plain'}>{t('duplicates.score', { score })}</Badge>
        </p>
        <p className="selectable text-sm text-muted wrap-anywhere">
          {[candidate.email, candidate.phone && displayPhone(candidate.phone)].filter(Boolean).join(' · ')}
        </p>
        {candidate.reasons.length > 0 && (
          <p className="text-sm">
            {candidate.reasons
              .map(({ code, value }) => t(`duplicates.reasons.${code}`, { value }))
              .join('; ')}
          </p>
        )}
        {elsewhere && (
          <p className="text-sm text-amber-text">
            {t('profile.link.taken', { name: elsewhere.customerName })}
          </p>
        )}
      </div>
      <span className="shrink-0">{action}</span>
    </li>
  )
}
