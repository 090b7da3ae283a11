// What a command's plan needs to know besides its customer: the row it names as that is here now, the two customers it names,
// and whose a website profile is.
import type { ColumnValue, RowValues } from '../../shared/wire.ts'
import type { Command, SaidPair } from '../domain/commands.ts'
import { findKey } from './customer-keys.ts'
import { readSaidPair } from './dismissals.ts'
import { type ReadDb, statement } from './handle.ts'

/** The note, tier, view or notice a command names; null where it names none or there is none. */
export function readNamed(db: ReadDb, command: Command, actor: string | null): RowValues | null {
  switch (command.kind) {
    case 'customer.editNote': {
      const sql = `SELECT note_type, note_text, is_pinned, is_internal FROM customer_notes
         WHERE customer_key = ? AND id = ?`
      return readOne(db, sql, findKey(db, command.customerId) ?? null, command.noteId)
    }
    case 'conflict.settle': {
      if (command.column !== 'note_text') return null
      const sql = `SELECT customer_notes.id, note_text FROM customer_notes JOIN sync_conflicts ON sync_conflicts.id = ?
         WHERE customer_key = ? AND note_text IN (kept_value, other_value) LIMIT 1`
      return readOne(db, sql, command.conflictId, findKey(db, command.customerId) ?? null)
    }
    case 'tier.save': {
      const sql = 'SELECT name, colour, benefits, sort_order, is_active FROM vip_tiers WHERE id = ?'
      return command.tierId === null ? null : readOne(db, sql, command.tierId)
    }
    case 'view.save':
    case 'view.remove': {
      const sql = 'SELECT staff_id, name, definition, is_shared, is_removed FROM saved_views WHERE id = ?'
      return readOne(db, sql, command.viewId)
    }
    case 'notice.withdraw':
    case 'notice.markRead': {
      const sql = `SELECT title, withdrawn_at, EXISTS (SELECT 1 FROM notification_reads
           WHERE notification_id = notifications.id AND staff_id IS ?) AS is_read
         FROM notifications WHERE id = ?`
      return readOne(db, sql, actor, command.noticeId)
    }
    default:
      return null
  }
}

/** The two customers a command names, and what was said of them; undefined where it names no two. */
export function readNamedPair(db: ReadDb, command: Command): SaidPair | undefined {
  if (command.kind === 'duplicates.dismiss') return readSaidPair(db, command.leftId, command.rightId)
  if (command.kind !== 'duplicates.restore') return undefined
  const sql = 'SELECT first_customer_id, second_customer_id FROM duplicate_dismissals WHERE id = ?'
  const said = statement(db, sql).raw().get(command.dismissalId) as [string, string] | undefined
  return said && readSaidPair(db, ...said)
}

function readOne(db: ReadDb, sql: string, ...values: readonly (string | number | null)[]): RowValues | null {
  return (statement(db, sql).get(...values) as RowValues | undefined) ?? null
}

/** The other customer here who has the website profile that a command links; null where nobody has. */
export function findProfileHolder(db: ReadDb, command: Command): string | null {
  const profileId = linkedBy(command)
  if (!profileId) return null
  const sql = 'SELECT id FROM customers WHERE linked_profile_id = ? AND merged_into IS NULL AND id <> ?'
  return (statement(db, sql).pluck().get(profileId, command.customerId) as string | undefined) ?? null
}

function linkedBy(command: Command): ColumnValue | undefined {
  switch (command.kind) {
    case 'customer.linkProfile':
      return command.profileId
    case 'customer.create':
      return command.linkedProfileId
    case 'conflict.settle':
      return command.column === 'linked_profile_id' ? command.value : null
    default:
      return null
  }
}
