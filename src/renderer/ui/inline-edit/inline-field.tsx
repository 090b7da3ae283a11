// A fact that is read most of the time and changed in place by a double click or F2.
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EditableFact } from '../facts-form.ts'
import { InlineEditor } from './inline-editor.tsx'
import type { Onward } from './use-inline-edit.ts'

interface InlineFieldProps {
  readonly customerId: string
  readonly field: EditableFact
  readonly children: ReactNode
  readonly className?: string
  /** Where Tab leads from an open editor; left out, the focus stays. */
  readonly onGoOn?: (onward: Exclude<Onward, 'stay'>) => void
}

/** Shows its children; double click, F2 or Enter opens the editor over them. */
export function InlineField({ customerId, field, children, className, onGoOn }: InlineFieldProps) {
  const { t } = useTranslation()
  const [isEditing, setEditing] = useState(false)
  const reader = useRef<HTMLButtonElement>(null)
  const close = (onward: Onward) => {
    setEditing(false)
    if (onward === 'stay' || !onGoOn) requestAnimationFrame(() => reader.current?.focus())
    else onGoOn(onward)
  }
  if (isEditing) return <InlineEditor customerId={customerId} field={field} onClose={close} />
  return (
    <button
      ref={reader}
      type="button"
      title={t('inline.hint')}
      className={className}
      onDoubleClick={() => setEditing(true)}
      onKeyDown={(event) => {
        if (event.key !== 'F2' && event.key !== 'Enter') return
        event.preventDefault()
        event.stopPropagation()
        setEditing(true)
      }}
    >
      {children}
    </button>
  )
}
