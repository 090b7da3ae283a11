// The columns of the list: how wide they start, which way they lean, and what is remembered of them.
import {
  defaultColumns,
  type ListColumn,
  listColumns,
  type SortableColumn,
  sortableColumns,
} from '../../../shared/customer-list.ts'

interface ColumnLook {
  /** In pixels, before anybody drags. */
  readonly width: number
  readonly isFigure?: boolean
}

export const columnLooks: Readonly<Record<ListColumn, ColumnLook>> = {
  fullName: { width: 264 },
  customerCode: { width: 112 },
  primaryPhone: { width: 150 },
  email: { width: 232 },
  vipTier: { width: 112 },
  lastVisit: { width: 138 },
  totalVisits: { width: 84, isFigure: true },
  lifetimeValue: { width: 128, isFigure: true },
  status: { width: 104 },
  availableCredit: { width: 112, isFigure: true },
  loyaltyPoints: { width: 96, isFigure: true },
  customerSource: { width: 152 },
  registrationDate: { width: 128 },
  nickname: { width: 112 },
  secondaryPhone: { width: 150 },
  dateOfBirth: { width: 128 },
  city: { width: 136 },
  preferredLanguage: { width: 104 },
  smsConsent: { width: 88 },
  emailConsent: { width: 88 },
  marketingConsent: { width: 88 },
  firstVisit: { width: 138 },
}

export const narrowest = 72
export const widest = 640
/** Of the box that selects a row, in pixels. */
export const selectWidth = 52

export type ColumnWidths = Readonly<Partial<Record<ListColumn, number>>>

/** Whether the list can be sorted by a column. */
export function isSortable(column: string): column is SortableColumn {
  return (sortableColumns as readonly string[]).includes(column)
}

const isColumn = (name: unknown): name is ListColumn => listColumns.includes(name as ListColumn)

/** The columns as they may stand: each once, the name always first; without any, those shown at first. */
export function cleanColumns(names: unknown): readonly ListColumn[] {
  const known = Array.isArray(names) ? [...new Set(names.filter(isColumn))] : []
  if (known.length === 0) return defaultColumns
  return ['fullName', ...known.filter((name) => name !== 'fullName')]
}

/** The columns with one shown at the end, or hidden; the name stays. */
export function toggleColumn(columns: readonly ListColumn[], column: ListColumn): readonly ListColumn[] {
  if (column === 'fullName') return columns
  return columns.includes(column) ? columns.filter((name) => name !== column) : [...columns, column]
}

/** The columns with one moved to another's place; nothing comes before the name. */
export function moveColumn(
  columns: readonly ListColumn[],
  column: ListColumn,
  to: number,
): readonly ListColumn[] {
  const from = columns.indexOf(column)
  const place = Math.min(columns.length - 1, Math.max(1, to))
  if (from < 1 || place === from) return columns
  const others = columns.filter((name) => name !== column)
  return [...others.slice(0, place), column, ...others.slice(place)]
}

/** What a person left behind about the list. */
export interface ListMemory {
  readonly columns: readonly ListColumn[]
  readonly widths: ColumnWidths
  readonly figuresOpen: boolean
}

/** Reads what was left behind; whatever cannot be read counts as never said. */
export function readListMemory(text: string | null): ListMemory {
  const nothing: ListMemory = { columns: defaultColumns, widths: {}, figuresOpen: true }
  if (text === null) return nothing
  try {
    const kept = JSON.parse(text) as { columns?: unknown; widths?: unknown; figuresOpen?: unknown }
    const widths = Object.entries((kept.widths ?? {}) as Record<string, unknown>).filter(
      ([name, width]) => isColumn(name) && typeof width === 'number' && width >= narrowest && width <= widest,
    )
    return {
      columns: cleanColumns(kept.columns),
      widths: Object.fromEntries(widths) as ColumnWidths,
      figuresOpen: kept.figuresOpen !== false,
    }
  } catch {
    return nothing
  }
}
