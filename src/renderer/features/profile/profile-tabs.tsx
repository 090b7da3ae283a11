// The nine tabs. Arrow keys move between them; a tab once shown keeps its filters while another is in front.
import { Activity, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CustomerProfile, type ProfileTab, profileTabs } from '../../../shared/profile.ts'
import { classNames } from '../../ui/class-names.ts'
import { LoadingState } from '../../ui/states.tsx'
import { BookingsTab } from './bookings-tab.tsx'
import { ContactsTab } from './contacts-tab.tsx'
import { HistoryTab } from './history-tab.tsx'
import { InsightsTab } from './insights-tab.tsx'
import { LedgerTab } from './ledger-tab.tsx'
import { NotesTab } from './notes-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { PackagesTab } from './packages-tab.tsx'
import { TransactionsTab } from './transactions-tab.tsx'
import { useProfileTab } from './use-profile-tab.ts'

const contents: Readonly<Record<ProfileTab, (props: { profile: CustomerProfile }) => React.ReactNode>> = {
  overview: OverviewTab,
  transactions: TransactionsTab,
  packages: PackagesTab,
  bookings: BookingsTab,
  notes: NotesTab,
  contacts: ContactsTab,
  ledger: LedgerTab,
  history: HistoryTab,
  insights: InsightsTab,
}

interface ProfileTabsProps {
  readonly profile: CustomerProfile
  readonly isPage: boolean
}

/** The row of tabs and the chosen one below it. */
export function ProfileTabs({ profile, isPage }: ProfileTabsProps) {
  const { t } = useTranslation()
  const [tab, choose] = useProfileTab()
  const id = useId()
  const row = useRef<HTMLDivElement>(null)
  const [visited, setVisited] = useState<ReadonlySet<ProfileTab>>(new Set())
  if (tab && !visited.has(tab)) setVisited(new Set([...visited, tab]))
  const isReady = tab !== null
  useEffect(() => {
    // A page just opened is steered from its tabs; beside the list the focus stays in the list.
    if (isPage && isReady) row.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus()
  }, [isPage, isReady])
  useEffect(() => {
    row.current?.querySelector(`[data-tab=${tab}]`)?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [tab])
  if (!tab) return <LoadingState />

  const show = (next: ProfileTab) => {
    // A longer tab may have been scrolled: the next one starts at its top, the tabs staying where they are.
    const scroller = row.current?.parentElement
    if (scroller && row.current) scroller.scrollTop = Math.min(scroller.scrollTop, headHeightOf(row.current))
    choose(next)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // From the tab that has the focus: a second key may come before the first one's tab is painted.
    const focused = profileTabs.find(
      (each) => event.target instanceof HTMLElement && event.target.dataset.tab === each,
    )
    const current = profileTabs.indexOf(focused ?? tab)
    const count = profileTabs.length
    const moves: Record<string, number> = {
      ArrowRight: (current + 1) % count,
      ArrowLeft: (current + count - 1) % count,
      Home: 0,
      End: count - 1,
    }
    const next = event.altKey || event.ctrlKey ? undefined : profileTabs[moves[event.code] ?? -1]
    if (!next) return
    event.preventDefault()
    show(next)
    row.current?.querySelector<HTMLElement>(`[data-tab=${next}]`)?.focus()
  }
  return (
    <>
      <div
        ref={row}
        role="tablist"
        aria-label={t('profile.tabsOf', { name: profile.fullName })}
        onKeyDown={onKeyDown}
        className="sticky top-0 z-10 flex overflow-x-auto border-y border-line bg-raised px-4 [scrollbar-width:none]"
      >
        {profileTabs.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`${id}-${each}`}
            data-tab={each}
            aria-selected={each === tab}
            aria-controls={visited.has(each) ? `${id}-${each}-panel` : undefined}
            tabIndex={each === tab ? 0 : -1}
            onClick={() => show(each)}
            className={classNames(
              'min-h-10 shrink-0 border-b-2 px-2.5 text-sm whitespace-nowrap outline-offset-[-3px] @min-[700px]:px-3',
              each === tab
                ? 'border-accent font-medium text-ink'
                : 'border-transparent text-muted hover:text-ink',
            )}
          >
            {t(`profile.tabs.${each}`)}
          </button>
        ))}
      </div>
      {profileTabs.map((each) => {
        if (!visited.has(each)) return null
        const Content = contents[each]
        return (
          <div
            key={each}
            role="tabpanel"
            id={`${id}-${each}-panel`}
            aria-labelledby={`${id}-${each}`}
            hidden={each !== tab}
          >
            <Activity mode={each === tab ? 'visible' : 'hidden'}>
              {isPage && <h2 className="sr-only">{t(`profile.tabs.${each}`)}</h2>}
              <Content profile={profile} />
            </Activity>
          </div>
        )
      })}
    </>
  )
}

/** How far the page is scrolled when the tabs just reach the top. */
function headHeightOf(row: HTMLElement): number {
  let height = 0
  for (let each = row.previousElementSibling; each instanceof HTMLElement; ) {
    height += each.offsetHeight
    each = each.previousElementSibling
  }
  return height
}
