// Which columns are shown and in which order, with the keyboard as well as with the mouse.
import { ArrowLeft, ArrowRight, Columns3 } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { defaultColumns, type ListColumn, listColumns } from '../../../shared/customer-list.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { moveColumn, toggleColumn } from './list-columns.ts'
import { useList } from './list-state.ts'
import { useColumnWords } from './list-words.ts'

/** The button and its panel. */
export function ColumnsMenu({ inView }: { readonly inView: boolean }) {
  const { t } = useTranslation()
  return (
    <Popover
      label={t('list.columnMenu.open')}
      align="end"
      className="w-[320px]"
      trigger={
        <Button size="small" icon={Columns3}>
          {t('list.columnMenu.open')}
        </Button>
      }
    >
      <ColumnsPanel inView={inView} />
    </Popover>
  )
}

function ColumnsPanel({ inView }: { readonly inView: boolean }) {
  const { t } = useTranslation()
  const say = useColumnWords()
  const columns = useList((state) => state.columns)
  const { setColumns, setWidths } = useList.getState()
  const place = useRef<HTMLDivElement>(null)
  const hidden = listColumns.filter((column) => !columns.includes(column))
  const move = (column: ListColumn, way: 'earlier' | 'later') => {
    setColumns(moveColumn(columns, column, columns.indexOf(column) + (way === 'earlier' ? -1 : 1)), inView)
    // The row moved away from under the focus.
    requestAnimationFrame(() => {
      const row = place.current?.querySelector(`[data-entry="${column}"]`)
      const button = row?.querySelector<HTMLButtonElement>(`[data-way="${way}"]:not(:disabled)`)
      ;(button ?? row?.querySelector<HTMLElement>('button:not(:disabled), input'))?.focus()
    })
  }
  const entry = (column: ListColumn, at: number) => (
    <li key={column} data-entry={column} className="flex items-center gap-1 rounded px-3 hover:bg-hover">
      <label className="flex min-h-8 min-w-0 flex-1 items-center gap-2.5">
        <input
          type="checkbox"
          className="size-4 shrink-0"
          checked={at >= 0}
          disabled={column === 'fullName'}
          onChange={() => setColumns(toggleColumn(columns, column), inView)}
        />
        <span className="truncate">{say(column)}</span>
      </label>
      {at > 0 && (
        <>
          <IconButton
            icon={ArrowLeft}
            data-way="earlier"
            label={t('list.columnMenu.earlier', { column: say(column) })}
            disabled={at === 1}
            onClick={() => move(column, 'earlier')}
          />
          <IconButton
            icon={ArrowRight}
            data-way="later"
            label={t('list.columnMenu.later', { column: say(column) })}
            disabled={at === columns.length - 1}
            onClick={() => move(column, 'later')}
          />
        </>
      )}
    </li>
  )
  return (
    <div ref={place} className="py-2">
      <p className="px-3 pb-1 text-xs text-muted">{t('list.columnMenu.shown')}</p>
      <ul>{columns.map(entry)}</ul>
      {hidden.length > 0 && (
        <>
          <p className="mt-2 border-t border-line px-3 pt-2 pb-1 text-xs text-muted">
            {t('list.columnMenu.hidden')}
          </p>
          <ul>{hidden.map((column) => entry(column, -1))}</ul>
        </>
      )}
      <div className="mt-2 border-t border-line px-3 pt-2">
        <p className="text-xs text-muted">{t('list.columnMenu.hint')}</p>
        <Button
          look="quiet"
          size="small"
          className="-ml-2.5"
          onClick={() => {
            setColumns(defaultColumns, inView)
            setWidths({})
          }}
        >
          {t('list.columnMenu.reset')}
        </Button>
      </div>
    </div>
  )
}
