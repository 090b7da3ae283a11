// A counter the server does not know yet: whoever signed in names and registers it, if they are a manager.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionState, StaffMember } from '../../../shared/sync.ts'
import { useCommand } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Failure } from './failure.tsx'
import { Panel } from './session-frame.tsx'

interface RegisterDeviceProps {
  readonly session: SessionState
  readonly current: StaffMember
}

/** The registering step, or whom to call. */
export function RegisterDevice({ session, current }: RegisterDeviceProps) {
  const { t } = useTranslation()
  const register = useCommand('session.registerDevice')
  const leave = useCommand('session.lock')
  const [name, setName] = useState(session.deviceName)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '' && !register.isPending) register.mutate({ name: name.trim() })
  }
  const other = (
    <Button look="quiet" onClick={() => leave.mutate({})}>
      {t('session.register.other')}
    </Button>
  )
  if (current.role === 'staff') {
    return (
      <Panel
        title={t('session.register.callTitle')}
        words={t('session.register.call', { name: current.name })}
      >
        <Button data-autofocus look="primary" onClick={() => leave.mutate({})}>
          {t('session.register.other')}
        </Button>
      </Panel>
    )
  }
  const isRevoked = session.device === 'revoked'
  return (
    <Panel
      title={t(isRevoked ? 'session.register.againTitle' : 'session.register.title')}
      words={t(isRevoked ? 'session.register.againWords' : 'session.register.words')}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('settings.deviceName')}
          hint={t('session.register.hint')}
          value={name}
          maxLength={60}
          data-autofocus
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
        />
        <Failure error={register.error} />
        <div className="flex items-center gap-3">
          <Button type="submit" look="primary" disabled={register.isPending || name.trim() === ''}>
            {t('session.register.submit')}
          </Button>
          {other}
        </div>
      </form>
    </Panel>
  )
}
