// What stands in front of the counter until somebody may work there: one step after the other, each with one thing to do.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionState } from '../../../shared/sync.ts'
import { isLocked, useMethod } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { ChoosePin } from './choose-pin.tsx'
import { ConnectForm } from './connect-form.tsx'
import { LockScreen } from './lock-screen.tsx'
import { RegisterDevice } from './register-device.tsx'
import { Panel, SessionFrame } from './session-frame.tsx'
import { SetUp } from './set-up.tsx'
import { SignIn } from './sign-in.tsx'

/** Whether one of the steps is to be shown instead of the counter. */
export function needsStep(session: SessionState): boolean {
  return isLocked(session) || (session.mode === 'server' && session.current?.hasPin === false)
}

/** The step the session stands at. */
export function SessionScreen({ session }: { readonly session: SessionState }) {
  const { t } = useTranslation()
  const [wish, setWish] = useState<'password' | 'server' | null>(null)
  const { mode, device, current, people } = session
  const back = wish === null ? null : () => setWish(null)
  const show = (step: string, content: React.ReactNode) => (
    <SessionFrame step={step} deviceName={device === 'unknown' ? null : session.deviceName}>
      {content}
    </SessionFrame>
  )
  if (mode === 'unset') return show('set-up', <SetUp />)
  if (current && device !== 'active') {
    return show('register', <RegisterDevice session={session} current={current} />)
  }
  if (current && !current.hasPin) {
    return show(
      'pin',
      <Panel title={t('session.pin.firstTitle', { name: current.name })} words={t('session.pin.firstWords')}>
        <div className="flex justify-center">
          <ChoosePin />
        </div>
      </Panel>,
    )
  }
  if (wish === 'server') {
    return show(
      'server',
      <Panel title={t('session.setUp.otherTitle')}>
        <ConnectForm onDone={() => setWish(null)}>
          <Button look="quiet" onClick={() => setWish(null)}>
            {t('actions.cancel')}
          </Button>
        </ConnectForm>
      </Panel>,
    )
  }
  const signIn = (
    <SignIn
      serverUrl={session.serverUrl}
      onBack={people.length > 0 && device === 'active' ? back : null}
      onOtherServer={people.length === 0 && device === 'unknown' ? () => setWish('server') : null}
    />
  )
  if (device === 'revoked' && wish === null) {
    return show('revoked', <Revoked onPassword={() => setWish('password')} />)
  }
  if (wish === 'password' || people.length === 0) return show('sign-in', signIn)
  return show('lock', <LockScreen session={session} onPassword={() => setWish('password')} />)
}

function Revoked({ onPassword }: { readonly onPassword: () => void }) {
  const { t } = useTranslation()
  const unsent = useMethod('app.info', {}).data?.unsent ?? 0
  return (
    <Panel title={t('session.revoked.title')} words={t('session.revoked.words')}>
      {unsent > 0 && <p className="mb-4">{t('session.revoked.unsent', { count: unsent })}</p>}
      <Button data-autofocus look="primary" onClick={onPassword}>
        {t('session.revoked.signIn')}
      </Button>
    </Panel>
  )
}
