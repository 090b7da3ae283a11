// One command as a person reads it: whose customer, what was done, who did it and when.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandSummary } from '../../../shared/sync.ts'
import { directoryId } from '../../../shared/wire.ts'
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
  if (name === null) {
    const words = customerId === directoryId ? t('sync.venue') : t('sync.notHere')
    return <span className="leading-8 font-medium text-muted">{words}</span>
  }
  return (
    <button
      type="button"
      className="-mx-1 min-h-8 min-w-0 rounded px-1 text-left font-medium wrap-anywhere text-accent-text hover:bg-accent-soft"
      onClick={() => {
        openCard(customerId)
        showScreen('counter')
      }}
    >
      {name} <span className="font-normal text-muted">{code}</span>
    </button>
  )
}

/** Who did something, at which counter, and when, as far as it is known. */
export function WhoAndWhen({
  by,
  device,
  at,
}: {
  readonly by: string | null
  readonly device?: string | null
  readonly at: string | null
}) {
  const who = [by, device].filter(Boolean).join(' · ')
  return (
    <>
      {who}
      {who && at && ' · '}
      <Ago moment={at} empty="" />
    </>
  )
}

/** What a newcomer's line repeats of its own head, or what everybody starts with. */
const saidAlready: ReadonlySet<string> = new Set(['customer_name', 'date_joined', 'customer_source'])

/** The fields worth reading: of a newcomer only what somebody typed. */
function worthReading(command: CommandSummary): CommandSummary {
  if (command.kind !== 'customer.create') return command
  const changes = Object.entries(command.changes).filter(
    ([column, { after }]) => !(saidAlready.has(column) && command.customerName !== null) && after !== 0,
  )
  return { ...command, changes: Object.fromEntries(changes) }
}

/** A command as a list item; its children are what can be done about it. */
export function CommandItem({
  command,
  children,
}: {
  readonly command: CommandSummary
  readonly children?: ReactNode
}) {
  const { t } = useTranslation()
  const words = useChangeWords()
  const { note, receipt } = command
  const details = [
    ...words.changes(worthReading(command)),
    ...(receipt === null ? [] : [t('sync.receipt', { number: receipt })]),
    ...(note === null ? [] : [t('sync.quoted', { text: note })]),
  ]
  return (
    <li
      tabIndex={-1}
      className="px-5 py-2.5 focus-visible:-outline-offset-2"
      data-command={command.commandId}
    >
      <div className="flex items-baseline justify-between gap-4">
        <CustomerLink
          customerId={command.customerId}
          name={command.customerName}
          code={command.customerCode}
        />
        <span className="shrink-0 text-sm text-muted">
          <WhoAndWhen by={command.by} at={command.at} />
        </span>
      </div>
      <p className="selectable wrap-anywhere">
        <span className="font-medium">
          {command.takesBack
            ? t('sync.takenBack', { what: words.kind(command.kind) })
            : words.kind(command.kind)}
        </span>
        {details.length > 0 && <span className="text-muted"> · {details.join(' · ')}</span>}
      </p>
      {children}
    </li>
  )
}
