// A PIN being typed: by the keys of any keyboard layout, or by the pad with a finger or the mouse.
import { Delete } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { pinLength } from '../../../shared/pin.ts'
import { toAsciiDigits } from '../../../shared/text.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Field } from '../../ui/field.tsx'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

interface PinPadProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onSubmit: () => void
  /** What the button that ends it says. */
  readonly submitLabel: string
  readonly error: string | undefined
  /** Nothing can be entered just now. */
  readonly disabled?: boolean
}

/** The digit a key stands for by its place, since a Thai layout has letters there; null for other keys. */
function digitOf({ code, key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): string | null {
  if (ctrlKey || altKey || metaKey) return null
  const numpad = /^Numpad(\d)$/.exec(code)?.[1]
  if (numpad !== undefined && /^\d$/.test(key)) return numpad
  return shiftKey ? null : (/^Digit(\d)$/.exec(code)?.[1] ?? null)
}

/** The field and the pad; the focus stays in the field whichever is used. */
export function PinPad({
  label,
  value,
  onChange,
  onSubmit,
  submitLabel,
  error,
  disabled = false,
}: PinPadProps) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const set = (next: string) => {
    if (!disabled) onChange(next.slice(0, pinLength.most))
  }
  useEffect(() => field.current?.focus(), [])
  const isLong = value.length >= pinLength.least
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isLong && !disabled) onSubmit()
      }}
      // Keys of the pad must not take the focus out of the field.
      onMouseDown={(event) => {
        if (event.target !== field.current) event.preventDefault()
      }}
      className="w-[272px]"
    >
      <Field label={label} error={error}>
        {(control) => (
          <input
            {...control}
            ref={field}
            type="password"
            inputMode="numeric"
            autoComplete="off"
            value={value}
            readOnly={disabled}
            onKeyDown={(event) => {
              const digit = digitOf(event)
              if (digit === null) return
              event.preventDefault()
              set(value + digit)
            }}
            onChange={(event) => set(toAsciiDigits(event.target.value).replace(/\D/g, ''))}
            className={classNames(
              'h-12 w-full rounded border border-line-strong bg-surface px-3 text-center text-xl tracking-[0.35em]',
              'focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent aria-invalid:border-red',
            )}
          />
        )}
      </Field>
      <div className="mt-3 grid grid-cols-3 gap-2">
        {digits.map((digit) => (
          <PadKey key={digit} digit={digit} disabled={disabled} onPress={() => set(value + digit)} />
        ))}
        <span />
        <PadKey digit="0" disabled={disabled} onPress={() => set(`${value}0`)} />
        <IconButton
          icon={Delete}
          label={t('session.pin.delete')}
          tabIndex={-1}
          disabled={disabled || value === ''}
          className="h-13 w-full"
          onClick={() => set(value.slice(0, -1))}
        />
      </div>
      <Button type="submit" look="primary" disabled={disabled || !isLong} className="mt-3 w-full">
        {submitLabel}
      </Button>
    </form>
  )
}

interface PadKeyProps {
  readonly digit: string
  readonly disabled: boolean
  readonly onPress: () => void
}

function PadKey({ digit, disabled, onPress }: PadKeyProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      disabled={disabled}
      onClick={onPress}
      className="h-13 rounded border border-line bg-raised text-lg font-medium hover:border-line-strong hover:bg-hover active:bg-accent-soft disabled:opacity-55"
    >
      {digit}
    </button>
  )
}
