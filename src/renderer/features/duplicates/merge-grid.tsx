// The entries side by side, the kept one first: each row a choice among them, moved through with the arrows and chosen with
// Space. What cannot be chosen says why.
import { Check, Equal, EqualNot, LockKeyhole } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ChoosableColumn,
  consentColumns,
  type MergeField,
  type MergePreview,
} from '../../../shared/merging.ts'
import { classNames } from '../../ui/class-names.ts'
import { useColumnWords } from '../../ui/column-words.ts'
import { type CellPlace, firstPlace, movePlace } from './grid-moves.ts'
import { Dot, keptCell, labelCell } from './merge-cells.tsx'
import { MergeFigures } from './merge-figures.tsx'
import { MergeHeads } from './merge-heads.tsx'
import { choiceRows, isChoice } from './merge-rows.ts'
import type { MergeInHand } from './use-merge.ts'

const consents: ReadonlySet<string> = new Set(consentColumns)

interface MergeGridProps {
  readonly merge: MergeInHand
  readonly preview: MergePreview
  readonly fields: readonly MergeField[]
  /** Whoever works here may only look. */
  readonly isReadOnly: boolean
}

/** The grid; one stop for Tab, the arrows do the rest. */
export function MergeGrid({ merge, preview, fields, isReadOnly }: MergeGridProps) {
  const { t } = useTranslation()
  const element = useRef<HTMLDivElement>(null)
  const rows = choiceRows(preview, fields)
  const [reached, setReached] = useState<CellPlace | null>(null)
  const stands = reached && rows.find(({ key }) => key === reached.row)?.cells.includes(reached.cell)
  const place = stands ? reached : firstPlace(rows)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || isReadOnly) return
    const target = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')
    const next =
      target &&
      movePlace(rows, { row: target.dataset.row ?? '', cell: target.dataset.cell ?? '' }, event.code)
    if (!next) return
    event.preventDefault()
    setReached(next)
    const cell = element.current?.querySelector<HTMLElement>(
      `[data-row="${next.row}"][data-cell="${next.cell}"]`,
    )
    cell?.focus()
  }
  const others = preview.people.length - 1
  const least = others > 1 ? 220 : 250
  const columns = {
    gridTemplateColumns: `160px minmax(250px, 1fr) repeat(${others}, minmax(${least}px, 1fr))`,
    minWidth: 410 + others * least,
  }
  useEffect(() => {
    element.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus()
  }, [])
  const isAt = (row: string, cell: string) => place?.row === row && place.cell === cell
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between the choices inside
    <div
      ref={element}
      className="min-h-0 flex-1 scroll-pt-32 scroll-pl-[410px] overflow-auto focus-visible:-outline-offset-2"
      // What scrolls must take the focus where nothing in it does.
      tabIndex={isReadOnly ? 0 : undefined}
      onKeyDown={onKeyDown}
    >
      <div className="grid" style={columns}>
        <MergeHeads
          preview={preview}
          survivorId={merge.survivorId}
          isReadOnly={isReadOnly}
          isAt={isAt}
          onKeep={(customerId) => {
            setReached({ row: 'survivor', cell: customerId })
            merge.keep(customerId)
          }}
        />
        {fields.map((field) => (
          <FieldRow
            key={field.column}
            field={field}
            preview={preview}
            picked={merge.picks[field.column as ChoosableColumn] ?? field.pickedId}
            isReadOnly={isReadOnly}
            isAt={isAt}
            onPick={(customerId) => {
              setReached({ row: field.column, cell: customerId })
              merge.pick(field.column as ChoosableColumn, customerId)
            }}
          />
        ))}
        <MergeFigures people={preview.people} title={t('merging.held')} />
      </div>
    </div>
  )
}

interface FieldRowProps {
  readonly field: MergeField
  readonly preview: MergePreview
  readonly picked: string
  readonly isReadOnly: boolean
  readonly isAt: (row: string, cell: string) => boolean
  readonly onPick: (customerId: string) => void
}

function FieldRow({ field, preview, picked, isReadOnly, isAt, onPick }: FieldRowProps) {
  const { t } = useTranslation()
  const words = useColumnWords()
  const name = words.column(field.column)
  const choosable = isChoice(field) && !isReadOnly
  const isConsent = consents.has(field.column)
  const hint = isConsent && !field.isEqual ? t('merging.stricterStands') : null
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name
    <div
      role={choosable ? 'radiogroup' : 'group'}
      aria-label={hint ? `${name}: ${hint}` : name}
      data-column={field.column}
      className="contents"
    >
      <div className={labelCell}>
        <span className={classNames('flex items-start justify-between gap-2', field.isEqual && 'text-muted')}>
          {name}
          <RowSign field={field} />
        </span>
        {hint && <span className="block text-xs leading-5 text-muted">{hint}</span>}
      </div>
      {preview.people.map(({ card }, place) => {
        const value = field.values[place] ?? null
        // Of consents the stricter stands, whoever gave it.
        const stands = isConsent ? value === field.result : card.id === picked
        const content = words.value(field.column, value)
        const look = classNames(place === 0 && keptCell, 'border-b border-line')
        if (!choosable || value === null) {
          return (
            <div
              key={card.id}
              className={classNames(
                look,
                'selectable bg-surface px-3.5 py-2 wrap-anywhere',
                value === null || !stands ? 'text-muted' : 'font-medium',
              )}
            >
              <Said stands={value !== null && stands && !field.isEqual}>{content}</Said>
            </div>
          )
        }
        return (
          <div key={card.id} className={classNames(look, 'flex bg-surface p-1')}>
            {/* biome-ignore lint/a11y/useSemanticElements: the arrows of the grid move without choosing */}
            <button
              type="button"
              role="radio"
              aria-checked={stands}
              aria-label={t('merging.valueOf', { value: content, name: card.fullName })}
              data-row={field.column}
              data-cell={card.id}
              tabIndex={isAt(field.column, card.id) ? 0 : -1}
              onClick={() => onPick(card.id)}
              className={classNames(
                'flex min-h-8 w-full items-start gap-2.5 rounded px-2.5 py-1 text-left wrap-anywhere -outline-offset-2',
                stands ? 'bg-accent-soft font-medium' : 'text-muted hover:bg-hover hover:text-ink',
              )}
            >
              <Dot isOn={stands} />
              {content}
            </button>
          </div>
        )
      })}
    </div>
  )
}

/** A value that was not chosen by anybody; a tick where it is the one that stands. */
function Said({ stands, children }: { readonly stands: boolean; readonly children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <span className="flex items-start gap-2.5">
      <span className="mt-1 flex size-4 shrink-0">
        {stands && (
          <Check size={16} role="img" aria-label={t('merging.stands')} className="text-green-text" />
        )}
      </span>
      <span className="min-w-0">{children}</span>
    </span>
  )
}

/** Whether the entries agree, as a sign with its words. */
function RowSign({ field }: { readonly field: MergeField }) {
  const { t } = useTranslation()
  const [Sign, words, tone] = field.isEqual
    ? [Equal, t('inbox.agreement.same'), 'text-muted']
    : isChoice(field)
      ? [EqualNot, t('inbox.agreement.different'), 'text-amber-text']
      : [LockKeyhole, t(consents.has(field.column) ? 'merging.fixed' : 'merging.onlyOneKnows'), 'text-muted']
  return (
    <span title={words} className={classNames('mt-1 shrink-0', tone)}>
      <Sign size={15} role="img" aria-label={words} />
    </span>
  )
}
