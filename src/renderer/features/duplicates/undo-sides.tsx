// The two customers as they will be once they are parted, with the sum of both: nothing is lost and nothing doubled.
import { useTranslation } from 'react-i18next'
import type { UndoPreview, UndoSide } from '../../../shared/merging.ts'
import { formatSatang } from '../../../shared/money.ts'

/** The table of both. */
export function UndoSides({
  preview,
  isStale,
}: {
  readonly preview: UndoPreview
  readonly isStale: boolean
}) {
  const { t } = useTranslation()
  const { survivor, folded } = preview
  const money = (value: number) => formatSatang(value, true)
  const number = (value: number) => value.toLocaleString('en-US')
  const rows: readonly (readonly [string, (side: UndoSide) => number, (value: number) => string])[] = [
    [t('customer.credit'), (side) => side.availableCredit, money],
    [t('customer.pointsTitle'), (side) => side.loyaltyPoints, number],
    [t('profile.lifetimeValue'), (side) => side.totalLifetimeValue, money],
    [t('customer.visits'), (side) => side.totalVisits, number],
  ]
  return (
    <table
      aria-busy={isStale}
      className="w-full table-fixed text-left [&_td]:py-1 [&_td]:pr-4 [&_th]:pr-4 [&_th]:py-1 [&_th]:font-normal [&_tbody_tr]:border-t [&_tbody_tr]:border-line"
    >
      <caption className="pb-1 text-left text-sm font-semibold">{t('parting.afterwards')}</caption>
      <thead className="align-top">
        <tr>
          <td className="w-40" />
          <SideHead side={survivor} words={t('parting.stays')} />
          <SideHead side={folded} words={t('parting.comesBack')} />
          <th scope="col" className="w-48 text-sm text-muted">
            {t('parting.together')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, read, write]) => (
          <tr key={name}>
            <th scope="row" className="text-sm text-muted">
              {name}
            </th>
            <td className="selectable font-medium">{write(read(survivor))}</td>
            <td className="selectable font-medium">{write(read(folded))}</td>
            <td className="selectable text-muted">{write(read(survivor) + read(folded))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SideHead({ side, words }: { readonly side: UndoSide; readonly words: string }) {
  const { t } = useTranslation()
  return (
    <th scope="col">
      <span className="block text-xs text-muted">{words}</span>
      <span className="selectable font-semibold wrap-anywhere">{side.name}</span>{' '}
      <span className="selectable text-sm text-muted">{side.code ?? t('customer.codeFollows')}</span>
    </th>
  )
}
