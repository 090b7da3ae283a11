// Whom to compare a customer with: those who look like them first, or whoever the counter's search finds.
import { type KeyboardEvent, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../shared/customer.ts'
import type { DuplicateReason, LookupHit } from '../../../shared/lookup.ts'
import { useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { InactiveBadge } from '../../ui/badges.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { TextField } from '../../ui/field.tsx'
import { useDuplicateReasons } from '../../ui/reason-words.ts'
import { Score } from './score.tsx'

const mostFound = 20

interface Found {
  readonly hit: LookupHit
  readonly score: number | null
  readonly reasons: readonly DuplicateReason[]
}

/** Those who look like the customer while nothing is typed, then those the search finds; never the customer. */
function useFound(customerId: string, search: string) {
  const card = useMethod('customers.card', { customerId }).data
  const alike = useMethod(
    'duplicates.check',
    {
      fullName: card?.fullName ?? '',
      nickname: card?.nickname,
      primaryPhone: card?.primaryPhone,
      email: card?.email,
      dateOfBirth: card?.dateOfBirth,
      address: card?.addressLine1,
      excludeCustomerId: customerId,
    },
    { enabled: card !== undefined && search === '' },
  )
  const found = useMethod(
    'lookup.search',
    { text: search, limit: mostFound },
    { enabled: search !== '', keepPrevious: true },
  )
  const people: readonly Found[] =
    search === ''
      ? (alike.data ?? []).map(({ customer, score, reasons }) => ({ hit: customer, score, reasons }))
      : (found.data?.hits ?? []).map((hit) => ({ hit, score: null, reasons: [] }))
  const answer = search === '' ? alike : found
  return {
    name: card?.fullName ?? '',
    people: people.filter(({ hit }) => hit.id !== customerId && hit.id !== card?.id),
    error: answer.error,
    isAnswered: answer.data !== undefined,
  }
}

interface PickDialogProps {
  readonly customerId: string
  readonly onClose: () => void
}

/** The dialog; whoever is chosen stands beside the customer in the merge screen. */
export function PickDialog({ customerId, onClose }: PickDialogProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const search = useDeferredValue(text.trim())
  const { name, people, error, isAnswered } = useFound(customerId, search)
  const current = people[Math.min(active, people.length - 1)]
  const choose = (otherId: string) =>
    useInterface.getState().openDialog({ kind: 'merge', customerIds: [customerId, otherId] })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.code]
    if (step) setActive(Math.max(0, Math.min(people.length - 1, active + step)))
    else if (/^(Numpad)?Enter$/.test(event.code) && current && text.trim() === search) choose(current.hit.id)
    else return
    event.preventDefault()
  }
  const words =
    people.length > 0
      ? t(search === '' ? 'merging.alike' : 'lookup.found', { count: people.length })
      : t(search === '' ? 'merging.nobodyAlike' : 'merging.nobodyFound')
  return (
    <Dialog
      title={t('merging.withWhom', { name })}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('actions.cancel')}</Button>}
    >
      <TextField
        label={t('lookup.find')}
        placeholder={t('lookup.placeholder')}
        value={text}
        maxLength={limits.searchLength}
        role="combobox"
        aria-expanded={people.length > 0}
        aria-controls="merge-people"
        aria-activedescendant={current && `merge-with-${current.hit.id}`}
        data-autofocus
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <p
        role={error ? 'alert' : 'status'}
        className={classNames('mt-2 text-sm', error ? 'text-red-text' : 'text-muted')}
      >
        {error ? sayError(error) : isAnswered && words}
      </p>
      <div id="merge-people" role="listbox" aria-label={t('merging.people')} className="mt-1 min-h-72">
        {people.map((found) => (
          <Person key={found.hit.id} found={found} isActive={found === current} onChoose={choose} />
        ))}
      </div>
    </Dialog>
  )
}

interface PersonProps {
  readonly found: Found
  readonly isActive: boolean
  readonly onChoose: (customerId: string) => void
}

function Person({ found: { hit, score, reasons }, isActive, onChoose }: PersonProps) {
  const { t } = useTranslation()
  const sayReasons = useDuplicateReasons()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard reaches the rows through the field
    <div
      id={`merge-with-${hit.id}`}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(hit.id)}
      className={classNames(
        'border-b border-line px-3 py-1.5',
        isActive ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <p className="flex items-center gap-2">
        <span className="min-w-0 truncate font-medium">{hit.fullName}</span>
        {hit.nickname && <span className="shrink-0 text-muted">“{hit.nickname}”</span>}
        {!hit.isActive && <InactiveBadge />}
        {score !== null && (
          <span className="ml-auto shrink-0">
            <Score score={score} />
          </span>
        )}
      </p>
      <p className="truncate text-sm text-muted">
        {[hit.phone ?? hit.email, hit.customerCode ?? t('customer.codeFollows'), sayReasons(reasons)]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  )
}
