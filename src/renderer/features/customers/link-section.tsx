// Which website profile this customer is: the linked one, those that may be them with how sure and why, and any other
// found by hand. What is chosen here is saved with the form.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import type { LinkedProfile, ProfileCandidate } from '../../../shared/profile.ts'
import { useMethod } from '../../api.ts'
import type { LinkChoice } from '../../drafts.ts'
import { classNames } from '../../ui/class-names.ts'
import { TextField } from '../../ui/field.tsx'
import { useDuplicateReasons } from '../../ui/reason-words.ts'

interface LinkSectionProps {
  readonly card: CustomerCard
  readonly choice: LinkChoice | null
  readonly onChoose: (choice: LinkChoice | null) => void
}

const searchFrom = 2

/** The section; nothing where nobody has a website profile to link. */
export function LinkSection({ card, choice, onChoose }: LinkSectionProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const linked = useMethod('profile.get', { customerId: card.id }).data?.linkedProfile ?? null
  const suggested = useMethod('profile.suggestLinks', { customerId: card.id }).data ?? []
  const found =
    useMethod(
      'profile.searchProfiles',
      { customerId: card.id, search: search.trim() },
      { enabled: search.trim().length >= searchFrom, keepPrevious: true },
    ).data ?? []
  const isSearching = search.trim().length >= searchFrom
  const shown = (isSearching ? found : suggested).filter(({ profileId }) => profileId !== linked?.id)
  const name = `link-${card.id}`
  return (
    <fieldset data-section="link" className="p-5">
      <legend className="float-left mb-1.5 w-full border-b border-line pb-0.5 text-sm font-semibold text-muted">
        {t('formSections.link')}
      </legend>
      <div role="radiogroup" aria-label={t('formSections.link')} className="clear-both grid gap-2">
        <Option
          name={name}
          title={linked ? nameOf(linked) : t('linking.none')}
          details={linked ? [t('linking.linked', { score: linked.confidence ?? '–' })] : []}
          isChosen={choice === null}
          onChoose={() => onChoose(null)}
        />
        {shown.slice(0, 4).map((candidate) => (
          <CandidateOption
            key={candidate.profileId}
            name={name}
            candidate={candidate}
            isChosen={choice?.profileId === candidate.profileId}
            onChoose={() =>
              onChoose({
                profileId: candidate.profileId,
                displayName: nameOf(candidate),
                confidence: candidate.score,
                method: isSearching ? 'manual' : 'suggested',
              })
            }
          />
        ))}
        {linked && (
          <Option
            name={name}
            title={t('linking.unlink')}
            details={[]}
            isChosen={choice !== null && choice.profileId === null}
            onChoose={() =>
              onChoose({ profileId: null, displayName: null, confidence: null, method: 'manual' })
            }
          />
        )}
      </div>
      <TextField
        label={t('linking.search')}
        className="mt-3"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        hint={isSearching && shown.length === 0 ? t('linking.noneFound') : ' '}
      />
    </fieldset>
  )
}

function nameOf(profile: LinkedProfile | ProfileCandidate): string {
  return profile.displayName ?? profile.email ?? profile.phone ?? '–'
}

interface CandidateOptionProps {
  readonly name: string
  readonly candidate: ProfileCandidate
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function CandidateOption({ name, candidate, isChosen, onChoose }: CandidateOptionProps) {
  const { t } = useTranslation()
  const sayReasons = useDuplicateReasons()
  const { score, reasons, email, phone, linkedTo } = candidate
  return (
    <Option
      name={name}
      title={nameOf(candidate)}
      score={t('duplicates.score', { score })}
      details={[
        [phone, email].filter(Boolean).join(' · '),
        sayReasons(reasons),
        linkedTo ? t('linking.taken', { name: linkedTo.customerName }) : '',
      ]}
      isChosen={isChosen}
      isDisabled={linkedTo !== null}
      onChoose={onChoose}
    />
  )
}

interface OptionProps {
  readonly name: string
  readonly title: string
  readonly score?: string
  readonly details: readonly string[]
  readonly isChosen: boolean
  readonly isDisabled?: boolean
  readonly onChoose: () => void
}

function Option({ name, title, score, details, isChosen, isDisabled, onChoose }: OptionProps) {
  return (
    <label
      className={classNames(
        'flex gap-2.5 rounded border bg-surface px-3 py-2',
        isChosen ? 'border-accent' : 'border-line hover:border-line-strong',
      )}
    >
      <input
        type="radio"
        name={name}
        checked={isChosen}
        disabled={isDisabled}
        onChange={onChoose}
        className="mt-1.5 size-4 shrink-0"
      />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-2">
          <span className="truncate font-medium">{title}</span>
          {score && <span className="shrink-0 text-sm text-muted">{score}</span>}
        </span>
        {details.filter(Boolean).map((line) => (
          <span key={line} className="block text-sm text-muted wrap-anywhere">
            {line}
          </span>
        ))}
      </span>
    </label>
  )
}
