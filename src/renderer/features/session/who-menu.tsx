// The foot of the rail: who works here, and what they can do about it.
import {
  ChevronDown,
  KeyRound,
  Lock,
  LogOut,
  type LucideIcon,
  TriangleAlert,
  UserRoundCog,
} from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionState, StaffMember } from '../../../shared/sync.ts'
import { classNames } from '../../ui/class-names.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ChoosePin } from './choose-pin.tsx'
import { PersonBadge } from './person-badge.tsx'
import { SignOutDialog } from './sign-out-dialog.tsx'
import { lockScreen } from './use-locking.ts'

interface WhoMenuProps {
  readonly session: SessionState
  readonly current: StaffMember
}

/** The button with whoever works here, and its menu. */
export function WhoMenu({ session, current }: WhoMenuProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [dialog, setDialog] = useState<'pin' | 'sign-out' | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const isExpired = session.problem === 'SESSION_EXPIRED'

  useEffect(() => {
    if (!isOpen) return
    place.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    const closeOutside = (event: PointerEvent) => {
      if (!place.current?.contains(event.target as Node)) setOpen(false)
    }
    window.addEventListener('pointerdown', closeOutside)
    return () => window.removeEventListener('pointerdown', closeOutside)
  }, [isOpen])

  const choose = (act: () => void) => () => {
    setOpen(false)
    act()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return
    if (event.key === 'Escape' || event.key === 'Tab') {
      setOpen(false)
      button.current?.focus()
      if (event.key === 'Escape') event.stopPropagation()
      return
    }
    const items = [...(place.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const at = items.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    items[(to + items.length) % items.length]?.focus()
  }
  const others = session.people.filter((person) => person.id !== current.id && person.hasPin).slice(0, 6)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the menu inside bubble here
    <div ref={place} onKeyDown={onKeyDown} className="relative mt-3 border-t border-line pt-3">
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={current.name}
        onClick={() => setOpen(!isOpen)}
        className="flex h-11 w-full items-center gap-2.5 rounded px-1 text-left hover:bg-hover"
      >
        <PersonBadge name={current.name} />
        <span className="sr-only min-[1200px]:hidden">{current.name}</span>
        <span className="hidden min-w-0 flex-1 truncate min-[1200px]:inline">{current.name}</span>
        {isExpired && <TriangleAlert size={15} aria-hidden className="shrink-0 text-amber-text" />}
        <ChevronDown size={15} aria-hidden className="hidden shrink-0 text-muted min-[1200px]:inline" />
      </button>
      {isOpen && (
        <div className="absolute bottom-full left-0 z-10 mb-1 w-[264px] rounded border border-line-strong bg-surface py-1.5">
          <p className="border-b border-line px-3.5 pb-2">
            <span className="block truncate font-medium">{current.name}</span>
            <span className="block truncate text-sm text-muted">
              {t(`session.roles.${current.role}`)} · {session.deviceName}
            </span>
          </p>
          <div role="menu" aria-label={t('session.menu.label')} className="pt-1.5">
            {isExpired && (
              <Item icon={TriangleAlert} onChoose={choose(() => lockScreen())}>
                {t('session.menu.signInAgain')}
              </Item>
            )}
            {others.map((person) => (
              <Item key={person.id} badge={person.name} onChoose={choose(() => lockScreen(person.id))}>
                {person.name}
              </Item>
            ))}
            <Item icon={UserRoundCog} onChoose={choose(() => lockScreen('anyone'))}>
              {t('session.menu.swap')}
            </Item>
            <Item icon={Lock} keys="Alt L" onChoose={choose(() => lockScreen())}>
              {t('session.menu.lock')}
            </Item>
            <Item icon={KeyRound} onChoose={choose(() => setDialog('pin'))}>
              {t('session.menu.setPin')}
            </Item>
            <Item icon={LogOut} onChoose={choose(() => setDialog('sign-out'))}>
              {t('session.menu.signOut')}
            </Item>
          </div>
        </div>
      )}
      {dialog === 'pin' && (
        <Dialog title={t('session.menu.setPinTitle')} width="small" onClose={() => setDialog(null)}>
          <p className="mb-4 text-muted">{t('session.pin.firstWords')}</p>
          <div className="flex justify-center">
            <ChoosePin onDone={() => setDialog(null)} />
          </div>
        </Dialog>
      )}
      {dialog === 'sign-out' && <SignOutDialog person={current} onClose={() => setDialog(null)} />}
    </div>
  )
}

interface ItemProps {
  readonly icon?: LucideIcon
  /** A person instead of an icon. */
  readonly badge?: string
  readonly keys?: string
  readonly onChoose: () => void
  readonly children: ReactNode
}

function Item({ icon: Icon, badge, keys, onChoose, children }: ItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-keyshortcuts={keys?.replace(' ', '+')}
      onClick={onChoose}
      className={classNames(
        'flex min-h-10 w-full items-center gap-3 px-3.5 text-left hover:bg-hover',
        'focus-visible:bg-hover focus-visible:-outline-offset-2',
      )}
    >
      {Icon && <Icon size={17} strokeWidth={1.9} aria-hidden className="mx-1.5 shrink-0 text-muted" />}
      {badge !== undefined && <PersonBadge name={badge} />}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys && (
        <span aria-hidden className="text-xs text-muted">
          {keys}
        </span>
      )}
    </button>
  )
}
