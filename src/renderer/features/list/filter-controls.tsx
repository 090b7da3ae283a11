// The controls of the filter panel. Every one acts at once; what cannot be understood says so and changes nothing.
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from '../../ui/class-names.ts'
import { controlLook } from '../../ui/field.tsx'

/** A group of controls under its name. */
export function FilterGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{title}</legend>
      {children}
    </fieldset>
  )
}

/** How many customers a choice would leave. */
function Count({ count }: { readonly count: number | undefined }) {
  if (count === undefined) return null
  return <span className="text-xs text-muted">{count.toLocaleString('en-US')}</span>
}

export interface SegmentOption {
  readonly key: string
  readonly label: string
  readonly count?: number | undefined
}

interface SegmentsProps {
  readonly title: string
  readonly options: readonly SegmentOption[]
  readonly value: string
  readonly onChange: (key: string) => void
}

/** A choice of one among a few, side by side; the arrows move in it. */
export function Segments({ title, options, value, onChange }: SegmentsProps) {
  const name = useId()
  return (
    <FilterGroup title={title}>
      <div className="flex rounded border border-line-strong p-0.5">
        {options.map(({ key, label, count }) => (
          <label
            key={key}
            className={classNames(
              'flex min-h-8 min-w-0 flex-auto items-center justify-center gap-1.5 rounded-[4px] px-2 text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              key === value
                ? 'bg-accent-soft text-accent-text shadow-[inset_0_0_0_1px_var(--accent)]'
                : 'hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={key === value}
              onChange={() => onChange(key)}
            />
            <span className="truncate">{label}</span>
            <Count count={count} />
          </label>
        ))}
      </div>
    </FilterGroup>
  )
}

interface TicksProps<Value> {
  readonly title: string
  readonly options: readonly { readonly value: Value; readonly label: ReactNode; readonly count?: number }[]
  readonly chosen: readonly Value[]
  readonly onToggle: (value: Value) => void
}

/** Any number of choices, each with how many it would leave. */
export function Ticks<Value extends string | number>({
  title,
  options,
  chosen,
  onToggle,
}: TicksProps<Value>) {
  return (
    <FilterGroup title={title}>
      {options.map(({ value, label, count }) => (
        <label
          key={value}
          className="-mx-1.5 flex min-h-8 items-center gap-2.5 rounded px-1.5 hover:bg-hover"
        >
          <input
            type="checkbox"
            className="size-4 shrink-0"
            checked={chosen.includes(value)}
            onChange={() => onToggle(value)}
          />
          <span className="min-w-0 flex-1 truncate">{label}</span>
          <Count count={count} />
        </label>
      ))}
    </FilterGroup>
  )
}

interface RangeProps<Value> {
  readonly title: string
  readonly from: Value | undefined
  readonly to: Value | undefined
  readonly onChange: (from: Value | undefined, to: Value | undefined) => void
  /** Reads what was typed; null when it cannot be understood. */
  readonly parse: (text: string) => Value | null
  readonly format: (value: Value) => string
  readonly wrong: string
  readonly wrongOrder: string
  readonly hint?: string
  readonly children?: ReactNode
}

/** From and to, typed; taken over with Enter or when both fields are left. */
export function TypedRange<Value extends string | number>(props: RangeProps<Value>) {
  const { title, from, to, onChange, parse, format, wrong, wrongOrder, hint, children } = props
  const { t } = useTranslation()
  const id = useId()
  const endNames = { from: t('list.from'), to: t('list.to') }
  const shown = (value: Value | undefined) => (value === undefined ? '' : format(value))
  const [typed, setTyped] = useState({ from: shown(from), to: shown(to) })
  const [known, setKnown] = useState({ from, to })
  const [problem, setProblem] = useState<string>()
  if (known.from !== from || known.to !== to) {
    setKnown({ from, to })
    setTyped({ from: shown(from), to: shown(to) })
    setProblem(undefined)
  }
  const commit = () => {
    const read = (text: string) => (text.trim() === '' ? undefined : parse(text))
    const [first, last] = [read(typed.from), read(typed.to)]
    if (first === null || last === null) return setProblem(wrong)
    if (first !== undefined && last !== undefined && first > last) return setProblem(wrongOrder)
    setProblem(undefined)
    if (first !== from || last !== to) onChange(first, last)
  }
  return (
    <FilterGroup title={title}>
      {children}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only hears that the focus leaves both fields */}
      <div
        className="flex items-center gap-2"
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget)) commit()
        }}
      >
        {(['from', 'to'] as const).map((end) => (
          <input
            key={end}
            type="text"
            autoComplete="off"
            aria-label={`${title}: ${endNames[end]}`}
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? id : undefined}
            placeholder={endNames[end]}
            title={hint}
            value={typed[end]}
            onChange={(event) => setTyped({ ...typed, [end]: event.target.value })}
            onKeyDown={(event) => event.key === 'Enter' && commit()}
            className={`${controlLook} !min-h-8 min-w-0 !px-2.5`}
          />
        ))}
      </div>
      {problem && (
        <p id={id} role="alert" className="mt-1 text-sm text-red-text">
          {problem}
        </p>
      )}
    </FilterGroup>
  )
}
