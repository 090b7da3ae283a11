// The first page of a profile: the card with all there is to know beside it, and what every other tab comes to.
import type { CustomerProfile, LinkedProfile } from '../../shared/profile.ts'
import { readCard } from './customers.ts'
import { type ReadDb, statement } from './handle.ts'
import { showPhone } from './lookup-hits.ts'
import { summariseBookings } from './profile-bookings.ts'
import { proveConsent } from './profile-history.ts'
import { summarisePackages } from './profile-packages.ts'
import { summariseTransactions } from './profile-transactions.ts'
import { namePerson } from './summaries.ts'

interface ProfileRow {
  readonly key: number
  readonly sms_pdpa: number
  readonly email_pdpa: number
  readonly marketing_consent: number
  readonly linked_profile_id: string | null
  readonly profile_link_confidence: number | null
  readonly profile_link_method: string | null
  readonly profile_linked_at: string | null
  readonly created_by: string | null
  readonly updated_at: string
  readonly updated_by: string | null
  readonly benefits: string | null
}

const rowSql = `SELECT key, sms_pdpa, email_pdpa, marketing_consent, linked_profile_id, profile_link_confidence,
    profile_link_method, profile_linked_at, created_by, updated_at, updated_by, benefits
  FROM customers LEFT JOIN vip_tiers ON vip_tiers.id = vip_tier_id WHERE customers.id = ?`

/** Everything the overview of a customer shows; follows redirects; throws CUSTOMER_NOT_FOUND. */
export function readProfile(db: ReadDb, args: { readonly customerId: string }, now: Date): CustomerProfile {
  const card = readCard(db, args, now)
  const row = statement(db, rowSql).get(card.id) as ProfileRow
  const { key } = row
  return {
    ...card,
    ...readVisitFacts(db, key),
    vipTierDescription: row.benefits,
    linkedProfile: readLinkedProfile(db, row),
    consents: {
      sms: proveConsent(db, key, 'sms_pdpa', row.sms_pdpa),
      email: proveConsent(db, key, 'email_pdpa', row.email_pdpa),
      marketing: proveConsent(db, key, 'marketing_consent', row.marketing_consent),
    },
    createdBy: namePerson(db, row.created_by),
    updatedAt: row.updated_at,
    updatedBy: namePerson(db, row.updated_by),
    transactionSummary: summariseTransactions(db, key),
    packageSummary: summarisePackages(db, key, now),
    bookingSummary: summariseBookings(db, key, now),
  }
}

/** The first visit, and what an average sale came to (satang, rounded); what was taken back counts for neither. */
function readVisitFacts(
  db: ReadDb,
  key: number,
): Pick<CustomerProfile, 'firstVisitAt' | 'averageTransactionValue'> {
  const sql = `SELECT min(CASE WHEN kind = 'visit' THEN occurred_at END) AS firstVisitAt,
      CAST(round(avg(CASE WHEN kind = 'spend' THEN amount END)) AS INTEGER) AS averageTransactionValue
    FROM customer_ledger WHERE customer_key = $key AND amount > 0 AND reverses_id IS NULL AND id NOT IN
      (SELECT reverses_id FROM customer_ledger WHERE customer_key = $key AND reverses_id IS NOT NULL)`
  return statement(db, sql).get({ key }) as ReturnType<typeof readVisitFacts>
}

function readLinkedProfile(db: ReadDb, row: ProfileRow): LinkedProfile | null {
  const id = row.linked_profile_id
  if (id === null) return null
  const sql = 'SELECT display_name AS name, email, phone_number AS phone FROM website_profiles WHERE id = ?'
  const found = statement(db, sql).get(id) as Record<'name' | 'email' | 'phone', string | null> | undefined
  return {
    id,
    displayName: found?.name ?? null,
    email: found?.email ?? null,
    phone: showPhone(found?.phone ?? null),
    confidence: row.profile_link_confidence,
    method: row.profile_link_method,
    linkedAt: row.profile_linked_at,
  }
}
