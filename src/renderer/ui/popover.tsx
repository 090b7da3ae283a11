// A panel that opens below its button and is not modal: nothing locks the page, Esc closes it, focus goes back.
// It stays inside the page's main landmark, and injects no styles.
import { Popover as Parts } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** Where panels, menus and tooltips are put, so that they belong to the page's main part. */
export function overlayPlace(): HTMLElement | null {
  return document.querySelector('main')
}

export const panelLook =
  'z-30 rounded border border-line-strong bg-surface text-ink shadow-[0_6px_20px_-8px_var(--veil)] outline-none'

interface PopoverProps {
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  /** The button, which takes the panel's state upon itself. */
  readonly trigger: ReactNode
  /** The panel's accessible name. */
  readonly label: string
  readonly align?: 'start' | 'end'
  readonly className?: string
  /** Where the focus goes when the panel closes, if not back to the button. */
  readonly returnTo?: () => HTMLElement | null
  readonly children: ReactNode
}

/** A button and the panel it opens. */
export function Popover({
  open,
  onOpenChange,
  trigger,
  label,
  align = 'start',
  className,
  returnTo,
  children,
}: PopoverProps) {
  return (
    <Parts.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Parts.Trigger asChild>{trigger}</Parts.Trigger>
      <Parts.Portal container={overlayPlace()}>
        <Parts.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          onCloseAutoFocus={(event) => {
            const place = returnTo?.()
            if (!place) return
            event.preventDefault()
            place.focus()
          }}
          className={classNames(
            panelLook,
            'max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-24px)] overflow-auto',
            className,
          )}
        >
          {children}
        </Parts.Content>
      </Parts.Portal>
    </Parts.Root>
  )
}
