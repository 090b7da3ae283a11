// Writes what a whole customer brings besides facts and ledger (sales, packages, bookings, contacts, tier and website
// profile), and what a demo brings for the venue. Inside the caller's transaction.
import type { DirectoryRecord, VenueRecord } from '../../shared/directory-record.ts'
import { statement, type WriteDb } from './handle.ts'

const sql = {
  sale: `INSERT INTO customer_transactions (customer_key, id, receipt_number, source, status, amount, credit_used, points_used,
      points_earned, items, payment_method, sold_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  package: `INSERT INTO customer_packages (customer_key, id, package_name, uses_total, uses_taken, price, purchased_on,
      expires_on, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  booking: `INSERT INTO customer_bookings (customer_key, id, resource, starts_at, ends_at, people, status, source, notes,
      package_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  contact: `INSERT INTO customer_contact_history (customer_key, id, contact_type, contact_method, purpose, notes, successful,
      contact_date) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  status: `UPDATE customers SET vip_status_date = ?, linked_profile_id = ?, profile_link_confidence = ?,
      profile_link_method = ?, profile_linked_at = ? WHERE key = ?`,
  profile: `INSERT INTO website_profiles (id, display_name, email, phone_number, joined_at) VALUES (?, ?, ?, ?, ?)`,
  view: `INSERT INTO saved_views (id, name, definition, is_shared, sort_order) VALUES (?, ?, ?, ?, ?)`,
  notice: `INSERT INTO notifications (id, title, description, impact, action_required, training_materials, effective_date,
      created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
}

/** Makes the writer of one load: it writes the story of a customer who is in the table already, if there is any. */
export function createStoryWriter(db: WriteDb): (key: number, record: DirectoryRecord) => void {
  const [insertSale, insertPackage] = [statement(db, sql.sale), statement(db, sql.package)]
  const [insertBooking, insertContact] = [statement(db, sql.booking), statement(db, sql.contact)]
  const setStatus = statement(db, sql.status)
  return (key, { transactions, packages, bookings, contacts, vipStatusDate, profileLink: link }) => {
    for (const sale of transactions ?? []) {
      insertSale.run(
        key,
        sale.id,
        sale.receiptNumber,
        sale.source,
        sale.status,
        sale.amount,
        sale.creditUsed,
        sale.pointsUsed,
        sale.pointsEarned,
        JSON.stringify(sale.items),
        sale.paymentMethod,
        sale.soldAt,
      )
    }
    for (const { id, packageName, usesTotal, usedAt, price, purchasedOn, expiresOn, status } of packages ??
      [])
      insertPackage.run(key, id, packageName, usesTotal, usedAt.length, price, purchasedOn, expiresOn, status)
    for (const booking of bookings ?? []) {
      const { id, resource, startsAt, endsAt, people, status, source, notes, packageId } = booking
      insertBooking.run(key, id, resource, startsAt, endsAt, people, status, source, notes, packageId)
    }
    for (const contact of contacts ?? []) {
      const { id, contactType, contactMethod, purpose, notes, successful, contactDate } = contact
      insertContact.run(key, id, contactType, contactMethod, purpose, notes, Number(successful), contactDate)
    }
    if (vipStatusDate === undefined && link === undefined) return
    setStatus.run(
      vipStatusDate ?? null,
      link?.profileId ?? null,
      link?.confidence ?? null,
      link?.method ?? null,
      link?.linkedAt ?? null,
      key,
    )
  }
}

/** Writes what belongs to the venue, beside what is there. */
export function loadVenue(db: WriteDb, { profiles, views, notices }: VenueRecord): void {
  for (const { id, displayName, email, phoneNumber, joinedAt } of profiles)
    statement(db, sql.profile).run(id, displayName, email, phoneNumber, joinedAt)
  for (const [place, { id, name, definition, isShared }] of views.entries())
    statement(db, sql.view).run(id, name, JSON.stringify(definition), Number(isShared), place)
  for (const notice of notices) {
    statement(db, sql.notice).run(
      notice.id,
      notice.title,
      notice.description,
      notice.impact,
      Number(notice.actionRequired),
      JSON.stringify(notice.trainingMaterials),
      notice.effectiveDate,
      notice.createdAt,
    )
  }
}
