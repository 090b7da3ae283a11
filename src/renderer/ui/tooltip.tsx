// A few words more about a figure or a button, on hover and on focus.
import { Tooltip as Parts } from 'radix-ui'
import type { ReactNode } from 'react'
import { overlayPlace, panelLook } from './popover.tsx'

interface TooltipProps {
  readonly content: ReactNode
  /** What the words are about; it must be able to take the focus. */
  readonly children: ReactNode
}

/** Its child with a tooltip. */
export function Tooltip({ content, children }: TooltipProps) {
  return (
    <Parts.Provider delayDuration={250} skipDelayDuration={400}>
      <Parts.Root>
        <Parts.Trigger asChild>{children}</Parts.Trigger>
        <Parts.Portal container={overlayPlace()}>
          <Parts.Content
            side="bottom"
            sideOffset={6}
            collisionPadding={12}
            className={`${panelLook} max-w-[280px] px-3 py-2 text-sm`}
          >
            {content}
          </Parts.Content>
        </Parts.Portal>
      </Parts.Root>
    </Parts.Provider>
  )
}
