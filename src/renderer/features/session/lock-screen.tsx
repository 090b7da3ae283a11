// The locked screen: the people of this counter as buttons, and the PIN of the one who takes over.
import { ShieldAlert } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionState, StaffMember } from '../../../shared/sync.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { EnterPin } from './enter-pin.tsx'
import { PersonBadge } from './person-badge.tsx'

interface LockScreenProps {
  readonly session: SessionState
  readonly onPassword: () => void
}

/** Who is asked first: whom the menu named, nobody when it let them choose, else whoever worked here last. */
function firstAsked(people: readonly StaffMember[], next: string | null): string | null {
  if (next === 'anyone') return null
  return (people.find(({ id }) => id === next) ?? people[0])?.id ?? null
}

/** People on the left, always in the same places; the PIN on the right. */
export function LockScreen({ session, onPassword }: LockScreenProps) {
  const { t } = useTranslation()
  const next = useInterface((state) => state.nextPerson)
  const [chosenId, setChosenId] = useState(() => firstAsked(session.people, next))
  const people = session.people.toSorted((one, other) => one.name.localeCompare(other.name, 'th'))
  const chosen = people.find(({ id }) => id === chosenId) ?? null
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (chosenId === null) list.current?.querySelector('button')?.focus()
  }, [chosenId])

  const moveFocus = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }
  return (
    <section className="flex flex-col gap-4">
      {session.problem === 'STAFF_DEACTIVATED' && <Notice words={t('session.lock.deactivated')} />}
      {session.problem === 'SESSION_EXPIRED' && <Notice words={t('session.lock.expired')} />}
      <div className="flex items-start gap-10 rounded border border-line bg-surface px-8 py-7">
        <div className="w-[320px]">
          <h1 className="mb-4 text-xl font-semibold">{t('session.lock.title')}</h1>
          <ul
            ref={list}
            aria-label={t('session.lock.people')}
            onKeyDown={moveFocus}
            className="-m-1 flex max-h-[396px] flex-col gap-2 overflow-y-auto p-1"
          >
            {people.map((person) => (
              <li key={person.id}>
                <button
                  type="button"
                  aria-pressed={person.id === chosenId}
                  onClick={() => setChosenId(person.id)}
                  className={classNames(
                    'flex h-16 w-full items-center gap-3.5 rounded border px-3 text-left',
                    person.id === chosenId
                      ? 'border-accent bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]'
                      : 'border-line hover:border-line-strong hover:bg-hover',
                  )}
                >
                  <PersonBadge name={person.name} size="large" />
                  <span className="min-w-0">
                    <span className="block truncate text-lg leading-6 font-medium">{person.name}</span>
                    <span className="block text-sm text-muted">{t(`session.roles.${person.role}`)}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <Button look="quiet" className="mt-4 -ml-3.5" onClick={onPassword}>
            {t('session.lock.somebodyElse')}
          </Button>
        </div>
        <div className="flex min-h-[420px] w-[272px] flex-col justify-center">
          {chosen ? (
            <EnterPin key={chosen.id} person={chosen} onPassword={onPassword} />
          ) : (
            <p className="text-center text-muted">{t('session.lock.choose')}</p>
          )}
        </div>
      </div>
    </section>
  )
}

function Notice({ words }: { readonly words: string }) {
  return (
    <p
      role="alert"
      className="flex w-[680px] items-start gap-2.5 rounded border border-amber-line bg-amber-soft px-4 py-3 text-amber-text"
    >
      <ShieldAlert size={18} aria-hidden className="mt-1 shrink-0" />
      {words}
    </p>
  )
}
