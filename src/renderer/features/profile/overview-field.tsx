// One fact in the Overview: its name, its value, and a pencil where it can be changed in place.
import { Pencil } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerField } from '../../../shared/customer.ts'
import type { CustomerProfile } from '../../../shared/profile.ts'
import { useInterface } from '../../store.ts'
import { IconButton } from '../../ui/button.tsx'
import { type AfterEdit, useProfileParts } from './parts.ts'

/** A group of facts under a heading, in the look of a definition list. */
export function FactGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0 break-inside-avoid">
      <h3 className="border-b border-line pb-1 text-sm font-semibold">{title}</h3>
      <dl className="grid grid-cols-[116px_minmax(0,1fr)] @min-[700px]:grid-cols-[148px_minmax(0,1fr)] gap-x-3 pt-1">
        {children}
      </dl>
    </section>
  )
}

/** A fact that is derived and cannot be typed; an en dash where there is none. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="py-0.5 text-sm leading-6 text-muted">{name}</dt>
      <dd className="selectable min-w-0 py-0.5 leading-6 wrap-anywhere">
        {children || <span className="text-muted">–</span>}
      </dd>
    </div>
  )
}

interface OverviewFieldProps {
  readonly profile: CustomerProfile
  readonly field: CustomerField
  readonly name: string
  readonly children: ReactNode
}

/** A fact people type: the pencil opens its editor in place, or the form where there is no editor of its own. */
export function OverviewField({ profile, field, name, children }: OverviewFieldProps) {
  const { t } = useTranslation()
  const { editor } = useProfileParts()
  const [isEditing, setEditing] = useState(false)
  const pencil = useRef<HTMLDivElement>(null)
  const done = (goTo: AfterEdit = 'stay') => {
    setEditing(false)
    requestAnimationFrame(() => {
      // Whoever clicked elsewhere is there already.
      if (document.activeElement === document.body) focusPencil(pencil.current, goTo)
    })
  }
  const inPlace = isEditing ? editor?.(profile, field, done) : undefined
  const edit = () => {
    if (editor?.(profile, field, done)) setEditing(true)
    else useInterface.getState().openDialog({ kind: 'edit', customerId: profile.id })
  }
  return (
    <div ref={pencil} className="group contents">
      <dt className="py-0.5 text-sm leading-6 text-muted">{name}</dt>
      <dd className="selectable flex min-w-0 items-start gap-1 py-0.5 leading-6 wrap-anywhere">
        {inPlace ?? (
          <>
            <span className="min-w-0">{children || <span className="text-muted">–</span>}</span>
            {profile.isActive && (
              <IconButton
                icon={Pencil}
                label={t('profile.overview.edit', { field: name })}
                onClick={edit}
                data-pencil
                className="-my-1 opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
              />
            )}
          </>
        )}
      </dd>
    </div>
  )
}

/** Puts the focus on this fact's pencil, or on that of the fact after or before it. */
function focusPencil(field: HTMLElement | null, goTo: AfterEdit): void {
  const pencils = [
    ...(field?.closest('[role=tabpanel]')?.querySelectorAll<HTMLElement>('[data-pencil]') ?? []),
  ]
  const own = pencils.findIndex((each) => field?.contains(each))
  const step = { stay: 0, next: 1, previous: -1 }[goTo]
  const target = pencils[own + step] ?? pencils[own]
  target?.focus()
}
