// The people of a cluster side by side, fact by fact: what differs and what agrees is marked with a sign and in words.
import { Equal, EqualNot } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { MergePerson } from '../../../shared/merging.ts'
import { formatSatang } from '../../../shared/money.ts'
import { useInterface } from '../../store.ts'
import { InactiveBadge, OldBadge, TierChip } from '../../ui/badges.tsx'
import { classNames } from '../../ui/class-names.ts'
import { displayPhone } from '../../ui/display-phone.ts'
import { Ago, useDateWriters } from '../../ui/moment.tsx'
import {
  type Agreement,
  addressOf,
  type ComparedFact,
  comparedFacts,
  compareFact,
  phonesOf,
} from './compare-facts.ts'

interface ClusterTableProps {
  readonly people: readonly MergePerson[]
  /** Those left out of the decision; only where there are more than two. */
  readonly unticked: ReadonlySet<string>
  readonly onTick: (customerId: string) => void
}

/** The table; it scrolls sideways where there are many, the names of the facts stay. */
export function ClusterTable({ people, unticked, onTick }: ClusterTableProps) {
  const { t } = useTranslation()
  const caption = useId()
  const cards = people.map(({ card }) => card)
  const rows = useRows()
  const facts = comparedFacts
    .map((fact) => ({ fact, agreement: compareFact(cards, fact) }))
    .filter(({ agreement }) => agreement !== 'none')
  return (
    <section aria-labelledby={caption} className="min-h-0 flex-1 overflow-auto">
      <table className="w-full min-w-max table-fixed border-separate border-spacing-0 text-left">
        <caption id={caption} className="sr-only">
          {t('inbox.sideBySide')}
        </caption>
        <colgroup>
          <col className={people.length > 2 ? 'w-36' : 'w-40'} />
          {people.map(({ card }) => (
            <col key={card.id} className={people.length > 2 ? 'w-55' : 'w-72'} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-20 bg-surface">
          <tr>
            <td className="sticky left-0 z-10 border-b border-line bg-surface" />
            {people.map((person) => (
              <PersonHead
                key={person.card.id}
                person={person}
                isTicked={!unticked.has(person.card.id)}
                onTick={people.length > 2 ? onTick : null}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {facts.map(({ fact, agreement }) => (
            <Row key={fact} name={t(`inbox.facts.${fact}`)} agreement={agreement}>
              {people.map((person) => (
                <Cell
                  key={person.card.id}
                  isFaint={unticked.has(person.card.id)}
                  isStrong={agreement === 'different'}
                >
                  {rows.fact(person, fact)}
                </Cell>
              ))}
            </Row>
          ))}
          {rows.figures
            .filter(([, write]) => people.some((person) => write(person) !== ''))
            .map(([name, write]) => (
              <Row key={name} name={name} agreement="none">
                {people.map((person) => (
                  <Cell key={person.card.id} isFaint={unticked.has(person.card.id)} isStrong={false}>
                    {write(person)}
                  </Cell>
                ))}
              </Row>
            ))}
        </tbody>
      </table>
    </section>
  )
}

interface Rows {
  fact(person: MergePerson, fact: ComparedFact): ReactNode
  readonly figures: readonly (readonly [name: string, write: (person: MergePerson) => ReactNode])[]
}

/** What stands in each row. */
function useRows(): Rows {
  const { t } = useTranslation()
  const write = useDateWriters()
  const number = (value: number) => value.toLocaleString('en-US')
  return {
    fact: ({ card }, fact) => {
      if (fact === 'email') return card.email
      if (fact === 'dateOfBirth') return card.dateOfBirth && write.day(card.dateOfBirth)
      if (fact === 'nickname') return card.nickname
      if (fact === 'address') return addressOf(card)
      return phonesOf(card).map(({ value, isOld }) => (
        <span key={value} className="mr-3 inline-flex items-center gap-2 whitespace-nowrap">
          {displayPhone(value)}
          {isOld && <OldBadge />}
        </span>
      ))
    },
    figures: [
      [t('customer.credit'), ({ card }) => formatSatang(card.availableCredit, true)],
      [t('customer.pointsTitle'), ({ card }) => number(card.loyaltyPoints)],
      [
        t('customer.visits'),
        ({ card }) => (
          <>
            {number(card.totalVisits)}
            <span className="text-muted">
              {' · '}
              <Ago moment={card.lastVisitAt} empty={t('customer.noVisits')} />
            </span>
          </>
        ),
      ],
      [t('profile.lifetimeValue'), ({ card }) => formatSatang(card.totalLifetimeValue)],
      [
        t('inbox.story'),
        ({ counts }) =>
          (['transactions', 'packages', 'bookings', 'notes'] as const)
            .filter((kind) => counts[kind] > 0)
            .map((kind) => t(`merging.counts.${kind}`, { count: counts[kind] }))
            .join(' · '),
      ],
      [t('customer.since'), ({ card }) => write.shortDay(card.createdAt)],
      [t('inbox.formerCodes'), ({ formerCodes }) => formerCodes.join(', ')],
    ],
  }
}

interface PersonHeadProps {
  readonly person: MergePerson
  readonly isTicked: boolean
  readonly onTick: ((customerId: string) => void) | null
}

function PersonHead({ person: { card }, isTicked, onTick }: PersonHeadProps) {
  const { t } = useTranslation()
  return (
    <th scope="col" className="border-b border-line px-3 pt-3 pb-2 align-top font-normal">
      <div className="flex items-start gap-2.5">
        {onTick && (
          <input
            type="checkbox"
            className="mt-1.5 size-[18px] shrink-0"
            aria-label={t('inbox.tick', { name: card.fullName })}
            checked={isTicked}
            onChange={() => onTick(card.id)}
          />
        )}
        <div className={classNames('min-w-0', !isTicked && 'text-muted line-through')}>
          <button
            type="button"
            title={t('profile.open')}
            onClick={() => useInterface.getState().openProfile(card.id)}
            className="-mx-1 rounded px-1 text-left text-lg leading-7 font-semibold wrap-anywhere hover:bg-hover hover:text-accent-text"
          >
            {card.fullName}
          </button>
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
            <span className="selectable">{card.customerCode ?? t('customer.codeFollows')}</span>
            {card.vipTier && <TierChip tier={card.vipTier} />}
            {!card.isActive && <InactiveBadge />}
          </p>
        </div>
      </div>
    </th>
  )
}

const signs = { same: Equal, different: EqualNot } as const

interface RowProps {
  readonly name: string
  readonly agreement: Agreement
  readonly children: ReactNode
}

function Row({ name, agreement, children }: RowProps) {
  const { t } = useTranslation()
  const isSpoken = agreement === 'same' || agreement === 'different'
  const Sign = isSpoken ? signs[agreement] : null
  return (
    <tr data-agreement={agreement}>
      <th
        scope="row"
        className={classNames(
          'sticky left-0 border-b border-line bg-surface py-1.5 pr-2 pl-6 align-top text-sm leading-6 font-normal',
          agreement === 'different' ? 'text-amber-text' : 'text-muted',
        )}
      >
        <span className="flex items-start justify-between gap-2">
          {name}
          {Sign && isSpoken && (
            <Sign
              size={15}
              role="img"
              aria-label={t(`inbox.agreement.${agreement}`)}
              className="mt-1 shrink-0"
            />
          )}
        </span>
      </th>
      {children}
    </tr>
  )
}

interface CellProps {
  readonly isFaint: boolean
  readonly isStrong: boolean
  readonly children: ReactNode
}

function Cell({ isFaint, isStrong, children }: CellProps) {
  return (
    <td
      className={classNames(
        'selectable border-b border-line px-3 py-1.5 align-top leading-6 wrap-anywhere',
        isFaint && 'text-muted',
        isStrong && 'font-medium',
      )}
    >
      {children || <span className="text-muted">–</span>}
    </td>
  )
}
