// One person's PIN at the locked screen: wrong ones say how many tries are left, and after some of them how long to wait.
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '../../../shared/sync.ts'
import { replyOf, useCommand } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { PinPad } from './pin-pad.tsx'
import { useCountdown } from './use-countdown.ts'

interface EnterPinProps {
  readonly person: StaffMember
  readonly onPassword: () => void
}

/** The pad for `person`, or the way to their password when the PIN will not do. */
export function EnterPin({ person, onPassword }: EnterPinProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const enter = useCommand('session.enterPin')
  const [pin, setPin] = useState('')
  const [waitUntil, setWaitUntil] = useState(0)
  const seconds = useCountdown(waitUntil)
  const failure = enter.error ? replyOf(enter.error) : null
  const passwordButton = useRef<HTMLButtonElement>(null)
  const needsPassword = !person.hasPin || failure?.code === 'PIN_BLOCKED'

  const submit = () => {
    enter.mutate(
      { staffId: person.id, pin },
      {
        onError: (error) => {
          setPin('')
          const wait = Number(replyOf(error).details?.waitSeconds ?? 0)
          if (wait > 0) setWaitUntil(performance.now() + wait * 1000)
        },
      },
    )
  }
  useEffect(() => {
    // While waiting, what was wrong stands there; afterwards the next try begins with a clean field.
    if (seconds === 0 && waitUntil > 0) {
      setWaitUntil(0)
      enter.reset()
    }
  }, [seconds, waitUntil, enter.reset])

  useEffect(() => {
    if (needsPassword) passwordButton.current?.focus()
  }, [needsPassword])

  if (needsPassword) {
    return (
      <div className="w-[272px]" role="alert">
        <p className="mb-4">{t(person.hasPin ? 'errors.PIN_BLOCKED' : 'session.lock.noPin')}</p>
        <Button ref={passwordButton} look="primary" className="w-full" onClick={onPassword}>
          {t('session.lock.password')}
        </Button>
      </div>
    )
  }
  const say = (): string | undefined => {
    if (!enter.error || !failure) return undefined
    if (seconds > 0) return t('session.lock.wait', { time: minutesOf(seconds) })
    if (failure.code !== 'PIN_WRONG') return sayError(enter.error)
    return t('session.lock.wrong', { count: Number(failure.details?.triesLeft ?? 0) })
  }
  return (
    <PinPad
      label={t('session.lock.pinOf', { name: person.name })}
      value={pin}
      onChange={(value) => {
        setPin(value)
        if (enter.error && seconds === 0) enter.reset()
      }}
      onSubmit={submit}
      submitLabel={t('session.lock.enter')}
      error={say()}
      disabled={enter.isPending || seconds > 0}
    />
  )
}

function minutesOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
