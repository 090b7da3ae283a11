// The packages a customer holds and held, each with its state as of today at the counter.
import type { ActivePackage } from '../../shared/customer.ts'
import { localDay } from '../../shared/local-day.ts'
import type { CustomerProfile, PackageRow } from '../../shared/profile.ts'
import { type ReadDb, statement } from './handle.ts'
import { findProfileKey } from './profile-customer.ts'

interface StoredPackage {
  readonly id: string
  readonly package_name: string
  readonly uses_total: number | null
  readonly uses_taken: number
  readonly price: number
  readonly purchased_on: string
  readonly starts_on: string | null
  readonly expires_on: string | null
  readonly status: string
}

const order: readonly PackageRow['state'][] = ['active', 'upcoming', 'usedUp', 'expired', 'cancelled']

/** Every package: those that can be used first (what ends first leads), then those to come, then the rest newest first. */
export function readPackages(
  db: ReadDb,
  { customerId }: { readonly customerId: string },
  now: Date,
): readonly PackageRow[] {
  return listPackages(db, findProfileKey(db, customerId), now)
}

/** The packages that can be used today, what ends first leading. */
export function readActivePackages(db: ReadDb, key: number, now: Date): readonly ActivePackage[] {
  return listPackages(db, key, now)
    .filter(({ state }) => state === 'active')
    .map(({ id, packageName, usesLeft, expiresOn }) => ({ id, packageName, usesLeft, expiresOn }))
}

/** How many of a customer's packages can be used today, and what is left in those that count uses. */
export function summarisePackages(db: ReadDb, key: number, now: Date): CustomerProfile['packageSummary'] {
  const packages = listPackages(db, key, now)
  const active = packages.filter(({ state }) => state === 'active')
  const purchases = packages.map(({ purchasedOn }) => purchasedOn).toSorted()
  return {
    activePackages: active.length,
    totalPackages: packages.length,
    usesLeft: countUsesLeft(active),
    lastPackagePurchase: purchases.at(-1) ?? null,
  }
}

/** Uses left in all packages that count uses. */
export function countUsesLeft(packages: readonly Pick<ActivePackage, 'usesLeft'>[]): number {
  return packages.reduce((sum, { usesLeft }) => sum + (usesLeft ?? 0), 0)
}

function listPackages(db: ReadDb, key: number, now: Date): readonly PackageRow[] {
  const sql = `SELECT id, package_name, uses_total, uses_taken, price, purchased_on, starts_on, expires_on, status
    FROM customer_packages WHERE customer_key = ? ORDER BY purchased_on DESC, id DESC`
  const today = localDay(now)
  const rows = (statement(db, sql).all(key) as StoredPackage[]).map((row) => describe(row, today))
  return rows.toSorted((left, right) => {
    const byState = order.indexOf(left.state) - order.indexOf(right.state)
    if (byState !== 0 || left.state !== 'active') return byState
    return compare(left.expiresOn ?? '~', right.expiresOn ?? '~')
  })
}

function describe(row: StoredPackage, today: string): PackageRow {
  return {
    id: row.id,
    packageName: row.package_name,
    usesTotal: row.uses_total,
    usesTaken: row.uses_taken,
    usesLeft: row.uses_total === null ? null : Math.max(0, row.uses_total - row.uses_taken),
    price: row.price,
    purchasedOn: row.purchased_on,
    startsOn: row.starts_on,
    expiresOn: row.expires_on,
    state: stateOf(row, today),
  }
}

/** A package is good through the day it expires on. */
function stateOf(row: StoredPackage, today: string): PackageRow['state'] {
  if (row.status === 'cancelled') return 'cancelled'
  if (row.uses_total !== null && row.uses_taken >= row.uses_total) return 'usedUp'
  if (row.expires_on !== null && row.expires_on < today) return 'expired'
  if (row.starts_on !== null && row.starts_on > today) return 'upcoming'
  return 'active'
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}
