// Signing in with e-mail and password: the first time on this counter, and whenever a PIN will not do.
import { WifiOff } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { replyOf, useCommand, useMethod } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Failure } from './failure.tsx'
import { Panel } from './session-frame.tsx'

interface SignInProps {
  /** The server's address; null while it is not known. */
  readonly serverUrl: string | null
  /** Back to the PINs; null where nobody has one. */
  readonly onBack: (() => void) | null
  /** To another server; null once people work here. */
  readonly onOtherServer: (() => void) | null
}

/** Whether there is no way to a server at this moment, as far as this computer knows. */
function useOffline(): boolean {
  const [isCutOff, setCutOff] = useState(!navigator.onLine)
  const state = useMethod('sync.status', {}).data?.state
  useEffect(() => {
    const look = () => setCutOff(!navigator.onLine)
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [])
  return isCutOff || state === 'offline'
}

/** The sign-in step. */
export function SignIn({ serverUrl, onBack, onOtherServer }: SignInProps) {
  const { t } = useTranslation()
  const signIn = useCommand('session.signIn')
  const offline = useOffline()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (email.trim() === '' || password === '' || signIn.isPending) return
    signIn.mutate(
      { email: email.trim(), password },
      {
        onError: (error) => {
          if (replyOf(error).code === 'SIGN_IN_FAILED') setPassword('')
        },
      },
    )
  }
  return (
    <Panel title={t('session.signIn.title')} words={t('session.signIn.words')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {offline && (
          <p className="flex items-start gap-2 rounded bg-amber-soft px-3 py-2 text-amber-text">
            <WifiOff size={16} aria-hidden className="mt-1 shrink-0" />
            {t(onBack ? 'session.signIn.offlineWithPins' : 'session.signIn.offline')}
          </p>
        )}
        <TextField
          label={t('session.signIn.email')}
          type="email"
          value={email}
          maxLength={320}
          data-autofocus
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label={t('session.signIn.password')}
          type="password"
          value={password}
          maxLength={1000}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Failure error={signIn.error} />
        <div className="flex items-center gap-3">
          <Button
            type="submit"
            look="primary"
            disabled={signIn.isPending || email.trim() === '' || password === ''}
          >
            {signIn.isPending ? t('session.signIn.busy') : t('session.signIn.submit')}
          </Button>
          {onBack && (
            <Button look="quiet" onClick={onBack}>
              {t('session.signIn.back')}
            </Button>
          )}
        </div>
      </form>
      <p className="mt-6 flex items-center justify-between gap-4 border-t border-line pt-4 text-sm text-muted">
        <span className="selectable min-w-0 truncate">{serverUrl}</span>
        {onOtherServer && (
          <Button look="quiet" size="small" onClick={onOtherServer}>
            {t('session.signIn.otherServer')}
          </Button>
        )}
      </p>
    </Panel>
  )
}
