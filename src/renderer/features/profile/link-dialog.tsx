// Looking for a website profile by hand: by a piece of name, e-mail or phone, with the reason where there is one to give.
import { Link2, Search } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../shared/customer.ts'
import { likelyScore } from '../../../shared/lookup.ts'
import type { CustomerProfile, ProfileCandidate } from '../../../shared/profile.ts'
import { useMethod } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { TextField } from '../../ui/field.tsx'
import { Candidate } from './candidate.tsx'
import { useLinking } from './use-linking.ts'

interface LinkDialogProps {
  readonly profile: CustomerProfile
  readonly onClose: () => void
}

/** The dialog; it closes once a profile is linked. */
export function LinkDialog({ profile, onClose }: LinkDialogProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const linking = useLinking(profile.id)
  const [text, setText] = useState(profile.email ?? profile.primaryPhone ?? profile.fullName)
  const [reason, setReason] = useState('')
  const search = useDeferredValue(text.trim())
  const answer = useMethod(
    'profile.searchProfiles',
    { customerId: profile.id, search },
    { enabled: search !== '', keepPrevious: true },
  )
  const found = search === '' ? [] : (answer.data ?? [])
  const problem = linking.error ?? answer.error
  const link = ({ profileId, score }: ProfileCandidate) =>
    linking.link(
      {
        profileId,
        confidence: score,
        method: 'manual',
        ...(reason.trim() && { reason: reason.trim() }),
      },
      onClose,
    )
  return (
    <Dialog
      title={t('profile.link.title', { name: profile.fullName })}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('actions.cancel')}</Button>}
    >
      <div className="grid gap-3">
        <TextField
          label={t('profile.link.field')}
          value={text}
          maxLength={limits.searchLength}
          onChange={(event) => setText(event.target.value)}
          onFocus={(event) => event.target.select()}
          data-autofocus
        />
        <TextField
          label={t('profile.link.reason')}
          hint={t('profile.link.reasonHint')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
        {problem && (
          <p role="alert" className="text-sm text-red-text">
            {sayError(problem)}
          </p>
        )}
        <p role="status" className="text-sm text-muted">
          {search === ''
            ? t('profile.link.type')
            : answer.data && t('profile.link.found', { count: found.length })}
        </p>
        <ul aria-label={t('profile.link.results')} className="min-h-40 divide-y divide-line">
          {found.map((candidate) => {
            const isOurs = candidate.linkedTo?.customerId === profile.id
            return (
              <Candidate
                key={candidate.profileId}
                candidate={candidate}
                customerId={profile.id}
                action={
                  <Button
                    size="small"
                    look={candidate.score >= likelyScore ? 'primary' : 'plain'}
                    icon={isOurs ? Search : Link2}
                    disabled={linking.isPending || isOurs}
                    aria-label={t('profile.link.doNamed', { name: candidate.displayName ?? '' })}
                    onClick={() => link(candidate)}
                  >
                    {t(isOurs ? 'profile.link.linked' : 'profile.link.do')}
                  </Button>
                }
              />
            )
          })}
        </ul>
      </div>
    </Dialog>
  )
}
