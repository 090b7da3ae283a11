// A generated customer's story as rows of the server: sales, packages with their uses, bookings, contacts. Money in baht.
import { randomUUID } from 'node:crypto'
import type { DirectoryRecord } from '../../src/shared/directory-record.ts'

const baht = (satang: number) => satang / 100

/** The rows per table; empty lists where the record has no such story. */
export function storyRows(record: DirectoryRecord) {
  const { id: customer_id, transactions = [], packages = [], bookings = [], contacts = [] } = record
  return {
    customer_transactions: transactions.map((sale) => ({
      id: sale.id,
      customer_id,
      receipt_number: sale.receiptNumber,
      source: sale.source,
      status: sale.status,
      amount: baht(sale.amount),
      credit_used: baht(sale.creditUsed),
      points_used: sale.pointsUsed,
      points_earned: sale.pointsEarned,
      items: sale.items.map(({ name, quantity, amount }) => ({ name, quantity, amount })),
      payment_method: sale.paymentMethod,
      sold_at: sale.soldAt,
      created_at: sale.soldAt,
      updated_at: sale.soldAt,
    })),
    customer_packages: packages.map((bought) => ({
      id: bought.id,
      customer_id,
      package_name: bought.packageName,
      uses_total: bought.usesTotal,
      // The trigger of the uses counts them.
      uses_taken: 0,
      price: baht(bought.price),
      purchased_on: bought.purchasedOn,
      expires_on: bought.expiresOn,
      status: bought.status,
      created_at: bought.purchasedOn,
      updated_at: bought.purchasedOn,
    })),
    customer_package_uses: packages.flatMap(({ id, usedAt }) =>
      usedAt.map((moment) => ({
        id: randomUUID(),
        package_id: id,
        uses: 1,
        used_at: moment,
        recorded_at: moment,
      })),
    ),
    customer_bookings: bookings.map((booking) => ({
      id: booking.id,
      customer_id,
      resource: booking.resource,
      starts_at: booking.startsAt,
      ends_at: booking.endsAt,
      people: booking.people,
      status: booking.status,
      source: booking.source,
      notes: booking.notes,
      package_id: booking.packageId,
      created_at: booking.startsAt,
      updated_at: booking.startsAt,
    })),
    customer_contact_history: contacts.map((contact) => ({
      id: contact.id,
      customer_id,
      contact_type: contact.contactType,
      contact_method: contact.contactMethod,
      purpose: contact.purpose,
      notes: contact.notes,
      successful: contact.successful,
      contact_date: contact.contactDate,
      created_at: contact.contactDate,
    })),
  }
}
