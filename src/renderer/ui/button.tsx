// Buttons in the three weights the app has, and a square one for icons. All are at least 32 px tall.
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

const looks = {
  primary: 'bg-accent text-accent-ink border-transparent hover:bg-accent-hover font-medium',
  plain: 'bg-surface text-ink border-line-strong/60 hover:bg-hover hover:border-line-strong',
  quiet: 'bg-transparent text-accent-text border-transparent hover:bg-accent-soft',
} as const

const shape =
  'inline-flex items-center justify-center gap-2 rounded border whitespace-nowrap transition-colors duration-75 ' +
  'disabled:opacity-55 disabled:pointer-events-none'

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: keyof typeof looks
  readonly size?: 'small' | 'normal'
  readonly icon?: LucideIcon
  /** The key that does the same, shown beside the words and told to screen readers apart from the name. */
  readonly shortcut?: string
}

/** A button with words. */
export function Button({
  look = 'plain',
  size = 'normal',
  icon: Icon,
  shortcut,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      aria-keyshortcuts={shortcut}
      className={classNames(
        shape,
        looks[look],
        size === 'small' ? 'min-h-8 px-2.5 text-sm' : 'min-h-10 px-3.5',
        className,
      )}
      {...rest}
    >
      {Icon && <Icon size={size === 'small' ? 15 : 17} strokeWidth={1.9} aria-hidden className="shrink-0" />}
      {children}
      {shortcut && (
        <span
          aria-hidden
          className={classNames(
            'text-xs leading-none font-normal',
            look === 'primary' ? 'opacity-85' : 'text-muted',
          )}
        >
          {shortcut}
        </span>
      )}
    </button>
  )
}

interface IconButtonProps extends ComponentProps<'button'> {
  readonly icon: LucideIcon
  /** What it does, in words: its accessible name and its tooltip. */
  readonly label: string
}

/** A square button that shows only an icon. */
export function IconButton({ icon: Icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classNames(
        shape,
        'size-8 shrink-0 border-transparent text-muted hover:bg-hover hover:text-ink',
        className,
      )}
      {...rest}
    >
      <Icon size={16} strokeWidth={1.9} aria-hidden />
    </button>
  )
}
