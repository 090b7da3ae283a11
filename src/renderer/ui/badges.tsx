// Small marks beside a name or a number. Each says its meaning in words, never by colour alone.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useTint } from './tint.ts'

/** The customer's tier in its own colour. */
export function TierChip({ tier }: { readonly tier: { readonly name: string; readonly colour: string } }) {
  const dot = useTint<HTMLSpanElement>(tier.colour)
  return (
    <span className="inline-flex items-center gap-1.5 rounded-full border border-line bg-surface px-2 text-xs font-medium whitespace-nowrap">
      <span ref={dot} aria-hidden className="size-2 rounded-full bg-muted" />
      {tier.name}
    </span>
  )
}

const tones = {
  plain: 'border-line-strong/60 text-muted',
  good: 'border-green-text/40 bg-green-soft text-green-text',
  look: 'border-amber-line bg-amber-soft text-amber-text',
  harm: 'border-red/40 bg-red-soft text-red-text',
} as const
export type BadgeTone = keyof typeof tones

/** A state in a word or two. */
export function Badge({
  tone = 'plain',
  children,
}: {
  readonly tone?: BadgeTone
  readonly children: ReactNode
}) {
  return (
    <span
      className={`inline-block rounded border px-1.5 text-xs leading-[18px] font-medium whitespace-nowrap ${tones[tone]}`}
    >
      {children}
    </span>
  )
}

/** Marks a number or address that is no longer current. */
export function OldBadge() {
  const { t } = useTranslation()
  return (
    <span className="rounded border border-amber-line bg-amber-soft px-1.5 text-xs leading-[18px] font-medium text-amber-text">
      {t('customer.old')}
    </span>
  )
}

/** Marks a customer who is no longer active. */
export function InactiveBadge() {
  const { t } = useTranslation()
  return (
    <span className="rounded border border-line-strong px-1.5 text-xs leading-[18px] font-medium text-muted">
      {t('customer.inactive')}
    </span>
  )
}
