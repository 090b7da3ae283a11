// One drawing with its table: the table is always there for screen readers, and on screen when somebody asks for it.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface InsightRow {
  readonly name: string
  readonly value: number
}

interface InsightPartProps {
  readonly title: string
  readonly rowName: string
  readonly valueName: string
  readonly rows: readonly InsightRow[]
  readonly say: (value: number) => string
  readonly asTable: boolean
  readonly children: ReactNode
}

/** The row with the most, the first of them; null where all are nothing. */
export function highest(rows: readonly InsightRow[]): InsightRow | null {
  const best = rows.reduce<InsightRow | null>((top, row) => (row.value > (top?.value ?? 0) ? row : top), null)
  return best
}

/** A titled frame with what stands out in words, and the drawing or its table. */
export function InsightPart(props: InsightPartProps) {
  const { title, rowName, valueName, rows, say, asTable, children } = props
  const { t } = useTranslation()
  const top = highest(rows)
  return (
    <section aria-label={title} className="min-w-0 rounded border border-line px-4 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="font-medium">{title}</h3>
        {top && (
          <p className="text-sm text-muted">
            {t('profile.insights.most', { name: top.name, value: say(top.value) })}
          </p>
        )}
      </div>
      <div className={asTable ? 'mt-1 max-h-[216px] overflow-y-auto' : 'sr-only'} tabIndex={asTable ? 0 : -1}>
        <table className="w-full text-left text-sm [&_td]:py-0.5 [&_th]:py-0.5">
          <caption className="sr-only">{title}</caption>
          <thead className="text-muted">
            <tr>
              <th scope="col" className="font-normal">
                {rowName}
              </th>
              <th scope="col" className="pr-2 text-right font-normal">
                {valueName}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map(({ name, value }) => (
              <tr key={name}>
                <th scope="row" className="font-normal">
                  {name}
                </th>
                <td className="pr-2 text-right">{say(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!asTable && (
        <div aria-hidden className="mt-2 h-[168px]">
          {children}
        </div>
      )}
    </section>
  )
}
