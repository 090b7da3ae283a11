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
  /** The value copied last, while it is worth saying. */
  readonly copied: string | null
  readonly onCopied: (value: string) => void
}

/** The value copied last, for a moment: the clipboard holds one thing at a time. */
export function useCopied(): [string | null, (value: string) => void] {
  const [copied, setCopied] = useState<string | null>(null)
  useEffect(() => {
    if (copied === null) return
    const timer = setTimeout(() => setCopied(null), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  return [copied, setCopied]
}

/** A copy icon that turns into a tick once the value is on the clipboard. */
export function CopyButton({ value, label, chord, copied: last, onCopied }: CopyButtonProps) {
  const { t } = useTranslation()
  const copied = last === value
  const copy = () => {
    // Every permission is denied to the page, the clipboard's too; copying a selection needs none.
    if (copyBySelection(value)) onCopied(value)
  }
  useShortcuts(chord ? { [chord]: copy } : {})
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
