// The receipts of one customer: those behind the ledger they have, and those of the demo's year with what they did to points,
// credit and packages. Ledger, visits and receipts say the same: every satang spent is on a completed receipt.
import type { DirectoryRecord, RecordedPackage, RecordedSale } from '../../../src/shared/directory-record.ts'
import { makeId } from '../ids.ts'
import type { Random } from '../random.ts'
import { drawOrder, itemsFor, type PackageOffer, packageOffers, type SoldItem } from './menu.ts'
import { day, dayOf, drawVisit, written } from './moments.ts'

type LedgerEntry = DirectoryRecord['ledger'][number]

/** What somebody bought, and the ledger it belongs to, oldest first. */
export interface Trade {
  readonly ledger: readonly LedgerEntry[]
  readonly transactions: readonly RecordedSale[]
  readonly packages: readonly RecordedPackage[]
  /** The visits of the year in milliseconds, with the package they were taken from. */
  readonly visits: readonly { readonly at: number; readonly packageId: string | null }[]
}

const payments = ['cash', 'card', 'QR', 'QR', 'QR', 'transfer'] as const

/** Receipts for what the ledger tells of already. */
export function receiptsOf(random: Random, ledger: readonly LedgerEntry[]): RecordedSale[] {
  const sales: RecordedSale[] = []
  for (const spend of ledger) {
    if (spend.kind !== 'spend') continue
    const beside = ledger.filter(
      (one) => one.sourceId === spend.sourceId && one.occurredAt === spend.occurredAt,
    )
    const points = beside.find(({ kind }) => kind === 'points')?.amount ?? 0
    const credit = beside.find(({ kind, amount }) => kind === 'credit' && amount < 0)?.amount ?? 0
    sales.push({
      id: makeId(random, Date.parse(spend.occurredAt)),
      receiptNumber: spend.sourceId ?? '',
      source: 'pos',
      status: 'completed',
      amount: spend.amount,
      creditUsed: -credit,
      pointsUsed: 0,
      pointsEarned: points,
      items: itemsFor(random, spend.amount),
      paymentMethod: credit < 0 ? 'credit' : random.pick(payments),
      soldAt: spend.occurredAt,
    })
  }
  return sales
}

interface OpenPackage {
  readonly id: string
  readonly offer: PackageOffer
  readonly boughtAt: number
  readonly usedAt: string[]
  readonly isCancelled: boolean
}

/** A year of visits, `count` of them, from `from` to `to` in milliseconds; `till` names the receipts. */
export function tradeOfYear(random: Random, count: number, from: number, to: number, till: string): Trade {
  const moments = Array.from({ length: count }, () => drawVisit(random, from, to)).sort((a, b) => a - b)
  const ledger: LedgerEntry[] = []
  const transactions: RecordedSale[] = []
  const packages: OpenPackage[] = []
  const visits: { at: number; packageId: string | null }[] = []
  const collectsPoints = random.chance(0.6)
  const paysAhead = random.chance(0.2)
  const likesPackages = count >= 6 && random.chance(0.7)
  let credit = 0
  let points = 0
  let last = 0

  const sell = (at: number, amount: number, items: readonly SoldItem[], isPackage: boolean) => {
    const occurredAt = written(at)
    const receiptNumber = `${till}-${dayOf(at).slice(2).replaceAll('-', '')}-${transactions.length + 1}`
    const entry = (kind: LedgerEntry['kind'], value: number, source: string) =>
      ledger.push({ kind, amount: value, source, sourceId: receiptNumber, occurredAt })
    const creditUsed = !isPackage && credit >= amount ? amount : 0
    const pointsUsed = !isPackage && points >= 100 && random.chance(0.2) ? 100 : 0
    const pointsEarned = collectsPoints ? Math.floor(amount / 10_000) : 0
    // A receipt in a hundred was typed wrongly, and put right at once by another.
    const isWrong = !isPackage && random.chance(0.02)
    if (isWrong) {
      const sale = {
        source: 'pos',
        creditUsed: 0,
        pointsUsed: 0,
        pointsEarned: 0,
        paymentMethod: 'cash',
      } as const
      transactions.push({
        ...sale,
        id: makeId(random, at),
        receiptNumber: `${receiptNumber}V`,
        status: random.chance(0.5) ? 'void' : 'refunded',
        amount,
        items,
        soldAt: occurredAt,
      })
    }
    entry('spend', amount, 'pos')
    if (pointsEarned > 0) entry('points', pointsEarned, 'pos')
    if (pointsUsed > 0) entry('points', -pointsUsed, 'pos')
    if (creditUsed > 0) entry('credit', -creditUsed, 'pos')
    credit -= creditUsed
    points += pointsEarned - pointsUsed
    transactions.push({
      id: makeId(random, at),
      receiptNumber,
      source: 'pos',
      status: 'completed',
      amount,
      creditUsed,
      pointsUsed,
      pointsEarned,
      items,
      paymentMethod: creditUsed > 0 ? 'credit' : random.pick(payments),
      soldAt: occurredAt,
    })
  }

  for (const drawn of moments) {
    // Nobody comes twice within an hour.
    const at = Math.min(to, Math.max(drawn, last + 3_600_000))
    last = at
    ledger.push({ kind: 'visit', amount: 1, source: 'check-in', occurredAt: written(at) })
    const open = packages.find((one) => isUsable(one, at))
    if (likesPackages && !open && random.chance(0.5)) {
      const offer = random.pick(packageOffers)
      const bought = {
        id: makeId(random, at),
        offer,
        boughtAt: at,
        usedAt: [],
        isCancelled: random.chance(0.03),
      }
      packages.push(bought)
      sell(at, offer.price, [{ name: offer.name, quantity: 1, amount: offer.price }], true)
      visits.push({ at, packageId: null })
      continue
    }
    if (open && random.chance(0.85)) open.usedAt.push(written(at))
    else if (paysAhead && credit === 0 && random.chance(0.4)) {
      credit += 500_000 * (1 + random.integer(3))
      ledger.push({ kind: 'credit', amount: credit, source: 'top_up', occurredAt: written(at) })
    }
    const usesPackage = open !== undefined && open.usedAt.at(-1) === written(at)
    visits.push({ at, packageId: usesPackage ? open.id : null })
    if (usesPackage && random.chance(0.6)) continue
    const amount = usesPackage ? 20_000 : drawOrder(random)
    sell(at, amount, itemsFor(random, amount), false)
  }
  return { ledger, transactions, packages: packages.map(describePackage), visits }
}

function isUsable({ offer, boughtAt, usedAt, isCancelled }: OpenPackage, at: number): boolean {
  const isLeft = offer.uses === null || usedAt.length < offer.uses
  return isLeft && !isCancelled && at < boughtAt + offer.days * day
}

function describePackage({ id, offer, boughtAt, usedAt, isCancelled }: OpenPackage): RecordedPackage {
  return {
    id,
    packageName: offer.name,
    usesTotal: offer.uses,
    usedAt,
    price: offer.price,
    purchasedOn: dayOf(boughtAt),
    expiresOn: dayOf(boughtAt + offer.days * day),
    status: isCancelled ? 'cancelled' : 'active',
  }
}
