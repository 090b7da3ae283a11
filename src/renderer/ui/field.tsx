// A labelled field with its hint and its error: the label names the control, hint and error describe it.
import { TriangleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { useId } from 'react'
import { classNames } from './class-names.ts'

/** The look of everything one types into. */
export const controlLook =
  'w-full rounded border border-line-strong bg-surface px-3 min-h-10 transition-colors duration-75 ' +
  'hover:border-ink focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent ' +
  'aria-invalid:border-red disabled:opacity-55'

interface FieldProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly className?: string
  readonly children: (control: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': boolean | undefined
  }) => ReactNode
}

/** Lays out one control under its label; the render function gets what ties the three together. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId()
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={classNames('min-w-0', className)}>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error ? (
        <p id={`${id}-error`} className="mt-1 flex items-start gap-1.5 text-sm text-red-text">
          <TriangleAlert size={14} aria-hidden className="mt-[4px] shrink-0" />
          <span>{error}</span>
        </p>
      ) : (
        hint && (
          <p id={`${id}-hint`} className="mt-1 text-sm text-muted">
            {hint}
          </p>
        )
      )}
    </div>
  )
}

interface TextFieldProps extends ComponentProps<'input'> {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly className?: string
}

/** A one-line text field; nothing typed into it is corrected, completed or cut off. */
export function TextField({ label, hint, error, className, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => (
        <input
          type="text"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          className={controlLook}
          {...control}
          {...rest}
        />
      )}
    </Field>
  )
}

interface SelectFieldProps extends ComponentProps<'select'> {
  readonly label: string
  readonly error?: string | undefined
  readonly className?: string
}

/** A choice among a few; the system's own list, so that it opens with one key and fits any screen. */
export function SelectField({ label, error, className, children, ...rest }: SelectFieldProps) {
  return (
    <Field label={label} error={error} className={className}>
      {(control) => (
        <select className={classNames(controlLook, 'select-look')} {...control} {...rest}>
          {children}
        </select>
      )}
    </Field>
  )
}

interface TickProps extends ComponentProps<'input'> {
  readonly label: string
}

/** A tick box whose words belong to the target. */
export function Tick({ label, ...rest }: TickProps) {
  return (
    <label className="inline-flex min-h-8 items-center gap-2.5 rounded pr-2">
      <input type="checkbox" className="size-[18px]" {...rest} />
      <span>{label}</span>
    </label>
  )
}
