// The website profile a customer is: which one, how sure that is and who said so; or who it may be.
import { Link2, Search, Unlink } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerProfile, LinkedProfile } from '../../../shared/profile.ts'
import { useMethod } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { displayPhone } from '../../ui/display-phone.ts'
import { useErrorWords } from '../../ui/error-words.ts'
import { Ago } from '../../ui/moment.tsx'
import { Candidate } from './candidate.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { useLinking } from './use-linking.ts'

/** The linked profile with the way to unlink it, or suggestions and the way to look by hand. */
export function OverviewWebsite({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const [isSearching, setSearching] = useState(false)
  return (
    <section aria-label={t('profile.overview.groups.website')} className="min-w-0">
      <div className="flex items-end justify-between gap-3 border-b border-line pb-1">
        <h3 className="text-sm font-semibold">{t('profile.overview.groups.website')}</h3>
        <Button
          look="quiet"
          size="small"
          icon={Search}
          className="-my-1.5 min-h-7!"
          disabled={!profile.isActive}
          onClick={() => setSearching(true)}
        >
          {t(profile.linkedProfile ? 'profile.link.another' : 'profile.link.search')}
        </Button>
      </div>
      {profile.linkedProfile ? (
        <Linked profile={profile} linked={profile.linkedProfile} />
      ) : (
        <Suggestions profile={profile} />
      )}
      {isSearching && <LinkDialog profile={profile} onClose={() => setSearching(false)} />}
    </section>
  )
}

interface LinkedProps {
  readonly profile: CustomerProfile
  readonly linked: LinkedProfile
}

function Linked({ profile, linked }: LinkedProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const linking = useLinking(profile.id)
  const method = (['suggested', 'manual'] as const).find((each) => each === linked.method)
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 pt-1.5">
      <div className="min-w-0">
        <p className="selectable font-medium wrap-anywhere">
          {linked.displayName ?? t('profile.link.noName')}
        </p>
        <p className="selectable text-sm text-muted wrap-anywhere">
          {[linked.email, linked.phone && displayPhone(linked.phone)].filter(Boolean).join(' · ')}
        </p>
        <p className="text-sm text-muted">
          {linked.confidence !== null && (
            <span className="mr-2 font-medium text-ink">
              {t('profile.link.sure', { count: linked.confidence })}
            </span>
          )}
          {method && t(`profile.link.methods.${method}`)} <Ago moment={linked.linkedAt} empty="" />
        </p>
      </div>
      <Button
        size="small"
        icon={Unlink}
        disabled={linking.isPending || !profile.isActive}
        onClick={() => linking.link({ profileId: null })}
      >
        {t('profile.link.unlink')}
      </Button>
      {linking.error && (
        <p role="alert" className="w-full text-sm text-red-text">
          {sayError(linking.error)}
        </p>
      )}
    </div>
  )
}

function Suggestions({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const linking = useLinking(profile.id)
  const answer = useMethod('profile.suggestLinks', { customerId: profile.id })
  const suggestions = (answer.data ?? []).slice(0, 3)
  return (
    <>
      {answer.error ? (
        <p role="alert" className="pt-1.5 text-sm text-red-text">
          {sayError(answer.error)}
        </p>
      ) : (
        suggestions.length === 0 && (
          <p className="pt-1.5 text-sm text-muted">{answer.data && t('profile.link.none')}</p>
        )
      )}
      <ul aria-label={t('profile.link.suggestions')} className="divide-y divide-line">
        {suggestions.map((candidate) => (
          <Candidate
            key={candidate.profileId}
            candidate={candidate}
            customerId={profile.id}
            action={
              profile.isActive && (
                <Button
                  size="small"
                  icon={Link2}
                  disabled={linking.isPending || candidate.linkedTo !== null}
                  aria-label={t('profile.link.doNamed', { name: candidate.displayName ?? '' })}
                  onClick={() =>
                    linking.link({
                      profileId: candidate.profileId,
                      confidence: candidate.score,
                      method: 'suggested',
                    })
                  }
                >
                  {t('profile.link.do')}
                </Button>
              )
            }
          />
        ))}
      </ul>
      {linking.error && (
        <p role="alert" className="text-sm text-red-text">
          {sayError(linking.error)}
        </p>
      )}
    </>
  )
}
