// The settings' part about this counter: whom it serves, who works at it, and when it locks.
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionState, StaffMember } from '../../../shared/sync.ts'
import { useCommand } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { controlLook } from '../../ui/field.tsx'
import { ConnectForm } from './connect-form.tsx'
import { Failure } from './failure.tsx'
import { PersonBadge } from './person-badge.tsx'
import { SignOutDialog } from './sign-out-dialog.tsx'

const lockTimes = [1, 2, 3, 5, 10, 15, 30, 60, 120]

/** People and this counter. */
export function PeopleSection({ session }: { readonly session: SessionState }) {
  const { t } = useTranslation()
  const [connecting, setConnecting] = useState(false)
  const [leaving, setLeaving] = useState<StaffMember | null>(null)
  const isManager = session.current?.role === 'manager' || session.current?.role === 'admin'
  return (
    <section aria-labelledby="people-title" className="mt-8">
      <h2 id="people-title" className="mb-3 text-lg font-semibold">
        {t('session.settings.title')}
      </h2>
      <div className="divide-y divide-line rounded border border-line bg-surface">
        {session.mode === 'alone' ? (
          <Row name={t('session.settings.server')}>
            <span className="flex-1 text-muted">{t('session.settings.noServer')}</span>
            <Button onClick={() => setConnecting(true)}>{t('session.settings.connect')}</Button>
          </Row>
        ) : (
          <>
            <Row name={t('session.settings.server')}>
              <span className="selectable min-w-0 truncate">{session.serverUrl}</span>
            </Row>
            <CounterName key={session.deviceName} name={session.deviceName} mayRename={isManager} />
            <LockAfter minutes={session.lockAfterMinutes} mayChange={isManager} />
            <div className="px-5 py-3">
              <h3 className="mb-2 font-medium">{t('session.settings.people')}</h3>
              <ul className="flex flex-col">
                {session.people.map((person) => (
                  <li key={person.id} className="flex min-h-11 items-center gap-3">
                    <PersonBadge name={person.name} />
                    <span className="min-w-0 flex-1 truncate">{person.name}</span>
                    <span className="w-32 text-sm text-muted">{t(`session.roles.${person.role}`)}</span>
                    <span className="w-36 text-sm text-muted">
                      {t(person.hasPin ? 'session.settings.hasPin' : 'session.settings.noPin')}
                    </span>
                    <span className="flex w-28 justify-end">
                      {(isManager || person.id === session.current?.id) && (
                        <Button
                          size="small"
                          aria-label={t('session.settings.signOutOf', { name: person.name })}
                          onClick={() => setLeaving(person)}
                        >
                          {t('session.signOut.submit')}
                        </Button>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
              <p className="mt-1 text-sm text-muted">{t('session.settings.peopleHint')}</p>
            </div>
          </>
        )}
      </div>
      {connecting && (
        <Dialog title={t('session.settings.connectTitle')} width="small" onClose={() => setConnecting(false)}>
          <p className="mb-4 text-muted">{t('session.settings.connectWords')}</p>
          <ConnectForm onDone={() => setConnecting(false)} />
        </Dialog>
      )}
      {leaving && <SignOutDialog person={leaving} onClose={() => setLeaving(null)} />}
    </section>
  )
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-16 items-center gap-6 px-5 py-3">
      <span className="w-44 shrink-0 font-medium">{name}</span>
      {children}
    </div>
  )
}

interface CounterNameProps {
  readonly name: string
  readonly mayRename: boolean
}

/** The name under which the server and the other counters know this one. */
function CounterName({ name, mayRename }: CounterNameProps) {
  const { t } = useTranslation()
  const rename = useCommand('session.registerDevice')
  const [typed, setTyped] = useState(name)
  const wanted = typed.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (wanted !== '' && wanted !== name) rename.mutate({ name: wanted })
  }
  if (!mayRename) return <Row name={t('settings.deviceName')}>{name}</Row>
  return (
    <form onSubmit={submit}>
      <div className="flex min-h-16 items-center gap-6 px-5 py-3">
        <label htmlFor="counter-name" className="w-44 font-medium">
          {t('settings.deviceName')}
        </label>
        <input
          id="counter-name"
          value={typed}
          maxLength={60}
          onChange={(event) => setTyped(event.target.value)}
          className={`${controlLook} max-w-64`}
        />
        <Button type="submit" disabled={rename.isPending || wanted === '' || wanted === name}>
          {t('settings.rename')}
        </Button>
      </div>
      {rename.error && (
        <div className="px-5 pb-3">
          <Failure error={rename.error} />
        </div>
      )}
    </form>
  )
}

interface LockAfterProps {
  readonly minutes: number
  readonly mayChange: boolean
}

function LockAfter({ minutes, mayChange }: LockAfterProps) {
  const { t } = useTranslation()
  const set = useCommand('session.setLockAfter')
  const times = lockTimes.includes(minutes) ? lockTimes : [...lockTimes, minutes].sort((a, b) => a - b)
  return (
    <div className="flex min-h-16 items-center gap-6 px-5 py-3">
      <label htmlFor="lock-after" className="w-44 shrink-0 font-medium">
        {t('session.settings.lockAfter')}
      </label>
      <select
        id="lock-after"
        value={minutes}
        disabled={!mayChange}
        onChange={(event) => set.mutate({ minutes: Number(event.target.value) })}
        className={`${controlLook} select-look max-w-64`}
      >
        {times.map((count) => (
          <option key={count} value={count}>
            {t('session.settings.minutes', { count })}
          </option>
        ))}
      </select>
      <Failure error={set.error} />
    </div>
  )
}
