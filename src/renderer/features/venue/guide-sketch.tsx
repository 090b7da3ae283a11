// What the drawings of the guide are made of: the app's own parts, smaller and without a life of their own.
import { ArrowRight, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from '../../ui/class-names.ts'

/** Frames a drawing; `label` says in words what it shows. */
export function Sketch({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <figure role="img" aria-label={label} className="rounded border border-line bg-page px-6 py-5">
      <div aria-hidden className="mx-auto flex max-w-[440px] flex-col gap-2.5 text-sm">
        {children}
      </div>
    </figure>
  )
}

/** The search box with something typed. */
export function Typed({ text }: { readonly text: string }) {
  return (
    <span className="flex h-9 items-center gap-2.5 rounded border-2 border-accent bg-surface px-3">
      <Search size={15} className="text-muted" />
      {text}
      <span className="-ml-2 h-4 w-px bg-ink" />
    </span>
  )
}

interface PersonProps {
  readonly name: string
  readonly detail: string
  readonly mark?: ReactNode
  readonly isChosen?: boolean
}

/** A row of a list. */
export function Person({ name, detail, mark, isChosen = false }: PersonProps) {
  return (
    <span
      className={classNames(
        'flex min-h-9 items-center gap-3 rounded border px-3',
        isChosen ? 'border-accent bg-accent-soft' : 'border-line bg-surface',
      )}
    >
      <span className="font-medium">{name}</span>
      <span className="min-w-0 flex-1 truncate text-muted">{detail}</span>
      {mark}
    </span>
  )
}

const tones = {
  plain: 'border-line-strong/60 bg-surface text-ink',
  main: 'border-transparent bg-accent text-accent-ink',
  good: 'border-transparent bg-green-soft text-green-text',
  look: 'border-amber-line bg-amber-soft text-amber-text',
} as const

/** A button, a badge or a state. */
export function Chip({
  tone = 'plain',
  children,
}: {
  readonly tone?: keyof typeof tones
  readonly children: ReactNode
}) {
  return (
    <span
      className={classNames(
        'inline-flex min-h-7 items-center gap-1.5 rounded border px-2.5 text-xs font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  )
}

/** A part of a screen with a line around it. */
export function Box({ children }: { readonly children: ReactNode }) {
  return (
    <span className="flex flex-col gap-2 rounded border border-line bg-surface px-3.5 py-3">{children}</span>
  )
}

/** Things beside each other. */
export function Beside({ children }: { readonly children: ReactNode }) {
  return <span className="flex flex-wrap items-center gap-2">{children}</span>
}

/** What comes of what is on its left. */
export function Then() {
  return <ArrowRight size={16} className="shrink-0 text-muted" />
}

/** A key to press. */
export function Key({ children }: { readonly children: string }) {
  return <span className="kbd">{children}</span>
}
