// One of a few, all in sight: radio buttons in a row, so that the arrows move and one click is enough.
import { useId } from 'react'
import { classNames } from './class-names.ts'

interface ChoicesProps<Value extends string> {
  readonly label: string
  readonly value: Value | null
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  readonly onChoose: (value: Value) => void
  /** The dialog they stand in opens with the focus here. */
  readonly isFocused?: boolean
}

/** A row of radio buttons that look like what they are: a choice among neighbours. */
export function Choices<Value extends string>({
  label,
  value,
  choices,
  onChoose,
  isFocused,
}: ChoicesProps<Value>) {
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-1.5">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={classNames(
              'inline-flex min-h-10 items-center rounded border px-3.5 whitespace-nowrap',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              choice.value === value
                ? 'border-accent bg-accent-soft font-medium text-accent-text'
                : 'border-line-strong/60 bg-surface hover:border-line-strong hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={choice.value === value}
              onChange={() => onChoose(choice.value)}
              data-autofocus={(isFocused && choice.value === value) || undefined}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
