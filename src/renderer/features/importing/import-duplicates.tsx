// How many possible duplicates an import brought: said once the directory has been searched, which happens by itself. Counted are
// only those with somebody whom the file made or changed.
import { Combine } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useMethod } from '../../api.ts'
import { type ImportedFile, useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'

interface ImportDuplicatesProps {
  readonly file: ImportedFile
  /** Closes the report. */
  readonly onLeave: () => void
}

/** The line below the totals, with the way to these in the Duplicates place. */
export function ImportDuplicates({ file, onLeave }: ImportDuplicatesProps) {
  const { t } = useTranslation()
  const { data: status, isFetchedAfterMount, refetch } = useMethod('duplicates.status', {})
  useEffect(() => {
    // What was known before the import says nothing about it.
    void refetch()
  }, [refetch])
  const open = () => {
    onLeave()
    useInterface.getState().openDuplicatesOf(file)
  }
  const isThrough = isFetchedAfterMount && status?.search.state === 'idle' && !status.search.isBehind
  const args = { importToken: file.fileToken, offset: 0, limit: 1 }
  const list = useMethod('duplicates.list', args, { enabled: isThrough })
  const waiting = isThrough && !list.isFetching ? list.data?.matching : undefined
  const { done, total } = status?.search ?? { done: 0, total: 0 }
  const percent = total > 0 ? Math.min(99, Math.floor((done / total) * 100)) : 0
  return (
    <div className="mt-4 flex min-h-10 items-center gap-2.5">
      <Combine size={18} aria-hidden className="shrink-0 text-muted" />
      <p role="status">
        {waiting !== undefined ? (
          waiting > 0 ? (
            t('importing.duplicatesWait', { count: waiting })
          ) : (
            t('importing.noDuplicates')
          )
        ) : (
          <span className="text-muted">
            {t('importing.searching')}
            {percent > 0 && <span aria-hidden> {percent} %</span>}
          </span>
        )}
      </p>
      {waiting !== undefined && waiting > 0 && (
        <Button size="small" onClick={open}>
          {t('importing.seeDuplicates')}
        </Button>
      )}
    </div>
  )
}
