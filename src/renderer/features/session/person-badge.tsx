// A member of staff as a circle with their initials.
import { classNames } from '../../ui/class-names.ts'
import { initialsOf } from './initials.ts'

interface PersonBadgeProps {
  readonly name: string
  readonly size?: 'small' | 'large'
}

/** The circle; the name itself stands beside it. */
export function PersonBadge({ name, size = 'small' }: PersonBadgeProps) {
  return (
    <span
      aria-hidden
      className={classNames(
        'flex shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-text',
        'shadow-[inset_0_0_0_1px_var(--line)]',
        size === 'small' ? 'size-8 text-xs' : 'size-11 text-base',
      )}
    >
      {initialsOf(name)}
    </span>
  )
}
