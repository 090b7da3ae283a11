// A titled list whose items go away when somebody has dealt with them: it says when there is nothing, when it could not be
// read, and keeps the focus where the person was.
import { type FocusEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { useErrorWords } from './error-words.ts'

interface ListSectionProps {
  readonly id: string
  readonly title: string
  readonly count: number
  readonly empty: string
  /** One line beside the title, such as who decides here. */
  readonly hint?: string | undefined
  /** The query the items come from. */
  readonly query: { readonly isPending: boolean; readonly error: unknown; refetch(): unknown }
  readonly children: ReactNode
}

/** The section: title and count, then the items, or a line that says there are none. */
export function ListSection({ id, title, count, empty, hint, query, children }: ListSectionProps) {
  const place = useListFocus(count)
  return (
    <section aria-labelledby={id} {...place}>
      <div className="mb-2 flex min-h-8 items-baseline gap-3">
        <h2 id={id} tabIndex={-1} className="shrink-0 text-lg font-semibold">
          {title}
          {count > 0 && (
            <span className="ml-2 text-base font-normal text-muted">{count.toLocaleString('en-US')}</span>
          )}
        </h2>
        {count > 0 && hint && <p className="text-sm text-muted">{hint}</p>}
        {count === 0 && !query.isPending && !query.error && <p className="text-sm text-muted">{empty}</p>}
      </div>
      {query.error ? (
        <FailedList error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        count > 0 && (
          <ul className="divide-y divide-line rounded border border-line bg-surface">{children}</ul>
        )
      )}
    </section>
  )
}

function FailedList({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  return (
    <p
      role="alert"
      className="flex items-center justify-between gap-4 rounded border border-line bg-surface px-5 py-3 text-red-text"
    >
      {sayError(error)}
      <Button size="small" onClick={onRetry}>
        {t('actions.tryAgain')}
      </Button>
    </p>
  )
}

/**
 * Puts the focus on the item that took the place of the one that went, else on the title. Never on a button of it: an Enter
 * too many must not decide the next thing.
 */
function useListFocus(count: number) {
  const section = useRef<HTMLElement>(null)
  const last = useRef<number | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: an item that goes changes the count
  useEffect(() => {
    if (last.current === null || document.activeElement !== document.body) return
    const items = section.current?.querySelectorAll<HTMLElement>('ul > li') ?? []
    const next = items[Math.min(last.current, items.length - 1)]
    const target = next ?? section.current?.querySelector<HTMLElement>('h2')
    target?.focus()
  }, [count])
  return {
    ref: section,
    onFocus: ({ target, currentTarget }: FocusEvent<HTMLElement>) => {
      const item = target.closest('li')
      last.current = item ? [...currentTarget.querySelectorAll('ul > li')].indexOf(item) : null
    },
    onBlur: ({ relatedTarget }: FocusEvent<HTMLElement>) => {
      // A dialog gives the focus back when it closes; whoever goes anywhere else has left.
      if (!relatedTarget?.closest('dialog')) last.current = null
    },
  }
}
