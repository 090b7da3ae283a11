// One command as a person reads it: whose customer, what was done, who did it and when.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandSummary } from '../../../shared/sync.ts'
import { useInterface } from '../../store.ts'
import { useChangeWords } from '../../ui/change-words.ts'
import { Ago } from '../../ui/moment.tsx'

/** The customer a line is about, as a button that opens the card at the counter. */
export function CustomerLink({
  customerId,
  name,
  code,
}: {
  readonly customerId: string
  readonly name: string | null
  readonly code: string | null
}) {
  const { t } = useTranslation()
  const { openCard, showScreen } = useInterface.getState()
  if (name === null) return <span className="font-medium text-muted">{t('sync.notHere')}</span>
  return (
    <button
      type="button"
      className="-mx-1 min-h-8 rounded px-1 text-left font-medium text-accent-text hover:bg-accent-soft"
      onClick={() => {
        openCard(customerId)
        showScreen('counter')
      }}
    >
      {name} <span className="font-normal text-muted">{code}</span>
    </button>
  )
}

/** A command as a list item; its children are what can be done about it. */
export function CommandItem({
  command,
  children,
}: {
  readonly command: CommandSummary
  readonly children?: ReactNode
}) {
  const words = useChangeWords()
  const changes = words.changes(command)
  return (
    <li className="px-5 py-3" data-command={command.commandId}>
      <div className="flex items-baseline justify-between gap-4">
        <CustomerLink
          customerId={command.customerId}
          name={command.customerName}
          code={command.customerCode}
        />
        <span className="shrink-0 text-sm text-muted">
          {command.by ? `${command.by} · ` : ''}
          <Ago moment={command.at} empty="" />
        </span>
      </div>
      <p className="selectable wrap-anywhere">
        <span className="font-medium">{words.kind(command.kind)}</span>
        {changes.length > 0 && <span className="text-muted"> · {changes.join(' · ')}</span>}
      </p>
      {children}
    </li>
  )
}

/** A titled list with its count, or a line that says there is nothing. */
export function ListSection({
  id,
  title,
  count,
  empty,
  children,
}: {
  readonly id: string
  readonly title: string
  readonly count: number
  readonly empty: string
  readonly children: ReactNode
}) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 flex items-baseline gap-2 text-lg font-semibold">
        {title}
        {count > 0 && (
          <span className="text-base font-normal text-muted">{count.toLocaleString('en-US')}</span>
        )}
      </h2>
      {count === 0 ? (
        <p className="text-muted">{empty}</p>
      ) : (
        <ul className="divide-y divide-line rounded border border-line bg-surface">{children}</ul>
      )}
    </section>
  )
}
