// What a dry run would do, or an import did: totals, what was mended, and every kind of refusal with its rows.
import { CircleCheck, Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportReport, RowMendCode } from '../../../shared/importing.ts'
import { formatSatang } from '../../../shared/money.ts'
import { useCommand } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { ScrollTable } from '../../ui/scroll-table.tsx'
import { ImportDuplicates } from './import-duplicates.tsx'
import { useImportRun } from './import-run.ts'

/** Four figures of a report side by side, each under its words. */
function Totals({ report }: { readonly report: ImportReport }) {
  const { t } = useTranslation()
  const figures =
    report.kind === 'sales'
      ? (['created', 'customers', 'known', 'refused'] as const).map(
          (total) => [t(`importing.salesTotals.${total}`), report[total]] as const,
        )
      : (['created', 'completed', 'known', 'refused'] as const).map(
          (total) => [t(`importing.totals.${total}`), report[total]] as const,
        )
  return (
    <dl className="mt-4 grid grid-cols-4 divide-x divide-line rounded border border-line">
      {figures.map(([words, figure]) => (
        <div key={words} className="px-4 py-3">
          <dt className="text-sm text-muted">{words}</dt>
          <dd className="text-xl font-semibold">{figure.toLocaleString('en-US')}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The report of the last run; `onLeave` closes it. */
export function ImportReportStep({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation()
  const { report, inspection } = useImportRun()
  if (!report) return null
  const mends = (Object.entries(report.mended) as [RowMendCode, number][]).filter(([, count]) => count > 0)
  const title = report.cancelled ? 'cancelled' : report.dryRun ? 'dryRunDone' : 'finished'
  return (
    <>
      <p role="status" className="flex items-center gap-2 text-lg font-medium">
        <CircleCheck size={20} aria-hidden className={report.cancelled ? 'text-muted' : 'text-green-text'} />
        {t(`importing.${title}`, { count: report.rows, seconds: report.seconds.toFixed(1) })}
      </p>
      <Totals report={report} />
      <ul className="mt-4 list-disc space-y-0.5 pl-5">
        {mends.map(([mend, count]) => (
          <li key={mend}>{t(`importing.mended.${mend}`, { count })}</li>
        ))}
        {report.kind === 'customers' && report.sharedPhones > 0 && (
          <li>{t('importing.sharedPhones', { count: report.sharedPhones })}</li>
        )}
        {report.kind === 'sales' && report.created > 0 && (
          <li>{t('importing.salesAmount', { amount: formatSatang(report.amount, true) })}</li>
        )}
      </ul>
      {report.kind === 'customers' && !report.dryRun && (
        <ImportDuplicates
          file={{ fileToken: report.fileToken, fileName: inspection?.fileName ?? '' }}
          onLeave={onLeave}
        />
      )}
      {report.refused > 0 && <RefusedRows report={report} />}
    </>
  )
}

function RefusedRows({ report }: { readonly report: ImportReport }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const save = useCommand('import.saveRefused')
  const [saved, setSaved] = useState<string | null>(null)
  const download = () =>
    save.mutate({ fileToken: report.fileToken }, { onSuccess: (file) => file && setSaved(file.fileName) })
  return (
    <section className="mt-5">
      <div className="mb-2 flex items-center gap-3">
        <h3 className="font-medium">{t('importing.refusedTitle', { count: report.refused })}</h3>
        <Button size="small" icon={Download} onClick={download} disabled={save.isPending}>
          {t('importing.download')}
        </Button>
        <span role="status" className="text-sm text-muted">
          {saved && t('importing.downloaded', { file: saved })}
          {save.error && sayError(save.error)}
        </span>
      </div>
      <ScrollTable
        label={t('importing.refusedTitle', { count: report.refused })}
        className="max-h-[280px]"
        head={(['line', 'fieldName', 'reason', 'value'] as const).map((column) => (
          <th key={column} className="px-3 py-1.5 font-normal">
            {t(`importing.${column}`)}
          </th>
        ))}
      >
        {report.refusedSample.map((row) => (
          <tr key={row.line} className="border-t border-line">
            <td className="px-3 py-1.5 text-muted">{row.line}</td>
            <td className="px-3 py-1.5">{row.field ? t(`importFields.${row.field}`) : '–'}</td>
            <td className="px-3 py-1.5">{t(`rowProblems.${row.problem}`)}</td>
            <td className="selectable max-w-96 truncate px-3 py-1.5" title={row.value}>
              {row.value}
            </td>
          </tr>
        ))}
      </ScrollTable>
    </section>
  )
}
