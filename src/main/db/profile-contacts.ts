// Who talked to a customer, how, about what, and whether anybody answered.
import type { ContactRow, ContactType } from '../../shared/profile.ts'
import { type ReadDb, statement } from './handle.ts'
import { findProfileKey } from './profile-customer.ts'
import { namePerson } from './summaries.ts'

interface StoredContact {
  readonly id: string
  readonly contact_type: ContactType
  readonly contact_method: string | null
  readonly purpose: string | null
  readonly notes: string | null
  readonly successful: number
  readonly contact_date: string
  readonly contacted_by: string | null
}

/** The contact log, newest first; of one way of contact where it is given. */
export function readContacts(
  db: ReadDb,
  { customerId, contactType }: { readonly customerId: string; readonly contactType?: ContactType },
): readonly ContactRow[] {
  const sql = `SELECT id, contact_type, contact_method, purpose, notes, successful, contact_date, contacted_by
    FROM customer_contact_history WHERE customer_key = $key AND ($type IS NULL OR contact_type = $type)
    ORDER BY contact_date DESC, id DESC`
  const key = findProfileKey(db, customerId)
  return (statement(db, sql).all({ key, type: contactType ?? null }) as StoredContact[]).map((row) => ({
    id: row.id,
    contactType: row.contact_type,
    contactMethod: row.contact_method,
    purpose: row.purpose,
    notes: row.notes,
    successful: row.successful === 1,
    contactDate: row.contact_date,
    contactedBy: namePerson(db, row.contacted_by),
  }))
}
