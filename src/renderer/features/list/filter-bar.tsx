// The line above the list: the view, the filters that are on as chips, and the ways to change what is shown.
import { ChartNoAxesColumn, ListFilter, X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerFilters, SavedView } from '../../../shared/customer-list.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import { FilterPanel } from './filter-panel.tsx'
import { activeParts, changeFilters, type FilterPart, withoutPart } from './list-filters.ts'
import { useList } from './list-state.ts'
import { useFilterWords } from './list-words.ts'
import { ViewsMenu } from './views-menu.tsx'

interface FilterBarProps {
  /** The filters that choices are counted by. */
  readonly counted: CustomerFilters
  readonly views: readonly SavedView[]
  readonly view: SavedView | null
}

/** The line of views, filters and columns. */
export function FilterBar({ counted, views, view }: FilterBarProps) {
  const { t } = useTranslation()
  const filters = useList((state) => state.filters)
  const figuresOpen = useList((state) => state.figuresOpen)
  const { showFigures } = useList.getState()
  const count = activeParts(filters).length
  return (
    <div className="flex min-h-11 shrink-0 items-start gap-2 px-6 pb-2">
      <ViewsMenu views={views} view={view} />
      <span aria-hidden className="mt-2 h-4 border-l border-line" />
      <Popover
        label={t('list.filter.title')}
        trigger={
          <Button size="small" icon={ListFilter} aria-describedby="filters-on">
            {t('list.filter.open')}
          </Button>
        }
      >
        <FilterPanel counted={counted} />
      </Popover>
      <span id="filters-on" className="sr-only">
        {count > 0 && t('list.filter.active', { count })}
      </span>
      <Chips />
      <IconButton
        icon={ChartNoAxesColumn}
        label={t(figuresOpen ? 'list.figures.hide' : 'list.figures.show')}
        aria-pressed={figuresOpen}
        onClick={() => showFigures(!figuresOpen)}
        className="ml-auto aria-pressed:text-accent-text"
      />
      <ColumnsMenu inView={view !== null} />
    </div>
  )
}

/** The filters that are on; each can be taken away. */
function Chips() {
  const { t } = useTranslation()
  const filters = useList((state) => state.filters)
  const { setFilters } = useList.getState()
  const words = useFilterWords()
  const place = useRef<HTMLUListElement>(null)
  const parts = activeParts(filters)
  if (parts.length === 0) return null
  const remove = (part: FilterPart, at: number) => {
    setFilters(withoutPart(filters, part))
    requestAnimationFrame(() => {
      const left = place.current?.querySelectorAll('button') ?? []
      ;(left[Math.min(at, left.length - 2)] ?? left[0])?.focus()
    })
  }
  return (
    <ul ref={place} className="flex min-w-0 flex-wrap items-center gap-1.5">
      {parts.map((part, at) => {
        const said = words.part(filters, part)
        return (
          <li key={part} className="min-w-0">
            <button
              type="button"
              aria-label={t('list.filter.remove', { filter: said })}
              onClick={() => remove(part, at)}
              className="flex min-h-8 max-w-[320px] items-center gap-1.5 rounded border border-line bg-accent-soft pr-1.5 pl-2.5 text-sm hover:border-line-strong"
            >
              <span className="truncate first-letter:uppercase">{said}</span>
              <X size={14} aria-hidden className="shrink-0 text-muted" />
            </button>
          </li>
        )
      })}
      <li>
        <Button
          look="quiet"
          size="small"
          onClick={() => setFilters(changeFilters({}, { search: filters.search }))}
        >
          {t('list.filter.clearAll')}
        </Button>
      </li>
    </ul>
  )
}
