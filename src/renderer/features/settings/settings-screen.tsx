// What this counter remembers about itself, and what the app can say about itself.
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calendars, type Settings, themes } from '../../../shared/contract.ts'
import { languages } from '../../../shared/customer.ts'
import { useCommand, useMethod } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { useErrorWords } from '../../ui/error-words.ts'
import { controlLook } from '../../ui/field.tsx'
import { useDateWriters } from '../../ui/moment.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'

interface SettingsScreenProps {
  /** Without a server: then this counter's name is its own to change. */
  readonly isAlone: boolean
  /** What stands between the settings and what the app says about itself. */
  readonly children: ReactNode
}

/** The Settings screen. */
export function SettingsScreen({ isAlone, children }: SettingsScreenProps) {
  const { t } = useTranslation()
  const settings = useMethod('settings.get', {})
  return (
    <section aria-labelledby="settings-title" className="min-w-0 flex-1 overflow-y-auto">
      <div className="max-w-[760px] px-6 pt-4 pb-10">
        <h1 id="settings-title" className="mb-4 text-xl font-semibold">
          {t('nav.settings')}
        </h1>
        {settings.data ? (
          <SettingsForm settings={settings.data} isAlone={isAlone} />
        ) : settings.error ? (
          <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
        ) : (
          <LoadingState />
        )}
        {children}
        <About isAlone={isAlone} />
      </div>
    </section>
  )
}

interface SettingsFormProps {
  readonly settings: Settings
  readonly isAlone: boolean
}

function SettingsForm({ settings, isAlone }: SettingsFormProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const set = useCommand('settings.set')
  return (
    <div className="divide-y divide-line rounded border border-line bg-surface">
      <Choice
        name={t('settings.language')}
        options={languages}
        value={settings.language}
        say={(language) => t(`languages.${language}`)}
        onChange={(language) => set.mutate({ language })}
      />
      <Choice
        name={t('settings.theme')}
        options={themes}
        value={settings.theme}
        say={(theme) => t(`settings.themes.${theme}`)}
        onChange={(theme) => set.mutate({ theme })}
      />
      <Choice
        name={t('settings.calendar')}
        options={calendars}
        value={settings.calendar}
        say={(calendar) => t(`settings.calendars.${calendar}`)}
        onChange={(calendar) => set.mutate({ calendar })}
      />
      {isAlone && (
        <DeviceName
          key={settings.deviceName}
          name={settings.deviceName}
          onSave={(deviceName) => set.mutate({ deviceName })}
        />
      )}
      {set.error && (
        <p role="alert" className="px-5 py-3 text-red-text">
          {sayError(set.error)}
        </p>
      )}
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  readonly name: string
  readonly options: readonly Value[]
  readonly value: Value
  readonly say: (value: Value) => string
  readonly onChange: (value: Value) => void
}

function Choice<Value extends string>({ name, options, value, say, onChange }: ChoiceProps<Value>) {
  return (
    <fieldset className="flex min-h-16 items-center gap-6 px-5 py-3">
      <legend className="float-left w-44 font-medium">{name}</legend>
      <div className="flex rounded border border-line-strong p-0.5">
        {options.map((option) => (
          <label
            key={option}
            className={classNames(
              'flex min-h-8 items-center rounded-[4px] px-3.5 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              option === value ? 'bg-accent font-medium text-accent-ink' : 'hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={option === value}
              onChange={() => onChange(option)}
            />
            {say(option)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function DeviceName({ name, onSave }: { readonly name: string; readonly onSave: (name: string) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(name)
  const wanted = typed.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (wanted !== '' && wanted !== name) onSave(wanted)
  }
  return (
    <form onSubmit={submit} className="flex min-h-16 items-center gap-6 px-5 py-3">
      <label htmlFor="device-name" className="w-44 font-medium">
        {t('settings.deviceName')}
      </label>
      <input
        id="device-name"
        value={typed}
        maxLength={60}
        onChange={(event) => setTyped(event.target.value)}
        className={`${controlLook} max-w-64`}
      />
      <Button type="submit" disabled={wanted === '' || wanted === name}>
        {t('settings.rename')}
      </Button>
    </form>
  )
}

function About({ isAlone }: { readonly isAlone: boolean }) {
  const { t } = useTranslation()
  const write = useDateWriters()
  const info = useMethod('app.info', {}).data
  if (!info) return null
  return (
    <section aria-labelledby="about-title" className="mt-8">
      <h2 id="about-title" className="mb-3 text-lg font-semibold">
        {t('about.title')}
      </h2>
      <dl className="grid grid-cols-[176px_minmax(0,1fr)] gap-x-6 gap-y-2 rounded border border-line bg-surface px-5 py-4">
        <Line name={t('about.version')}>Regulars {info.version}</Line>
        <Line name={t('about.runtime')}>{info.runtime}</Line>
        <Line name={t('about.device')}>{info.deviceId}</Line>
        <Line name={t('about.customers')}>{info.customers.toLocaleString('en-US')}</Line>
        <Line name={t('about.data')}>{t('about.dataWords')}</Line>
        <Line name={t('about.backups')}>
          {info.lastBackupAt
            ? t('about.lastBackup', { at: write.moment(info.lastBackupAt) })
            : t('about.noBackup')}
        </Line>
        {isAlone && <Line name={t('about.sync')}>{t('status.aloneLong')}</Line>}
      </dl>
    </section>
  )
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="selectable min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}
