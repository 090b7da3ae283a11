// What each entry holds, below the facts: all of it comes together, so there is nothing to choose.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MergePerson } from '../../../shared/merging.ts'
import { formatSatang } from '../../../shared/money.ts'
import { classNames } from '../../ui/class-names.ts'
import { Ago } from '../../ui/moment.tsx'
import { useStoryWords } from '../../ui/undo-merge.tsx'
import { keptCell, labelCell } from './merge-cells.tsx'

interface MergeFiguresProps {
  readonly people: readonly MergePerson[]
  readonly title: string
}

/** Rows of the merge grid. */
export function MergeFigures({ people, title }: MergeFiguresProps) {
  const { t } = useTranslation()
  const sayCounts = useStoryWords()
  const number = (value: number) => value.toLocaleString('en-US')
  const rows: readonly (readonly [name: string, write: (person: MergePerson) => ReactNode])[] = [
    [t('customer.credit'), ({ card }) => formatSatang(card.availableCredit, true)],
    [t('customer.pointsTitle'), ({ card }) => number(card.loyaltyPoints)],
    [t('profile.lifetimeValue'), ({ card }) => formatSatang(card.totalLifetimeValue, true)],
    [t('customer.visits'), ({ card }) => number(card.totalVisits)],
    [t('customer.lastVisit'), ({ card }) => <Ago moment={card.lastVisitAt} empty={t('customer.never')} />],
    [t('inbox.story'), ({ counts }) => sayCounts(counts)],
    [t('inbox.formerCodes'), ({ formerCodes }) => formerCodes.join(', ')],
  ]
  return (
    <>
      <h3 className="sticky left-0 col-span-full w-max bg-surface px-6 pt-4 pb-1 text-sm font-semibold">
        {title}
      </h3>
      {rows.map(([name, write]) => {
        const cells = people.map(write)
        if (cells.every((cell) => cell === '')) return null
        return (
          // biome-ignore lint/a11y/useSemanticElements: a row of figures, not of form fields
          <div key={name} role="group" aria-label={name} className="contents">
            <div className={classNames(labelCell, 'text-muted')}>{name}</div>
            {people.map(({ card }, place) => (
              <div
                key={card.id}
                className={classNames(
                  'selectable border-b border-line bg-surface py-2 pr-3.5 pl-10 leading-6 wrap-anywhere',
                  place === 0 && keptCell,
                )}
              >
                {cells[place] || <span className="text-muted">–</span>}
              </div>
            ))}
          </div>
        )
      })}
    </>
  )
}
