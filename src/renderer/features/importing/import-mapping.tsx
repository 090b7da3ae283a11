// Which column of the file is what, with samples, and the first rows as they would arrive.
import { useTranslation } from 'react-i18next'
import {
  type FileInspection,
  type ImportField,
  type ImportPlan,
  importFields,
  importKinds,
  type PreviewRow,
  type SalesField,
  salesFields,
} from '../../../shared/importing.ts'
import { useMethod } from '../../api.ts'
import { Choices } from '../../ui/choices.tsx'
import { classNames } from '../../ui/class-names.ts'
import { controlLook } from '../../ui/field.tsx'
import { ScrollTable } from '../../ui/scroll-table.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { assignColumn, changeKind, isComplete, useImportRun } from './import-run.ts'

type AnyField = ImportField | SalesField

function fieldsOf(plan: ImportPlan): readonly AnyField[] {
  return plan.kind === 'sales' ? salesFields : importFields
}

function columnOf({ mapping }: ImportPlan, field: AnyField): number | undefined {
  return (mapping as Readonly<Partial<Record<AnyField, number>>>)[field]
}

/** The mapping table above the preview. */
export function ImportMappingStep({ inspection }: { readonly inspection: FileInspection }) {
  const { t } = useTranslation()
  const plan = useImportRun((state) => state.plan)
  const fields = fieldsOf(plan)
  const fieldAt = (column: number) => fields.find((field) => columnOf(plan, field) === column) ?? ''
  const assign = (column: number, field: string) =>
    useImportRun.setState({ plan: assignColumn(plan, column, (field as AnyField) || null) })
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="text-muted">
          {t('importing.about', {
            count: inspection.rowCount,
            columns: inspection.columns.length,
            encoding: inspection.encoding.toUpperCase(),
          })}
        </p>
        <Choices
          label={t('importing.kind')}
          value={plan.kind}
          choices={importKinds.map((kind) => ({ value: kind, label: t(`importing.kinds.${kind}`) }))}
          onChoose={changeKind}
        />
      </div>
      <div className="mt-3 max-h-[248px] overflow-y-auto rounded border border-line" role="presentation">
        <table className="w-full table-fixed text-left">
          <thead className="sticky top-0 bg-raised text-sm text-muted">
            <tr>
              <th className="w-[24%] px-3 py-1.5 font-normal">{t('importing.column')}</th>
              <th className="px-3 py-1.5 font-normal">{t('importing.samples')}</th>
              <th className="w-[27%] px-3 py-1.5 font-normal">{t('importing.field')}</th>
            </tr>
          </thead>
          <tbody>
            {inspection.columns.map(({ header, samples }, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file
              <tr key={column} className="border-t border-line">
                <th scope="row" className="truncate px-3 py-1 font-medium">
                  {header || t('importing.nameless', { number: column + 1 })}
                </th>
                <td className="truncate px-3 py-1 text-muted" title={samples.join('\n')}>
                  {samples.filter(Boolean).slice(0, 3).join('  ·  ')}
                </td>
                <td className="px-2 py-1">
                  <select
                    aria-label={t('importing.fieldOf', { column: header || String(column + 1) })}
                    value={fieldAt(column)}
                    onChange={(event) => assign(column, event.target.value)}
                    className={classNames(
                      controlLook,
                      'select-look min-h-8!',
                      fieldAt(column) === '' && 'text-muted',
                    )}
                  >
                    <option value="">{t('importing.leaveOut')}</option>
                    {fields.map((field) => (
                      <option key={field} value={field}>
                        {t(`importFields.${field}`)}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isComplete(plan) && <Preview fileToken={inspection.fileToken} plan={plan} />}
    </>
  )
}

interface PreviewProps {
  readonly fileToken: string
  readonly plan: ImportPlan
}

function Preview({ fileToken, plan }: PreviewProps) {
  const { t } = useTranslation()
  const preview = useMethod('import.preview', { fileToken, ...plan }, { keepPrevious: true })
  const fields = fieldsOf(plan).filter((field) => columnOf(plan, field) !== undefined)
  if (preview.error) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
  if (!preview.data) return <LoadingState />
  return (
    <>
      <h3 className="mt-5 mb-2 font-medium">{t('importing.preview')}</h3>
      <ScrollTable
        label={t('importing.preview')}
        className="max-h-[280px]"
        head={
          <>
            <th className="px-3 py-1.5 font-normal">{t('importing.line')}</th>
            <th className="px-3 py-1.5 font-normal">{t('importing.remark')}</th>
            {fields.map((field) => (
              <th key={field} className="px-3 py-1.5 font-normal whitespace-nowrap">
                {t(`importFields.${field}`)}
              </th>
            ))}
          </>
        }
      >
        {preview.data.map((row) => (
          <PreviewLine key={row.line} row={row} fields={fields} />
        ))}
      </ScrollTable>
    </>
  )
}

function PreviewLine({ row, fields }: { readonly row: PreviewRow; readonly fields: readonly AnyField[] }) {
  const { t } = useTranslation()
  return (
    <tr className={classNames('border-t border-line', row.problem && 'bg-red-soft')}>
      <td className="px-3 py-1.5 text-muted">{row.line}</td>
      <td className="px-3 py-1.5 whitespace-nowrap">
        {row.problem && <span className="text-red-text">{t(`rowProblems.${row.problem}`)}</span>}
        {!row.problem && row.mends.length > 0 && (
          <span className="text-amber-text">{row.mends.map((mend) => t(`rowMends.${mend}`)).join('; ')}</span>
        )}
      </td>
      {fields.map((field) => (
        <td key={field} className="max-w-56 truncate px-3 py-1.5" title={row.values[field]}>
          {row.values[field]}
        </td>
      ))}
    </tr>
  )
}
