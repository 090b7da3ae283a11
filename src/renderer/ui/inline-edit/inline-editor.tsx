// Changes one fact of a customer where it stands: Enter saves, Escape restores, Tab saves and goes on. It floats over its
// place, so that neither a narrow cell nor a list that scrolls cuts it off.
import { Check, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import { useMethod } from '../../api.ts'
import { IconButton } from '../button.tsx'
import type { EditableFact } from '../facts-form.ts'
import { ReasonChoice } from '../reason-choice.tsx'
import { InlineControl } from './inline-control.tsx'
import { InlineWarning } from './inline-warning.tsx'
import { type Onward, useInlineEdit } from './use-inline-edit.ts'

interface InlineEditorProps {
  readonly customerId: string
  readonly field: EditableFact
  readonly onClose: (onward: Onward) => void
}

/** The editor of one fact; nothing while the customer is not here yet. */
export function InlineEditor({ customerId, ...rest }: InlineEditorProps) {
  const card = useMethod('customers.card', { customerId }).data
  return card ? <Editor card={card} {...rest} /> : null
}

type EditorProps = Omit<InlineEditorProps, 'customerId'> & { readonly card: CustomerCard }

function Editor({ card, field, onClose: close }: EditorProps) {
  const { t } = useTranslation()
  // It closes once: taking the focus away as it closes is no second wish.
  const isClosed = useRef(false)
  const onClose = (onward: Onward) => {
    if (isClosed.current) return
    isClosed.current = true
    close(onward)
  }
  const edit = useInlineEdit(card, field, onClose)
  const place = useRef<HTMLSpanElement>(null)
  const panel = useFloating(place)
  const problemId = useId()
  const [reason, setReason] = useState('')
  const [reasonProblem, setReasonProblem] = useState<string>()
  // The control first; the reason when it is asked for, and back again.
  const part = edit.isAskingWhy ? 'why' : 'value'
  useEffect(() => {
    const control = panel.current?.querySelector<HTMLElement>(`[data-part=${part}] :is(input, select)`)
    control?.focus()
    if (control instanceof HTMLInputElement && control.type === 'text') control.select()
  }, [part, panel])

  const giveReason = (words: string) => {
    if (words.trim() === '') setReasonProblem(t('why.missing'))
    else edit.giveReason(words.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Whatever lies below has keys of its own.
    event.stopPropagation()
    const isButton = event.target instanceof HTMLButtonElement
    if (event.key === 'Escape') edit.back()
    else if (event.key === 'Enter' && !isButton) {
      if (edit.isAskingWhy) giveReason(reason)
      else edit.commit('stay')
    } else if (event.key === 'Tab' && !edit.isAskingWhy && !isButton) {
      edit.commit(event.shiftKey ? 'previous' : 'next')
    } else if (event.key === 'ArrowDown' || (event.key === 'ArrowUp' && isButton)) {
      const wanted = event.key === 'ArrowDown' ? '[data-part=warning] button' : `[data-part=${part}] input`
      const target = panel.current?.querySelector<HTMLElement>(wanted)
      if (!target) return
      target.focus()
    } else return
    event.preventDefault()
  }
  return (
    <>
      <span ref={place} className="inline-block w-full">
        &nbsp;
      </span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the controls inside */}
      <div
        ref={panel}
        popover="manual"
        onKeyDown={onKeyDown}
        onClick={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
        onBlur={({ relatedTarget, currentTarget }) => {
          // Left with nothing changed, there is nothing to keep open for; a window that lost the focus is not left.
          const isLeft = relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)
          if (isLeft && !edit.isChanged && !edit.isBusy) onClose('away')
        }}
        className="fixed m-0 w-72 rounded border border-line-strong bg-surface p-1.5 text-left text-base font-normal whitespace-normal text-ink overflow-visible"
      >
        <div data-part="value" className="flex items-center gap-1">
          <InlineControl
            field={field}
            value={edit.value}
            isFaulty={edit.problem !== undefined}
            problemId={problemId}
            onChange={edit.change}
          />
          <IconButton
            icon={Check}
            label={t('actions.save')}
            disabled={edit.isBusy}
            onClick={() => edit.commit('stay')}
          />
          <IconButton icon={X} label={t('actions.cancel')} onClick={() => onClose('stay')} />
        </div>
        {edit.problem && (
          <p id={problemId} role="alert" className="px-1 pt-1 text-sm text-red-text">
            {edit.problem}
          </p>
        )}
        {edit.isAskingWhy && (
          <div data-part="why" className="mt-2 border-t border-line px-1 pt-2 pb-1">
            <ReasonChoice
              about="edit"
              value={reason}
              problem={reasonProblem}
              onChange={setReason}
              onQuick={giveReason}
            />
          </div>
        )}
        <InlineWarning edit={edit} field={field} />
      </div>
    </>
  )
}

/** As much room as a warning needs below the panel, in pixels; where there is less it stands above. */
const warningRoom = 176

/** A panel in front of everything, kept over `place` while the page scrolls. */
function useFloating(place: React.RefObject<HTMLElement | null>) {
  const panel = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = panel.current
    if (!element) return
    const put = () => {
      const anchor = place.current?.getBoundingClientRect()
      if (!anchor) return
      const { offsetWidth, offsetHeight } = element
      const left = Math.min(anchor.left - 8, window.innerWidth - offsetWidth - 8)
      const top = Math.min(anchor.top - 10, window.innerHeight - offsetHeight - 8)
      element.style.left = `${Math.max(8, left)}px`
      element.style.top = `${Math.max(8, top)}px`
      element.toggleAttribute('data-low', top + offsetHeight + warningRoom > window.innerHeight)
    }
    element.showPopover()
    put()
    const grows = new ResizeObserver(put)
    grows.observe(element)
    window.addEventListener('scroll', put, { capture: true, passive: true })
    window.addEventListener('resize', put)
    return () => {
      grows.disconnect()
      window.removeEventListener('scroll', put, { capture: true })
      window.removeEventListener('resize', put)
    }
  }, [place])
  return panel
}
