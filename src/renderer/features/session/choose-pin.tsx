// A PIN chosen, typed twice so that a slip does not lock anybody out.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isWeakPin } from '../../../shared/pin.ts'
import { useCommand } from '../../api.ts'
import { useErrorWords } from '../../ui/error-words.ts'
import { PinPad } from './pin-pad.tsx'

/** Asks for it, then for the same again; `onDone` when main has taken it. */
export function ChoosePin({ onDone }: { readonly onDone?: () => void }) {
  const { t } = useTranslation()
  const say = useErrorWords()
  const setPin = useCommand('session.setPin')
  const [first, setFirst] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const startOver = (words: string) => {
    setFirst(null)
    setTyped('')
    setProblem(words)
  }
  const submit = () => {
    if (first === null) {
      if (isWeakPin(typed)) return startOver(t('errors.PIN_TOO_WEAK'))
      setFirst(typed)
      setTyped('')
      setProblem(undefined)
    } else if (typed !== first) startOver(t('session.pin.different'))
    else {
      setPin.mutate({ pin: typed }, { onSuccess: onDone, onError: (error) => startOver(say(error)) })
    }
  }
  return (
    <PinPad
      key={first === null ? 'first' : 'again'}
      label={t(first === null ? 'session.pin.choose' : 'session.pin.again')}
      value={typed}
      onChange={setTyped}
      onSubmit={submit}
      submitLabel={t(first === null ? 'session.pin.next' : 'session.pin.keep')}
      error={problem}
      disabled={setPin.isPending}
    />
  )
}
