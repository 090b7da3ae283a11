// The heads of the merge screen's columns: who is kept and who is folded in, and the choice between them.
import { useTranslation } from 'react-i18next'
import type { MergePerson, MergePreview } from '../../../shared/merging.ts'
import { Badge, InactiveBadge, TierChip } from '../../ui/badges.tsx'
import { classNames } from '../../ui/class-names.ts'
import { useDateWriters } from '../../ui/moment.tsx'
import { Dot, keptCell, labelCell } from './merge-cells.tsx'
import { survivorRow } from './merge-rows.ts'

interface MergeHeadsProps {
  readonly preview: MergePreview
  readonly survivorId: string | null
  readonly isReadOnly: boolean
  readonly isAt: (row: string, cell: string) => boolean
  readonly onKeep: (customerId: string) => void
}

/** The first row: it stays in sight while the facts scroll. */
export function MergeHeads({ preview, survivorId, isReadOnly, isAt, onKeep }: MergeHeadsProps) {
  const { t } = useTranslation()
  const { people, survivorReasons } = preview
  const why = survivorReasons.map((reason) => t(`merging.survivorReasons.${reason}`)).join(', ')
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name
    <div
      role={isReadOnly ? 'group' : 'radiogroup'}
      aria-label={t('merging.whoLivesOn')}
      className="contents [&>div]:border-b-line-strong"
    >
      <div className={classNames(labelCell, 'top-0 z-30! pt-3!')}>
        <span className="font-medium">{t('merging.whoLivesOn')}</span>
        <span className="mt-0.5 block text-xs leading-5 text-muted">{why}</span>
      </div>
      {people.map((person, place) => (
        <div
          key={person.card.id}
          className={classNames(
            'sticky top-0 border-b border-line bg-surface p-1',
            place === 0 ? `${keptCell} z-20!` : 'z-10',
          )}
        >
          <Head
            person={person}
            isKept={place === 0}
            isChosen={person.card.id === survivorId}
            isReadOnly={isReadOnly}
            isTabStop={isAt(survivorRow, person.card.id)}
            onKeep={onKeep}
          />
        </div>
      ))}
    </div>
  )
}

interface HeadProps {
  readonly person: MergePerson
  readonly isKept: boolean
  readonly isChosen: boolean
  readonly isReadOnly: boolean
  readonly isTabStop: boolean
  readonly onKeep: (customerId: string) => void
}

function Head({ person: { card }, isKept, isChosen, isReadOnly, isTabStop, onKeep }: HeadProps) {
  const { t } = useTranslation()
  const write = useDateWriters()
  const role = t(isKept ? 'merging.keep' : 'merging.foldIn')
  const content = (
    <>
      <span className="mb-1 flex items-center gap-2">
        <Badge tone={isKept ? 'good' : 'plain'}>{role}</Badge>
        {!isKept && !isReadOnly && <span className="text-xs text-muted">{t('merging.keepInstead')}</span>}
      </span>
      <span className="flex items-start gap-2.5">
        {!isReadOnly && (
          <span className="pt-0.5">
            <Dot isOn={isChosen} />
          </span>
        )}
        <span className="min-w-0">
          <span className="block text-lg leading-7 font-semibold wrap-anywhere">{card.fullName}</span>
          <span className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
            {card.customerCode ?? t('customer.codeFollows')}
            <span>{t('profile.sinceDay', { day: write.shortDay(card.createdAt) })}</span>
            {card.vipTier && <TierChip tier={card.vipTier} />}
            {!card.isActive && <InactiveBadge />}
          </span>
        </span>
      </span>
    </>
  )
  if (isReadOnly) return <div className="px-2.5 py-2">{content}</div>
  return (
    // biome-ignore lint/a11y/useSemanticElements: the arrows of the grid move without choosing
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      aria-label={t('merging.keepNamed', { role, name: card.fullName, code: card.customerCode ?? '' })}
      data-row={survivorRow}
      data-cell={card.id}
      tabIndex={isTabStop ? 0 : -1}
      onClick={() => onKeep(card.id)}
      className="flex h-full w-full flex-col justify-start rounded px-2.5 py-2 text-left -outline-offset-2 hover:bg-hover"
    >
      {content}
    </button>
  )
}
