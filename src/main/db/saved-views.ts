// Views of the list that people saved: one's own, and those everybody sees.
import { type SavedView, type ViewDefinition, viewDefinitionSchema } from '../../shared/customer-list.ts'
import { type ReadDb, statement } from './handle.ts'
import { nameStaff } from './summaries.ts'

interface StoredView {
  readonly id: string
  readonly staff_id: string | null
  readonly name: string
  readonly definition: string
  readonly is_shared: number
}

/** The views of `owner` (null where nobody signs in) and the shared ones, by name. One that a newer app made in words unknown here is passed over. */
export function listViews(db: ReadDb, owner: string | null): readonly SavedView[] {
  const sql = `SELECT id, staff_id, name, definition, is_shared FROM saved_views
     WHERE is_removed = 0 AND (is_shared = 1 OR staff_id IS ?)`
  const views = (statement(db, sql).all(owner) as StoredView[]).flatMap((row): SavedView[] => {
    const definition = readDefinition(row.definition)
    if (definition === null) return []
    const ownerName = nameStaff(db, row.staff_id)
    const facts = { id: row.id, name: row.name, isShared: row.is_shared === 1, isOwn: row.staff_id === owner }
    return [{ ...facts, definition, ownerName }]
  })
  return views.sort((left, right) => left.name.localeCompare(right.name) || (left.id < right.id ? -1 : 1))
}

/** Whose a view is, and whether everybody sees it; null where there is no such view. */
export function readOwnership(
  db: ReadDb,
  viewId: string,
): { readonly staffId: string | null; readonly isShared: boolean } | null {
  const sql = 'SELECT staff_id, is_shared FROM saved_views WHERE id = ? AND is_removed = 0'
  const row = statement(db, sql).get(viewId) as Pick<StoredView, 'staff_id' | 'is_shared'> | undefined
  return row ? { staffId: row.staff_id, isShared: row.is_shared === 1 } : null
}

function readDefinition(text: string): ViewDefinition | null {
  try {
    return viewDefinitionSchema.validateSync(JSON.parse(text), { strict: true })
  } catch {
    return null
  }
}
