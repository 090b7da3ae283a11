// A table in a frame of its own that scrolls, reachable by the keyboard.
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

interface ScrollTableProps {
  readonly label: string
  readonly className?: string
  readonly head: ReactNode
  readonly children: ReactNode
}

/** Wraps head cells and rows; the head stays in sight. */
export function ScrollTable({ label, className, head, children }: ScrollTableProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus, or keys cannot scroll it
      tabIndex={0}
      className={classNames('overflow-auto rounded border border-line', className)}
    >
      <table className="min-w-full text-left text-sm">
        <thead className="sticky top-0 bg-raised text-muted">
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
