// Writing customers into a file: which ones is said in words first, and what came of it afterwards.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type CustomerFilters,
  type ExportFormat,
  exportFormats,
  type ListSort,
  listColumns,
} from '../../../shared/customer-list.ts'
import { useCommand } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { useSlow } from '../../ui/states.tsx'
import { Segments } from './filter-controls.tsx'
import { ListProgress } from './list-progress.tsx'
import { useList } from './list-state.ts'
import { useFilterWords } from './list-words.ts'

interface ExportDialogProps {
  readonly resolved: CustomerFilters
  readonly sort: ListSort
  /** How many match. */
  readonly total: number
  /** Only these; null for everybody who matches. */
  readonly customerIds: readonly string[] | null
  readonly onClose: () => void
}

/** Asks for the file and the columns, and exports. */
export function ExportDialog({ resolved, sort, total, customerIds, onClose }: ExportDialogProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const words = useFilterWords()
  const filters = useList((state) => state.filters)
  const columns = useList((state) => state.columns)
  const [format, setFormat] = useState<ExportFormat>('xlsx')
  const [which, setWhich] = useState<'shown' | 'every'>('shown')
  const run = useCommand('customers.export')
  const isSlow = useSlow(run.isPending, 1000)
  const said = words.all(filters)
  const start = () =>
    run.mutate({
      filters: resolved,
      sort,
      columns: which === 'shown' ? columns : listColumns,
      format,
      ...(customerIds ? { customerIds } : {}),
    })
  const done = run.data
  return (
    <Dialog
      title={t('list.export.title')}
      width="small"
      onClose={onClose}
      footer={
        done ? (
          <Button look="primary" data-autofocus onClick={onClose}>
            {t('list.done')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('actions.cancel')}</Button>
            <Button look="primary" disabled={run.isPending} onClick={start} data-autofocus>
              {t('list.export.do')}
            </Button>
          </>
        )
      }
    >
      {done ? (
        <p role="status" className="wrap-anywhere">
          {t('list.export.done', { count: done.rows, file: done.fileName })}
        </p>
      ) : (
        <div className="grid gap-4">
          <p className="font-medium">
            {customerIds
              ? t('list.export.chosen', { count: customerIds.length })
              : said === ''
                ? t('list.export.everybody', { count: total })
                : t('list.export.filtered', { count: total, filters: said })}
          </p>
          <Segments
            title={t('list.export.format')}
            value={format}
            onChange={(key) => setFormat(key as ExportFormat)}
            options={exportFormats.map((key) => ({ key, label: t(`list.export.formats.${key}`) }))}
          />
          <Segments
            title={t('list.export.columns')}
            value={which}
            onChange={(key) => setWhich(key as typeof which)}
            options={[
              { key: 'shown', label: t('list.export.shown', { count: columns.length }) },
              { key: 'every', label: t('list.export.every', { count: listColumns.length }) },
            ]}
          />
          <p className="text-sm text-muted">{t('list.export.logged')}</p>
          {isSlow && (
            <div>
              <p role="status" className="mb-1 text-sm">
                {t('list.export.writing')}
              </p>
              <ListProgress task="export" label={t('list.export.writing')} />
            </div>
          )}
          {run.error && (
            <p role="alert" className="rounded bg-red-soft px-3 py-2 text-red-text">
              {sayError(run.error)}
            </p>
          )}
        </div>
      )}
    </Dialog>
  )
}
