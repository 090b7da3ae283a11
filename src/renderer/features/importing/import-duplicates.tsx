// What an import did to the count of possible duplicates: said once the directory has been searched, which happens by itself.
import { Combine } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'

/** The line below the totals, with the way to the Duplicates place; `onLeave` closes the report. */
export function ImportDuplicates({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation()
  const { data: status, isFetchedAfterMount, refetch } = useMethod('duplicates.status', {})
  useEffect(() => {
    // What was known before the import says nothing about it.
    void refetch()
  }, [refetch])
  const open = () => {
    onLeave()
    useInterface.getState().showScreen('duplicates')
  }
  const isThrough = isFetchedAfterMount && status?.search.state === 'idle' && !status.search.isBehind
  const { done, total } = status?.search ?? { done: 0, total: 0 }
  const percent = total > 0 ? Math.min(99, Math.floor((done / total) * 100)) : 0
  return (
    <div className="mt-4 flex min-h-10 items-center gap-2.5">
      <Combine size={18} aria-hidden className="shrink-0 text-muted" />
      <p role="status">
        {isThrough ? (
          status.waiting > 0 ? (
            t('importing.duplicatesWait', { count: status.waiting })
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
      {isThrough && status.waiting > 0 && (
        <Button size="small" onClick={open}>
          {t('importing.seeDuplicates')}
        </Button>
      )}
    </div>
  )
}
