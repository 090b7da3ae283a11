// What a customer did here: visits, spending, points and credit, spread from the day they joined up to today.
import type { DirectoryRecord } from '../../src/shared/directory-record.ts'
import type { Random } from './random.ts'

type LedgerEntry = DirectoryRecord['ledger'][number]

const day = 86_400_000
const opensAt = 3 * 3_600_000 // 10:00 in Bangkok, as UTC
const openFor = 13 * 3_600_000

/** Moves any moment into opening hours (10:00–23:00 in Bangkok) without changing the order of moments. */
export function duringOpeningHours(moment: number): number {
  const start = Math.floor(moment / day) * day
  return start + opensAt + Math.floor(((moment - start) / day) * openFor)
}

function countVisits(random: Random): number {
  const chance = random.next()
  if (chance < 0.07) return 0
  if (chance < 0.62) return 1
  if (chance < 0.97) return 2 + random.integer(3)
  return 8 + random.integer(30)
}

/** Writes one customer's ledger, oldest first; credit never goes below zero. `joinedAt` and `now` are epoch ms. */
export function writeHistory(random: Random, joinedAt: number, now: number, receipt: string): LedgerEntry[] {
  const visits = countVisits(random)
  if (visits === 0) return []
  const moments = [joinedAt]
  for (let visit = 1; visit < visits; visit++) {
    moments.push(Math.min(now, duringOpeningHours(joinedAt + random.next() * (now - joinedAt))))
  }
  moments.sort((left, right) => left - right)
  const collectsPoints = random.chance(0.4)
  const buysCredit = random.chance(0.1)
  const ledger: LedgerEntry[] = []
  let credit = 0
  let number = 0
  for (const moment of moments) {
    number += 1
    const occurredAt = new Date(moment).toISOString()
    const sourceId = `${receipt}-${number}`
    ledger.push({ kind: 'visit', amount: 1, source: 'check-in', occurredAt })
    if (random.chance(0.1)) continue
    const amount = (3 + random.integer(30)) * 10_000
    ledger.push({ kind: 'spend', amount, source: 'pos', sourceId, occurredAt })
    if (collectsPoints) {
      ledger.push({
        kind: 'points',
        amount: Math.floor(amount / 10_000),
        source: 'pos',
        sourceId,
        occurredAt,
      })
    }
    if (!buysCredit) continue
    if (credit >= amount) {
      credit -= amount
      ledger.push({ kind: 'credit', amount: -amount, source: 'pos', sourceId, occurredAt })
    } else if (random.chance(0.5)) {
      const paid = (1 + random.integer(6)) * 500_000
      credit += paid
      ledger.push({ kind: 'credit', amount: paid, source: 'top-up', sourceId, occurredAt })
    }
  }
  return ledger
}
