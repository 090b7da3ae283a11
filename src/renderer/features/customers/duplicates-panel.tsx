// Who the person being typed may already be, why, and the ways out: use that person, add what was typed to them, or save
// all the same with the reason. In an edit there is nothing to add.
import { OctagonAlert, UserRoundCheck } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DuplicateMatch, likelyScore } from '../../../shared/lookup.ts'
import { InactiveBadge } from '../../ui/badges.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { controlLook } from '../../ui/field.tsx'
import { useDuplicateReasons } from '../../ui/reason-words.ts'

/** Reasons the desk gives for creating somebody who looks known already. */
const reasons = ['differentPerson', 'family', 'sameName', 'other'] as const

interface DuplicatesPanelProps {
  readonly matches: readonly DuplicateMatch[]
  /** The directory could not be asked. */
  readonly failed: boolean
  /** Saving was tried and stopped here. */
  readonly asked: boolean
  readonly busy: boolean
  readonly onUse: (customerId: string) => void
  /** Left out where what was typed belongs to somebody who is here already. */
  readonly onAdd?: (customerId: string) => void
  readonly onAnyway: (reason: string) => void
}

/** The column beside the form. */
export function DuplicatesPanel({
  matches,
  failed,
  asked,
  busy,
  onUse,
  onAdd,
  onAnyway,
}: DuplicatesPanelProps) {
  const { t } = useTranslation()
  const name = useId()
  const [chosen, setChosen] = useState<string | null>(null)
  const first = matches[0]
  if (!first) {
    const Icon = failed ? OctagonAlert : UserRoundCheck
    return (
      <div className="flex flex-col items-center gap-3 px-6 py-14 text-center text-muted">
        <Icon size={26} strokeWidth={1.5} aria-hidden />
        <p role="status" className="text-sm">
          {t(failed ? 'duplicates.failed' : 'duplicates.none')}
        </p>
      </div>
    )
  }
  const selected = matches.find(({ customer }) => customer.id === chosen) ?? first
  const likely = matches.some(({ score }) => score >= likelyScore)
  return (
    <div className="flex flex-col gap-3 p-5">
      <h3
        className={classNames(
          'rounded px-3 py-1.5 font-medium',
          likely ? 'bg-amber-soft text-amber-text' : 'bg-hover text-ink',
        )}
      >
        {t(
          asked
            ? onAdd
              ? 'duplicates.choose'
              : 'duplicates.chooseEdit'
            : likely
              ? 'duplicates.likely'
              : 'duplicates.possible',
        )}
      </h3>
      <div role="radiogroup" aria-label={t('duplicates.people')} className="flex flex-col gap-2">
        {matches.slice(0, 4).map((match) => (
          <Candidate
            key={match.customer.id}
            name={name}
            match={match}
            selected={match === selected}
            onSelect={setChosen}
          />
        ))}
      </div>
      <div className="flex gap-2">
        <Button
          look="primary"
          className="flex-1 px-2!"
          data-exit
          disabled={busy}
          onClick={() => onUse(selected.customer.id)}
        >
          {t(onAdd ? 'duplicates.use' : 'duplicates.open')}
        </Button>
        {onAdd && (
          <Button className="flex-1 px-2!" disabled={busy} onClick={() => onAdd(selected.customer.id)}>
            {t('duplicates.add')}
          </Button>
        )}
      </div>
      {likely && (
        <Anyway
          words={t(onAdd ? 'duplicates.createAnyway' : 'duplicates.saveAnyway')}
          busy={busy}
          onAnyway={onAnyway}
        />
      )}
    </div>
  )
}

interface CandidateProps {
  readonly name: string
  readonly match: DuplicateMatch
  readonly selected: boolean
  readonly onSelect: (customerId: string) => void
}

function Candidate({ name, match, selected, onSelect }: CandidateProps) {
  const { t } = useTranslation()
  const sayReasons = useDuplicateReasons()
  const { customer, score, reasons: why } = match
  return (
    <label
      className={classNames(
        'flex gap-2.5 rounded border bg-surface px-3 py-2',
        selected ? 'border-accent' : 'border-line hover:border-line-strong',
      )}
    >
      <input
        type="radio"
        name={name}
        checked={selected}
        onChange={() => onSelect(customer.id)}
        className="mt-1.5 size-4 shrink-0"
      />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-2">
          <span className="truncate font-medium">{customer.fullName}</span>
          <span className="shrink-0 text-sm text-muted">{t('duplicates.score', { score })}</span>
        </span>
        <span className="flex flex-wrap gap-x-2 text-sm text-muted">
          {customer.nickname && <span>“{customer.nickname}”</span>}
          {(customer.phone ?? customer.email) && <span>{customer.phone ?? customer.email}</span>}
          <span>{customer.customerCode}</span>
          {!customer.isActive && <InactiveBadge />}
        </span>
        <span className="block text-sm">{sayReasons(why)}</span>
      </span>
    </label>
  )
}

interface AnywayProps {
  readonly words: string
  readonly busy: boolean
  readonly onAnyway: (reason: string) => void
}

function Anyway({ words: label, busy, onAnyway }: AnywayProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState<(typeof reasons)[number]>('differentPerson')
  const [own, setOwn] = useState('')
  const words = reason === 'other' ? own.trim() : t(`duplicates.because.${reason}`)
  return (
    <div className="mt-1 border-t border-line pt-3">
      <label className="block text-sm text-muted">
        {t('duplicates.why')}
        <select
          className={`${controlLook} select-look mt-1 text-base text-ink`}
          value={reason}
          onChange={(event) => setReason(event.target.value as typeof reason)}
        >
          {reasons.map((each) => (
            <option key={each} value={each}>
              {t(`duplicates.because.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {reason === 'other' && (
        <input
          aria-label={t('duplicates.ownReason')}
          placeholder={t('duplicates.ownReason')}
          maxLength={500}
          value={own}
          onChange={(event) => setOwn(event.target.value)}
          className={`${controlLook} mt-2`}
        />
      )}
      <Button className="mt-2 w-full" disabled={busy || words === ''} onClick={() => onAnyway(words)}>
        {label}
      </Button>
    </div>
  )
}
