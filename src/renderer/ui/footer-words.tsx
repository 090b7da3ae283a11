// The line at the left of a dialog's foot: what the button does, or why it did not.
import type { ReactNode } from 'react'

interface FooterWordsProps {
  /** What went wrong, in words; it takes the place of the rest. */
  readonly failure: string | undefined
  readonly children: ReactNode
}

/** Takes what room the buttons leave. */
export function FooterWords({ failure, children }: FooterWordsProps) {
  return (
    <p className="min-w-0 flex-1 text-sm text-muted">
      {failure ? (
        <span role="alert" className="text-red-text">
          {failure}
        </span>
      ) : (
        children
      )}
    </p>
  )
}
