// What the tabs are laid out with: the line of filters and totals, lists, and the picture while there is nothing to list.
import type { LucideIcon } from 'lucide-react'
import { Search } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { controlLook } from '../../ui/field.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'

const compact = 'min-h-8! px-2.5! py-0 text-sm'

interface TabBarProps {
  readonly children?: ReactNode
  readonly totals?: ReactNode
  /** What can be added here. */
  readonly action?: ReactNode
}

/** Filters on the left, totals and what can be added on the right. */
export function TabBar({ children, totals, action }: TabBarProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-6 py-2.5">
      {children}
      <p role="status" className="ml-auto flex flex-wrap items-baseline gap-x-4 text-sm text-muted">
        {totals}
      </p>
      {action}
    </div>
  )
}

interface FilterSelectProps<Value extends string> {
  readonly label: string
  readonly value: Value | ''
  readonly onChange: (value: Value | '') => void
  /** Words for the choice of everything. */
  readonly all: string
  readonly options: readonly (readonly [value: Value, words: string])[]
}

/** A filter by one of a few values; the first choice is everything. */
export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { label, value, onChange, all, options } = props
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as Value | '')}
      className={`${controlLook} ${compact} select-look w-auto! pr-8!`}
    >
      <option value="">{all}</option>
      {options.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  )
}

interface FilterTextProps extends Omit<ComponentProps<'input'>, 'onChange'> {
  readonly label: string
  readonly onText: (text: string) => void
}

/** A filter by a piece of text; Esc empties it first. */
export function FilterText({ label, onText, value, ...rest }: FilterTextProps) {
  return (
    <span className="relative min-w-40 flex-1 @min-[700px]:max-w-72">
      <Search size={15} aria-hidden className="absolute top-2 left-2.5 text-muted" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.code !== 'Escape' || value === '') return
          event.preventDefault()
          onText('')
        }}
        className={`${controlLook} ${compact} pl-8!`}
        {...rest}
      />
    </span>
  )
}

interface AnswerProps<Data> {
  readonly answer: {
    readonly data: Data | undefined
    readonly error: unknown
    refetch(): unknown
  }
  readonly children: (data: Data) => ReactNode
}

/** What a query answered, or its picture while it has not. */
export function Answer<Data>({ answer, children }: AnswerProps<Data>) {
  if (answer.data !== undefined) return children(answer.data)
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  return <LoadingState />
}

interface NothingProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
  /** Filters hide what there is: the way back to everything. */
  readonly onShowAll?: (() => void) | undefined
}

/** Nothing to list: because there is nothing yet, or because the filters let nothing through. */
export function Nothing({ icon, title, children, onShowAll }: NothingProps) {
  const { t } = useTranslation()
  if (!onShowAll) {
    return (
      <EmptyState icon={icon} title={title}>
        {children}
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={Search} title={t('profile.nothingMatches')}>
      <Button onClick={onShowAll}>{t('profile.showAll')}</Button>
    </EmptyState>
  )
}

/** A heading over a part of a tab. */
export function PartTitle({ children, aside }: { readonly children: ReactNode; readonly aside?: ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-3 pb-1">
      <h3 className="text-sm font-semibold">{children}</h3>
      {aside}
    </div>
  )
}

/** The look of a table in a tab: head in small grey, rows with lines between them. */
export const tableLook =
  'w-full text-left [&_td]:py-2 [&_td]:pr-4 [&_td]:align-top [&_th]:pr-4 [&_th]:pb-1.5 [&_thead_th]:text-sm ' +
  '[&_thead_th]:font-normal [&_thead_th]:text-muted [&_tbody_tr]:border-t [&_tbody_tr]:border-line'
