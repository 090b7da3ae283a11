// What the tabs are laid out with: the line of filters and totals, lists, and the picture while there is nothing to list.
import type { LucideIcon } from 'lucide-react'
import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'

interface TabBarProps {
  readonly children?: ReactNode
  readonly totals?: ReactNode
  /** What can be added here. */
  readonly action?: ReactNode
}

/** Filters on the left, totals and what can be added on the right. */
export function TabBar({ children, totals, action }: TabBarProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-6 py-2.5">
      {children}
      <p role="status" className="ml-auto flex flex-wrap items-baseline gap-x-4 text-sm text-muted">
        {totals}
      </p>
      {action}
    </div>
  )
}

interface AnswerProps<Data> {
  readonly answer: {
    readonly data: Data | undefined
    readonly error: unknown
    refetch(): unknown
  }
  readonly children: (data: Data) => ReactNode
}

/** What a query answered, or its picture while it has not. */
export function Answer<Data>({ answer, children }: AnswerProps<Data>) {
  if (answer.data !== undefined) return children(answer.data)
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  return <LoadingState />
}

interface NothingProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
  /** Filters hide what there is: the way back to everything. */
  readonly onShowAll?: (() => void) | undefined
}

/** Nothing to list: because there is nothing yet, or because the filters let nothing through. */
export function Nothing({ icon, title, children, onShowAll }: NothingProps) {
  const { t } = useTranslation()
  if (!onShowAll) {
    return (
      <EmptyState icon={icon} title={title}>
        {children}
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={Search} title={t('profile.nothingMatches')}>
      <Button onClick={onShowAll}>{t('profile.showAll')}</Button>
    </EmptyState>
  )
}

/** A heading over a part of a tab. */
export function PartTitle({ children, aside }: { readonly children: ReactNode; readonly aside?: ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-3 pb-1">
      <h3 className="text-sm font-semibold">{children}</h3>
      {aside}
    </div>
  )
}

/** The look of a table in a tab: head in small grey, rows with lines between them. */
export const tableLook =
  'w-full text-left [&_td]:py-2 [&_td]:pr-4 [&_td]:align-top [&_th]:pr-4 [&_th]:pb-1.5 [&_thead_th]:text-sm ' +
  '[&_thead_th]:font-normal [&_thead_th]:text-muted [&_tbody_tr]:border-t [&_tbody_tr]:border-line'
