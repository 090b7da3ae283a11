// Copies a value and says so in place for a moment.
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'
import { useShortcuts } from './shortcuts.ts'

interface CopyButtonProps {
  readonly value: string
  /** "Copy code" and the like. */
  readonly label: string
  /** The chord that does the same, e.g. "Alt+KeyC". */
  readonly chord?: string
}

/** A copy icon that turns into a tick once the value is on the clipboard. */
export function CopyButton({ value, label, chord }: CopyButtonProps) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const copy = () => {
    // Every permission is denied to the page, the clipboard's too; copying a selection needs none.
    if (copyBySelection(value)) setCopied(true)
  }
  useShortcuts(chord ? { [chord]: copy } : {})
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <span className="inline-flex items-center">
      <IconButton
        icon={copied ? Check : Copy}
        label={chord ? `${label} (${chord.replace('Key', '')})` : label}
        aria-label={label}
        aria-keyshortcuts={chord?.replace('Key', '')}
        className={copied ? 'text-green-text' : ''}
        onClick={copy}
      />
      <span role="status" className="sr-only">
        {copied ? t('actions.copied') : ''}
      </span>
    </span>
  )
}

/** Copies without asking: a hidden field is selected and copied, and the focus put back. */
function copyBySelection(value: string): boolean {
  const focused = document.activeElement
  const field = document.createElement('textarea')
  field.value = value
  field.className = 'sr-only'
  document.body.append(field)
  field.select()
  const copied = document.execCommand('copy')
  field.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return copied
}
