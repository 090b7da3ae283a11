// Which cells of the list are changed in place, and which one comes after another.
import type { ListColumn } from '../../../shared/customer-list.ts'
import type { EditableFact } from '../../ui/facts-form.ts'
import type { Onward } from '../../ui/inline-edit/use-inline-edit.ts'

const facts: Readonly<Partial<Record<ListColumn, EditableFact>>> = {
  fullName: 'fullName',
  nickname: 'nickname',
  primaryPhone: 'primaryPhone',
  secondaryPhone: 'secondaryPhone',
  email: 'email',
  dateOfBirth: 'dateOfBirth',
  city: 'city',
  preferredLanguage: 'preferredLanguage',
  customerSource: 'customerSource',
  vipTier: 'vipTierId',
  smsConsent: 'smsConsent',
  emailConsent: 'emailConsent',
  marketingConsent: 'marketingConsent',
}

/** A cell that is being changed. */
export interface CellPlace {
  readonly index: number
  readonly column: ListColumn
}

/** The fact a column shows; undefined where it is derived and cannot be typed. */
export function factOfColumn(column: ListColumn): EditableFact | undefined {
  return facts[column]
}

/** The first cell of a row that can be changed; null where none is shown. */
export function firstCell(index: number, columns: readonly ListColumn[]): CellPlace | null {
  const column = columns.find((one) => facts[one] !== undefined)
  return column === undefined ? null : { index, column }
}

/** The cell Tab leads to: the next in the row, and from the last one the first of the row below; null at the ends. */
export function cellAfter(
  { index, column }: CellPlace,
  onward: Onward,
  columns: readonly ListColumn[],
  count: number,
): CellPlace | null {
  if (onward === 'stay' || onward === 'away') return null
  const editable = columns.filter((one) => facts[one] !== undefined)
  const step = onward === 'next' ? 1 : -1
  const next = editable[editable.indexOf(column) + step]
  if (next !== undefined) return { index, column: next }
  const row = index + step
  const edge = step === 1 ? editable[0] : editable.at(-1)
  return row < 0 || row >= count || edge === undefined ? null : { index: row, column: edge }
}
