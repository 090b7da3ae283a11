// The way between the screens. A place that is not built yet is not shown.
import {
  ArrowLeftRight,
  Combine,
  ConciergeBell,
  type LucideIcon,
  SlidersHorizontal,
  UsersRound,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMethod } from '../../api.ts'
import { type Screen, useInterface } from '../../store.ts'
import { classNames } from '../../ui/class-names.ts'
import { Mark } from '../../ui/mark.tsx'

const places: readonly { screen: Exclude<Screen, 'profile'>; icon: LucideIcon; keys: string }[] = [
  { screen: 'counter', icon: ConciergeBell, keys: 'Alt+1' },
  { screen: 'customers', icon: UsersRound, keys: 'Alt+2' },
  { screen: 'duplicates', icon: Combine, keys: 'Alt+3' },
  { screen: 'sync', icon: ArrowLeftRight, keys: 'Alt+5' },
  { screen: 'settings', icon: SlidersHorizontal, keys: 'Alt+0' },
]

/** The rail on the left; at its foot whoever works here. */
export function Rail({ foot }: { readonly foot: ReactNode }) {
  const { t } = useTranslation()
  // A profile belongs to the place it was opened from.
  const current = useInterface(({ screen, cameFrom }) => (screen === 'profile' ? cameFrom.screen : screen))
  const showScreen = useInterface((state) => state.showScreen)
  return (
    <nav
      aria-label={t('nav.places')}
      className="flex w-[64px] shrink-0 min-[1200px]:w-[184px] flex-col border-r border-line bg-rail px-3 py-4"
    >
      <p className="mb-5 flex items-center gap-2.5 px-2 text-lg leading-8 font-semibold">
        <Mark />
        <span className="hidden min-[1200px]:inline">Regulars</span>
      </p>
      <ul className="flex flex-1 flex-col gap-1">
        {places.map(({ screen, icon: Icon, keys }) => (
          <li key={screen} className={screen === 'settings' ? 'mt-auto' : ''}>
            <button
              type="button"
              aria-current={screen === current ? 'page' : undefined}
              aria-keyshortcuts={keys}
              title={t(`nav.${screen}`)}
              onClick={() => showScreen(screen)}
              className={classNames(
                'group relative flex h-10 w-full items-center gap-3 rounded px-2.5 text-left transition-colors duration-75',
                screen === current
                  ? 'bg-surface font-medium text-ink shadow-[inset_0_0_0_1px_var(--line)]'
                  : 'text-muted hover:bg-hover hover:text-ink',
              )}
            >
              <Icon
                size={18}
                strokeWidth={1.9}
                aria-hidden
                className={classNames('shrink-0', screen === current && 'text-accent-text')}
              />
              <span className="sr-only whitespace-nowrap min-[1200px]:not-sr-only">{t(`nav.${screen}`)}</span>
              {screen === 'sync' && <Decisions />}
              {screen === 'duplicates' && <WaitingDuplicates />}
              <span
                aria-hidden
                className="ml-auto hidden shrink-0 text-xs whitespace-nowrap text-muted group-has-data-wide:hidden! min-[1200px]:inline"
              >
                {keys.replace('Alt+', 'Alt ')}
              </span>
            </button>
            {screen === 'customers' && <SavedViews />}
          </li>
        ))}
      </ul>
      {foot}
    </nav>
  )
}

/** As many saved views as the rail has room for; all of them are in the list's own menu. */
const mostViews = 6

/** The saved views as links, where the rail is wide enough. */
function SavedViews() {
  const { t } = useTranslation()
  const views = useMethod('views.list', {}).data ?? []
  const isHere = useInterface((state) => state.screen === 'customers')
  const shown = useInterface((state) => state.listView.id)
  const openView = useInterface((state) => state.openView)
  if (views.length === 0) return null
  return (
    <ul aria-label={t('list.views.links')} className="mt-0.5 hidden min-[1200px]:block">
      {views.slice(0, mostViews).map(({ id, name }) => (
        <li key={id}>
          <button
            type="button"
            title={name}
            aria-current={isHere && shown === id ? 'page' : undefined}
            onClick={() => openView(id)}
            className={classNames(
              'flex min-h-8 w-full items-center rounded pr-2 pl-10 text-left text-sm',
              isHere && shown === id ? 'font-medium text-ink' : 'text-muted hover:bg-hover hover:text-ink',
            )}
          >
            <span className="truncate">{name}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** How many things wait for a person in the Sync place. */
function Decisions() {
  const { t } = useTranslation()
  const status = useMethod('sync.status', {}).data
  const count = (status?.refused ?? 0) + (status?.conflicts ?? 0)
  return <Pill count={count} words={t('sync.decisions', { count })} />
}

/** How many times one person may stand in the directory twice. */
function WaitingDuplicates() {
  const { t } = useTranslation()
  const count = useMethod('duplicates.status', {}).data?.waiting ?? 0
  return <Pill count={count} words={t('inbox.waitingCount', { count })} isWide />
}

interface PillProps {
  readonly count: number
  /** The count with what it counts, for those who do not see the place it stands in. */
  readonly words: string
  /** It takes the room of the key beside it. */
  readonly isWide?: boolean
}

/** A count that asks for a look; nothing for zero. */
function Pill({ count, words, isWide = false }: PillProps) {
  if (count === 0) return null
  return (
    <span
      data-wide={isWide || undefined}
      className={classNames(
        'absolute -top-1 -right-2 rounded-full border border-amber-line bg-amber-soft px-1.5 text-xs leading-5 font-medium text-amber-text min-[1200px]:static',
        isWide && 'ml-auto',
      )}
    >
      <span aria-hidden>{count > 999 ? '999+' : count}</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}
