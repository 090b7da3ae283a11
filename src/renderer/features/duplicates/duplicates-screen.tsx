// Duplicates: who may stand in the directory twice, what of that was put off, who was said not to, and who was made one.
import { type KeyboardEvent, type ReactElement, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { classNames } from '../../ui/class-names.ts'
import { ClustersTab } from './clusters-tab.tsx'
import { DismissedTab } from './dismissed-tab.tsx'
import { NewsLine } from './inbox-news.tsx'
import { SearchLine } from './inbox-rest.tsx'
import { type InboxTab, inboxTabs, useInbox } from './inbox-state.ts'
import { MergedTab } from './merged-tab.tsx'

const contents: Readonly<Record<InboxTab, ReactElement>> = {
  waiting: <ClustersTab key="waiting" state="waiting" />,
  postponed: <ClustersTab key="postponed" state="postponed" />,
  dismissed: <DismissedTab />,
  merged: <MergedTab />,
}

/** The Duplicates screen. */
export function DuplicatesScreen() {
  const { t } = useTranslation()
  const id = useId()
  const tab = useInbox((state) => state.tab)
  useAskedImport()
  const hasNews = useInbox((state) => state.news !== null)
  return (
    <section aria-labelledby="duplicates-title" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex shrink-0 items-center gap-6 border-b border-line px-6">
        <h1 id="duplicates-title" className="text-lg font-semibold">
          {t('nav.duplicates')}
        </h1>
        <Tabs id={id} tab={tab} />
        {hasNews ? (
          <NewsLine />
        ) : (
          <p className="ml-auto truncate text-sm text-muted">
            <SearchLine />
          </p>
        )}
      </header>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${tab}`}
        className="flex min-h-0 flex-1 flex-col"
      >
        {contents[tab]}
      </div>
    </section>
  )
}

/** Shows what an import's report led to. */
function useAskedImport(): void {
  const { of, asked } = useInterface((state) => state.askedImport)
  const followed = useInbox((state) => state.followed)
  useEffect(() => {
    if (of && asked !== followed) useInbox.getState().showImport(of, asked)
  }, [of, asked, followed])
}

function Tabs({ id, tab }: { readonly id: string; readonly tab: InboxTab }) {
  const { t } = useTranslation()
  const row = useRef<HTMLDivElement>(null)
  const status = useMethod('duplicates.status', {}).data
  const { showTab } = useInbox.getState()
  const { waiting, postponed, dismissed } = status ?? {}
  const counts = { waiting, postponed, dismissed, merged: undefined }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.code]
    const next = step && inboxTabs[(inboxTabs.indexOf(tab) + step + inboxTabs.length) % inboxTabs.length]
    if (!next || event.altKey || event.ctrlKey) return
    event.preventDefault()
    showTab(next)
    row.current?.querySelector<HTMLElement>(`[data-tab=${next}]`)?.focus()
  }
  return (
    <div ref={row} role="tablist" aria-label={t('nav.duplicates')} onKeyDown={onKeyDown} className="flex">
      {inboxTabs.map((each) => {
        const count = counts[each]
        return (
          <button
            key={each}
            type="button"
            role="tab"
            id={`${id}-${each}`}
            data-tab={each}
            aria-selected={each === tab}
            aria-controls={`${id}-panel`}
            tabIndex={each === tab ? 0 : -1}
            onClick={() => showTab(each)}
            className={classNames(
              '-mb-px min-h-13 border-b-2 px-3 whitespace-nowrap outline-offset-[-3px]',
              each === tab ? 'border-accent font-medium' : 'border-transparent text-muted hover:text-ink',
            )}
          >
            {t(`inbox.tabs.${each}`)}
            {count !== undefined && count > 0 && (
              <span className="font-normal text-muted"> {count.toLocaleString('en-US')}</span>
            )}
          </button>
        )
      })}
    </div>
  )
}
