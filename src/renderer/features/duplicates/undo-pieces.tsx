// What came after a merge: each piece stays with the survivor unless it is said to be the other's. One stop for Tab, the arrows
// move through the choices and Space chooses.
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LaterChange, LaterPiece, UndoPreview, UndoSide } from '../../../shared/merging.ts'
import { formatSatang } from '../../../shared/money.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { useColumnWords } from '../../ui/column-words.ts'
import { displayPhone } from '../../ui/display-phone.ts'
import { useDateWriters } from '../../ui/moment.tsx'
import { type CellPlace, firstPlace, movePlace } from './grid-moves.ts'
import { Dot } from './merge-cells.tsx'
import type { UnmergeInHand } from './use-unmerge.ts'

const sides = ['stays', 'goes'] as const
/** As many pieces as are drawn before somebody asks for more. */
const firstPieces = 100

interface UndoPiecesProps {
  readonly undo: UnmergeInHand
  readonly preview: UndoPreview
}

/** The list of pieces and changed facts, each with its two choices. */
export function UndoPieces({ undo, preview }: UndoPiecesProps) {
  const { t } = useTranslation()
  const { pieces, changes, survivor, folded } = preview
  const [isWhole, setWhole] = useState(false)
  const [reached, setReached] = useState<CellPlace | null>(null)
  const element = useRef<HTMLDivElement>(null)
  const shown = isWhole ? pieces : pieces.slice(0, firstPieces)
  const ids = [...changes.map(({ column }) => column), ...shown.map(({ id }) => id)]
  const rows = ids.map((key) => ({ key, cells: sides }))
  const place = reached && ids.includes(reached.row) ? reached : firstPlace(rows)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const target = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')
    const from = { row: target?.dataset.row ?? '', cell: target?.dataset.cell ?? '' }
    const next = target && movePlace(rows, from, event.code)
    if (!next) return
    event.preventDefault()
    setReached(next)
    const cells = element.current?.querySelectorAll<HTMLElement>('[data-row]') ?? []
    const cell = [...cells].find(({ dataset }) => dataset.row === next.row && dataset.cell === next.cell)
    cell?.focus()
  }
  if (ids.length === 0) return <p className="text-muted">{t('parting.nothingSince')}</p>
  // Two of one name are the usual case, so the codes come first.
  const people = { stays: survivor, goes: folded }
  const nameOf = ({ code, name }: UndoSide) => [code, name].filter(Boolean).join(' ')
  const row = (id: string, what: ReactNode, words: string) => (
    <div key={id} role="radiogroup" aria-label={words} className="contents">
      <div className="border-b border-line py-1.5 pr-4">{what}</div>
      {sides.map((side) => {
        const isOn = undo.going.has(id) === (side === 'goes')
        return (
          <div key={side} className="flex border-b border-line p-1">
            {/* biome-ignore lint/a11y/useSemanticElements: the arrows of the grid move without choosing */}
            <button
              type="button"
              role="radio"
              aria-checked={isOn}
              aria-label={nameOf(people[side])}
              data-row={id}
              data-cell={side}
              tabIndex={place?.row === id && place.cell === side ? 0 : -1}
              onClick={() => {
                setReached({ row: id, cell: side })
                undo.assign([id], side === 'goes')
              }}
              className={classNames(
                'flex min-h-8 w-full items-start gap-2.5 rounded px-2.5 py-1 text-left -outline-offset-2',
                isOn ? 'bg-accent-soft font-medium' : 'text-muted hover:bg-hover hover:text-ink',
              )}
            >
              <Dot isOn={isOn} />
              <span className="min-w-0 truncate" title={people[side].name}>
                {people[side].code} <span className="font-normal">{people[side].name}</span>
              </span>
            </button>
          </div>
        )
      })}
    </div>
  )
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between the choices inside */}
      <div
        ref={element}
        className="grid grid-cols-[minmax(0,1fr)_minmax(180px,240px)_minmax(180px,240px)] border-t border-line"
        onKeyDown={onKeyDown}
      >
        {changes.map((change) => (
          <ChangedFact key={change.column} change={change}>
            {(what, words) => row(change.column, what, words)}
          </ChangedFact>
        ))}
        {shown.map((piece) => (
          <Piece key={piece.id} piece={piece}>
            {(what, words) => row(piece.id, what, words)}
          </Piece>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-2 pt-2">
        {ids.length > 1 &&
          sides.map((side) => (
            <Button
              key={side}
              size="small"
              onClick={() =>
                undo.assign(
                  [...changes.map(({ column }) => column), ...pieces.map(({ id }) => id)],
                  side === 'goes',
                )
              }
            >
              {t('parting.allTo', { name: people[side].code ?? people[side].name })}
            </Button>
          ))}
        {shown.length < pieces.length && (
          <Button look="quiet" size="small" onClick={() => setWhole(true)}>
            {t('profile.more', { count: pieces.length - shown.length })}
          </Button>
        )}
      </div>
    </>
  )
}

type Row = (what: ReactNode, words: string) => ReactNode

/** A fact that was changed after the merge. */
function ChangedFact({ change, children }: { readonly change: LaterChange; readonly children: Row }) {
  const { t } = useTranslation()
  const words = useColumnWords()
  const { column, now, survivorBefore } = change
  const name = words.column(column)
  const value = words.value(column, now)
  return children(
    <>
      <span className="font-medium">{t('parting.changedFact', { field: name })}</span>{' '}
      <span className="text-muted">{words.value(column, survivorBefore)} → </span>
      <span className="selectable wrap-anywhere">{value}</span>
    </>,
    `${name} ${value}`,
  )
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/

function Piece({ piece, children }: { readonly piece: LaterPiece; readonly children: Row }) {
  const { t } = useTranslation()
  const write = useDateWriters()
  const { kind, at, label, amount } = piece
  const name = t(`parting.kinds.${kind}`)
  const signed = (value: number, words: string) => (value > 0 ? `+${words}` : words)
  const much =
    amount === null
      ? null
      : kind === 'sale'
        ? formatSatang(amount, true)
        : kind === 'credit'
          ? signed(amount, formatSatang(amount, true))
          : signed(amount, amount.toLocaleString('en-US').replace('-', '−'))
  const said = label === null || uuid.test(label) ? null : kind === 'identifier' ? displayPhone(label) : label
  const when = at === null ? null : at.length === 10 ? write.day(at) : write.moment(at)
  return children(
    <div className="flex items-baseline gap-3">
      <span className="w-40 shrink-0 text-sm text-muted">{when}</span>
      <span className="min-w-0 flex-1">
        <span className="font-medium">{name}</span>{' '}
        {said && <span className="selectable wrap-anywhere">{said}</span>}
      </span>
      {much && <span className="shrink-0">{much}</span>}
    </div>,
    [name, said, much, when].filter(Boolean).join(', '),
  )
}
