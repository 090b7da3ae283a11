// The address and the public key of a server, checked against it before anything is kept.
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { replyOf, useCommand } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { TextField } from '../../ui/field.tsx'
import { Failure } from './failure.tsx'

interface ConnectFormProps {
  readonly onDone?: () => void
  /** Beside the button. */
  readonly children?: ReactNode
}

/** The form; the session announces the rest. */
export function ConnectForm({ onDone, children }: ConnectFormProps) {
  const { t } = useTranslation()
  const say = useErrorWords()
  const connect = useCommand('session.connect')
  const [url, setUrl] = useState('')
  const [key, setKey] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (url.trim() === '' || key.trim() === '' || connect.isPending) return
    connect.mutate({ url: url.trim(), key: key.trim() }, { onSuccess: onDone })
  }
  const field = connect.error ? replyOf(connect.error).field : undefined
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        label={t('session.setUp.url')}
        hint={t('session.setUp.urlHint')}
        error={field === 'url' ? say(connect.error) : undefined}
        value={url}
        maxLength={500}
        inputMode="url"
        data-autofocus
        onChange={(event) => setUrl(event.target.value)}
      />
      <TextField
        label={t('session.setUp.key')}
        hint={t('session.setUp.keyHint')}
        error={field === 'key' ? t('session.setUp.keyIsSecret') : undefined}
        value={key}
        maxLength={4000}
        onChange={(event) => setKey(event.target.value)}
      />
      {field === undefined && <Failure error={connect.error} />}
      <div className="flex items-center gap-3">
        <Button type="submit" look="primary" disabled={connect.isPending || url === '' || key === ''}>
          {connect.isPending ? t('session.setUp.connecting') : t('session.setUp.connect')}
        </Button>
        {children}
      </div>
    </form>
  )
}
