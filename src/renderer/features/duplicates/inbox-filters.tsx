// What of the inbox is shown: by how sure, by one reason, by a piece of somebody's name, phone or code, each with its count; or
// only whom an import brought, where its report led here.
import { FileUp, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../shared/customer.ts'
import { type DuplicateInbox, duplicateGrades, reasonGroups } from '../../../shared/duplicates.ts'
import { IconButton } from '../../ui/button.tsx'
import { FilterSelect, FilterText } from '../../ui/filter-fields.tsx'
import { clusterListId } from './cluster-list.tsx'
import { useInbox } from './inbox-state.ts'

/** The inbox is asked this long after the last key, in milliseconds. */
const typingPause = 150

/** The row of filters. */
export function InboxFilters({ inbox }: { readonly inbox: DuplicateInbox | undefined }) {
  const { t } = useTranslation()
  const filters = useInbox((state) => state.filters)
  const { filter } = useInbox.getState()
  const asked = filters.search ?? ''
  const [typed, setTyped] = useState(asked)
  const [known, setKnown] = useState(asked)
  if (known !== asked) {
    setKnown(asked)
    setTyped(asked)
  }
  useEffect(() => {
    if (typed === asked) return
    const timer = setTimeout(
      () => filter({ ...useInbox.getState().filters, search: typed === '' ? undefined : typed }),
      typingPause,
    )
    return () => clearTimeout(timer)
  }, [typed, asked, filter])
  const withCount = (words: string, count: number | undefined) =>
    count === undefined ? words : `${words} (${count.toLocaleString('en-US')})`
  return (
    <div className="grid shrink-0 grid-cols-2 gap-2 border-b border-line px-5 py-2.5 [&_select]:w-full! [&>span]:col-span-2 [&>span]:max-w-none!">
      {filters.importToken !== undefined && <ImportFilter />}
      <FilterText label={t('inbox.search')} value={typed} maxLength={limits.searchLength} onText={setTyped} />
      <FilterSelect
        label={t('inbox.grade')}
        value={filters.grade ?? ''}
        all={t('inbox.anyGrade')}
        options={duplicateGrades.map(
          (grade) => [grade, withCount(t(`inbox.grades.${grade}`), inbox?.counts.grades[grade])] as const,
        )}
        onChange={(grade) => filter({ ...filters, grade: grade === '' ? undefined : grade })}
      />
      <FilterSelect
        label={t('inbox.reason')}
        value={filters.reason ?? ''}
        all={t('inbox.anyReason')}
        options={reasonGroups.map(
          (reason) =>
            [reason, withCount(t(`inbox.reasonGroups.${reason}`), inbox?.counts.reasons[reason])] as const,
        )}
        onChange={(reason) => filter({ ...filters, reason: reason === '' ? undefined : reason })}
      />
    </div>
  )
}

/** Says that only one import's people are shown, and shows everybody again. */
function ImportFilter() {
  const { t } = useTranslation()
  const file = useInbox((state) => state.importedFile)
  const { filter } = useInbox.getState()
  const showAll = () => {
    document.getElementById(clusterListId)?.focus()
    filter({ ...useInbox.getState().filters, importToken: undefined })
  }
  return (
    <div className="col-span-2 flex items-center gap-2 rounded border border-amber-line bg-amber-soft pl-2.5 text-sm text-amber-text">
      <FileUp size={15} aria-hidden className="shrink-0" />
      <p className="min-w-0 flex-1 truncate" title={file}>
        {t('inbox.onlyImported', { file })}
      </p>
      <IconButton icon={X} label={t('inbox.showEverybody')} onClick={showAll} />
    </div>
  )
}
