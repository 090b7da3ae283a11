// The filters above a list: by one of a few values, and by a piece of text.
import { Search } from 'lucide-react'
import type { ComponentProps } from 'react'
import { controlLook } from './field.tsx'

const compact = 'min-h-8! px-2.5! py-0 text-sm'

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
