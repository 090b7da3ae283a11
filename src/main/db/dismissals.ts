// Whom people said not to be one person. It was said of two ids, and is about whoever these live on as now; where both became
// one it is about nobody, until they are parted again.
import { hash } from 'node:crypto'
import type { Dismissal } from '../../shared/duplicates.ts'
import type { SaidPair } from '../domain/commands.ts'
import { findSurvivorId } from './customer-redirects.ts'
import { inOrder } from './duplicate-pairs.ts'
import { readRevision } from './duplicate-search-state.ts'
import { type ReadDb, statement } from './handle.ts'
import { nameCustomer, namePerson } from './summaries.ts'

/** A dismissal, and the two it is about now, by id and by local key. */
interface StandingDismissal {
  readonly id: string
  readonly leftId: string
  readonly rightId: string
  readonly leftKey: number
  readonly rightKey: number
}
interface Living {
  readonly id: string
  readonly key: number
}

/** The id of what is said about two customers: a version 8 one (RFC 9562, section 5.8) out of both, the same on every counter. */
export function dismissalIdOf(oneId: string, otherId: string): string {
  const digits = hash('sha1', inOrder(oneId, otherId).join(' '), 'hex')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(12, 15)}-a${digits.slice(15, 18)}-${digits.slice(18, 30)}`
}

const memory = Symbol('standing dismissals')
type MemoryHolder = { [memory]?: { revision: number; readonly standing: readonly StandingDismissal[] } }

/** Every dismissal that stands and is about two customers who are here, newest first; kept until one of them changes. */
export function readStanding(db: ReadDb): readonly StandingDismissal[] {
  const holder = db as ReadDb & MemoryHolder
  const revision = readRevision(db)
  if (holder[memory]?.revision !== revision) holder[memory] = { revision, standing: findStanding(db) }
  return holder[memory].standing
}

/** The local keys of those who were said not to be this customer. */
export function readDismissedPartners(db: ReadDb, customerId: string): ReadonlySet<number> {
  const partners = readStanding(db).flatMap(({ leftId, rightId, leftKey, rightKey }) => {
    if (leftId === customerId) return [rightKey]
    return rightId === customerId ? [leftKey] : []
  })
  return new Set(partners)
}

function findStanding(db: ReadDb): readonly StandingDismissal[] {
  const sql = `SELECT id, first_customer_id, second_customer_id FROM duplicate_dismissals
    WHERE is_withdrawn = 0 ORDER BY dismissed_at DESC, id`
  const rows = statement(db, sql).raw().all() as [id: string, first: string, second: string][]
  if (rows.length === 0) return []
  const findLiving = createLivingFinder(db)
  return rows.flatMap(([id, first, second]) => {
    const [one, other] = [findLiving(first), findLiving(second)]
    if (one === null || other === null || one.key === other.key) return []
    const [left, right] = one.id < other.id ? [one, other] : [other, one]
    return [{ id, leftId: left.id, rightId: right.id, leftKey: left.key, rightKey: right.key }]
  })
}

/** Finds who an id lives on as; null for nobody here. Remembers whom it was asked for. */
function createLivingFinder(db: ReadDb): (id: string) => Living | null {
  const known = new Map<string, Living | null>()
  const readLiving = statement(db, 'SELECT id, key FROM customers WHERE id = ? AND merged_into IS NULL')
  const find = (id: string) =>
    (readLiving.get(id) ?? readLiving.get(findSurvivorId(db, id)) ?? null) as Living | null
  return (id) => {
    const found = known.get(id)
    if (found !== undefined) return found
    const living = find(id)
    known.set(id, living)
    return living
  }
}

/** The newest dismissals; two about one pair are one. */
export function listDismissed(db: ReadDb, { limit }: { readonly limit: number }): readonly Dismissal[] {
  const pairs = new Map<string, StandingDismissal>()
  for (const one of readStanding(db)) {
    const name = `${one.leftId} ${one.rightId}`
    if (!pairs.has(name)) pairs.set(name, one)
    if (pairs.size === limit) break
  }
  return [...pairs.values()].flatMap((one) => describe(db, one) ?? [])
}

/** What was said of two customers, who are given by the ids they live under; null for nothing. */
export function findDismissal(db: ReadDb, oneId: string, otherId: string): Dismissal | null {
  const [leftId, rightId] = inOrder(oneId, otherId)
  const said = readStanding(db).find((one) => one.leftId === leftId && one.rightId === rightId)
  return said ? describe(db, said) : null
}

function describe(db: ReadDb, { id, leftId, rightId }: StandingDismissal): Dismissal | null {
  const sql = 'SELECT reason, dismissed_by, dismissed_at FROM duplicate_dismissals WHERE id = ?'
  const row = statement(db, sql).get(id) as
    | { reason: string | null; dismissed_by: string | null; dismissed_at: string }
    | undefined
  if (!row) return null
  const side = (customerId: string) => {
    const { customerName, customerCode } = nameCustomer(db, customerId)
    return { id: customerId, name: customerName ?? '', code: customerCode }
  }
  return {
    id,
    left: side(leftId),
    right: side(rightId),
    reason: row.reason,
    by: namePerson(db, row.dismissed_by),
    at: row.dismissed_at,
  }
}

const saidSql = `SELECT id, first_customer_id, second_customer_id, reason, dismissed_by, dismissed_at, is_withdrawn
  FROM duplicate_dismissals`

/** Two customers as a command about them finds them: who they are now, and every dismissal about just them. */
export function readSaidPair(db: ReadDb, oneId: string, otherId: string): SaidPair {
  const find = createLivingFinder(db)
  const [one, other] = [find(oneId), find(otherId)]
  if (one === null || other === null) return { isOne: false, pair: null }
  if (one.id === other.id) return { isOne: true, pair: null }
  const [firstId, secondId] = inOrder(one.id, other.id)
  const rows = statement(db, saidSql).all() as SaidRow[]
  const isAbout = ({ first_customer_id, second_customer_id }: SaidRow) => {
    const [left, right] = [find(first_customer_id)?.id, find(second_customer_id)?.id]
    return (left === firstId && right === secondId) || (left === secondId && right === firstId)
  }
  const codes = [firstId, secondId].flatMap((id) => nameCustomer(db, id).customerCode ?? [])
  const said = rows.filter(isAbout)
  return { isOne: false, pair: { id: dismissalIdOf(firstId, secondId), firstId, secondId, codes, said } }
}

type SaidRow = NonNullable<SaidPair['pair']>['said'][number]
