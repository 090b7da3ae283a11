// The foot of the rail: what is new in how the venue works, and the guide.
import { Bell, BookOpen, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { useShortcuts } from '../../ui/shortcuts.ts'

/** Opens the notices (with how many are unread) and the guide. */
export function VenueLinks() {
  const { t } = useTranslation()
  const { openDialog } = useInterface.getState()
  const unread = useMethod('notices.list', {}).data?.filter((notice) => notice.readAt === null).length ?? 0
  const openGuide = () => openDialog({ kind: 'guide', page: null })
  useShortcuts({ F1: openGuide })
  return (
    <div className="mt-3 flex flex-col gap-1 border-t border-line pt-3">
      <Link icon={Bell} name={t('notices.title')} onClick={() => openDialog({ kind: 'notices' })}>
        {unread > 0 && (
          <span className="ml-auto rounded-full border border-amber-line bg-amber-soft px-1.5 text-xs leading-5 font-medium text-amber-text">
            <span aria-hidden>{unread}</span>
            <span className="sr-only">{t('notices.unread', { count: unread })}</span>
          </span>
        )}
      </Link>
      <Link icon={BookOpen} name={t('guide.title')} keys="F1" onClick={openGuide} />
    </div>
  )
}

interface LinkProps {
  readonly icon: LucideIcon
  readonly name: string
  readonly keys?: string
  readonly onClick: () => void
  readonly children?: ReactNode
}

function Link({ icon: Icon, name, keys, onClick, children }: LinkProps) {
  return (
    <button
      type="button"
      title={name}
      aria-haspopup="dialog"
      aria-keyshortcuts={keys}
      onClick={onClick}
      className="relative flex h-9 w-full items-center gap-3 rounded px-2.5 text-left text-muted transition-colors duration-75 hover:bg-hover hover:text-ink"
    >
      <Icon size={18} strokeWidth={1.9} aria-hidden className="shrink-0" />
      <span className="sr-only min-w-0 truncate min-[1200px]:not-sr-only">{name}</span>
      {children}
      {keys && (
        <span aria-hidden className="ml-auto hidden shrink-0 text-xs text-muted min-[1200px]:inline">
          {keys}
        </span>
      )}
    </button>
  )
}
