// A modal dialog on the browser's own <dialog>: the page behind is inert, Esc closes, focus goes back where it was.
// It injects no styles, so it lives under the strictest content policy.
import { X } from 'lucide-react'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'

const widths = {
  small: 'w-[480px]',
  medium: 'w-[640px]',
  large: 'w-[960px]',
  wide: 'w-[1120px]',
  full: 'w-[1280px]',
  /** As high as the window too, whatever is in it. */
  screen: 'w-[1760px] h-[calc(100vh-48px)]',
} as const

interface DialogProps {
  readonly title: string
  readonly width?: keyof typeof widths
  /** The children bring their own padding. */
  readonly flush?: boolean
  /** Nothing inside takes the focus: the text itself does, so that keys can scroll it. */
  readonly isText?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** Stays in sight below the scrolling part. */
  readonly footer?: ReactNode
}

/** The id of the one dialog that stays in front of whatever opens behind it: the locked screen. */
export const frontmostDialogId = 'frontmost-dialog'

/** The browser shows the dialog opened last; what an answer opened late must not come before the locked screen. */
function keepFrontmost(): void {
  const front = document.getElementById(frontmostDialogId)
  if (!(front instanceof HTMLDialogElement) || !front.open) return
  front.close()
  front.showModal()
}

/** Shows its children in front of everything for as long as it is rendered. */
export function Dialog(props: DialogProps) {
  const { title, width = 'medium', flush = false, isText = false, onClose, children, footer } = props
  const { t } = useTranslation()
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const dialog = element.current
    if (dialog && !dialog.open) dialog.showModal()
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    keepFrontmost()
    // Closing before the element leaves the page is what hands the focus back.
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      className={classNames(
        'm-auto max-h-[calc(100vh-48px)] max-w-[calc(100vw-48px)] overflow-hidden rounded border border-line bg-surface p-0',
        'open:flex open:flex-col',
        widths[width],
      )}
    >
      <header className="flex items-center justify-between gap-4 border-b border-line py-3 pr-3 pl-6">
        <h2 id={titleId} className="text-lg font-semibold">
          {title}
        </h2>
        <IconButton icon={X} label={t('actions.close')} onClick={onClose} />
      </header>
      <section
        aria-labelledby={isText ? titleId : undefined}
        tabIndex={isText ? 0 : undefined}
        className={classNames(
          'min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2',
          !flush && 'px-6 py-5',
        )}
      >
        {children}
      </section>
      {footer && (
        <footer className="flex items-center justify-end gap-3 border-t border-line bg-raised px-6 py-3.5">
          {footer}
        </footer>
      )}
    </dialog>
  )
}
