// Which facts the merge screen shows, and which of them it can hide. Pure.
import type { MergeField, MergePreview } from '../../../shared/merging.ts'
import type { ChoiceRow } from './grid-moves.ts'

/** The name of the row that decides who lives on. */
export const survivorRow = 'survivor'

export interface ShownFields {
  readonly shown: readonly MergeField[]
  /** Rows in which everybody says the same thing. */
  readonly equal: number
}

/** The rows worth showing: what nobody knows never, what all agree on only when asked for. */
export function chooseFields({ fields }: Pick<MergePreview, 'fields'>, withEqual: boolean): ShownFields {
  const known = fields.filter(({ values }) => values.some((value) => value !== null))
  const equal = known.filter(({ isEqual }) => isEqual)
  return { shown: withEqual ? known : known.filter(({ isEqual }) => !isEqual), equal: equal.length }
}

/** Whether there is anything to choose in a row. */
export function isChoice({ isEqual, isFixed }: MergeField): boolean {
  return !isEqual && !isFixed
}

/** The grid the arrows move through: first who lives on, then every fact with a choice. */
export function choiceRows(
  { people }: Pick<MergePreview, 'people'>,
  fields: readonly MergeField[],
): readonly ChoiceRow[] {
  const ids = people.map(({ card }) => card.id)
  return [
    { key: survivorRow, cells: ids },
    ...fields.map((field) => ({
      key: field.column,
      cells: ids.map((id, place) => (isChoice(field) && (field.values[place] ?? null) !== null ? id : null)),
    })),
  ]
}
