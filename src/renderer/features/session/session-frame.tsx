// The screen that stands in front of everything while nobody works here: opaque, modal, and not to be closed by a key.
// What is behind it stays as it was, typed text included, and cannot be reached.
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMethod } from '../../api.ts'
import { AppearanceSwitches } from '../../ui/appearance-switches.tsx'
import { frontmostDialogId } from '../../ui/dialog.tsx'
import { Mark } from '../../ui/mark.tsx'

interface SessionFrameProps {
  /** Names the step; the focus is placed anew when it changes. */
  readonly step: string
  /** Of this counter; null before it has one. */
  readonly deviceName: string | null
  readonly children: ReactNode
}

/** Shows its children alone on the whole window. */
export function SessionFrame({ step, deviceName, children }: SessionFrameProps) {
  const { t } = useTranslation()
  const settings = useMethod('settings.get', {}).data
  const element = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = element.current
    if (dialog && !dialog.open) dialog.showModal()
    return () => dialog?.close()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step brings other fields
  useEffect(() => {
    element.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }, [step])
  return (
    <dialog
      ref={element}
      id={frontmostDialogId}
      aria-label={t('session.frame')}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        // The browser lets nobody refuse a second Esc.
        if (event.key === 'Escape') event.preventDefault()
      }}
      className="m-0 h-full max-h-none w-full max-w-none flex-col border-0 bg-page p-0 open:flex"
    >
      <header className="flex h-14 shrink-0 items-center justify-between px-6">
        <p className="flex items-center gap-2.5 text-lg font-semibold">
          <Mark />
          Regulars
        </p>
        {deviceName && <p className="text-muted">{deviceName}</p>}
      </header>
      <div className="flex min-h-0 flex-1 overflow-y-auto px-6 py-4">
        <div className="m-auto">{children}</div>
      </div>
      <footer className="flex h-12 shrink-0 items-center justify-end px-4 text-sm text-muted">
        {settings && <AppearanceSwitches settings={settings} />}
      </footer>
    </dialog>
  )
}

interface PanelProps {
  readonly title: string
  readonly words?: ReactNode
  readonly children: ReactNode
}

/** One step in the middle of the frame. */
export function Panel({ title, words, children }: PanelProps) {
  return (
    <section className="w-[440px] rounded border border-line bg-surface px-8 py-7">
      <h1 className="text-xl font-semibold">{title}</h1>
      {words && <div className="mt-1 text-muted">{words}</div>}
      <div className="mt-5">{children}</div>
    </section>
  )
}
