// The whole directory in the order of a column, as keys. Values are read in one go and put in order as numbers, which takes
// a fraction of what SQLite needs to sort as many rows; equal ones stand by code, those without a value last.
import type { ListSort, SortableColumn } from '../../shared/customer-list.ts'
import { dictionaryKey } from '../../shared/dictionary-key.ts'
import { localDay } from '../../shared/local-day.ts'
import { type ReadDb, statement } from './handle.ts'
import { remember } from './list-memory.ts'
import { isListedSql } from './listed.ts'
import { orderByNumbers, type Places, placesIn } from './sort-keys.ts'
import { isUnbuilt } from './unplaced.ts'

type Stored = string | number | null
/** Numbers that stand in the order of the values; NaN for one that is last whichever way round. */
type Rating = (values: readonly Stored[], db: ReadDb) => Float64Array

interface Column {
  readonly sql: (db: ReadDb) => string
  readonly rate: Rating
}

const eachAs =
  (toNumber: (value: string | number) => number): Rating =>
  (values) => {
    const numbers = new Float64Array(values.length)
    for (let index = 0; index < numbers.length; index++) {
      const value = values[index] ?? null
      numbers[index] = value === null ? Number.NaN : toNumber(value)
    }
    return numbers
  }
const asNumbers = eachAs(Number)
const asMoments = eachAs((value) => Date.parse(String(value)))
const dayLength = 86_400_000

/** For texts that many share: each different one is placed once, by the key that stands for it. */
const asSharedTexts =
  (toKey: (text: string) => string): Rating =>
  (values, db) => {
    const texts = [...new Set(values)].filter((value) => value !== null).map(String)
    const keys = new Map<Stored, string>(texts.map((text) => [text, toKey(text)]))
    const places = new Map([...new Set(keys.values())].sort().map((key, place) => [key, place]))
    return eachAs((text) => places.get(keys.get(text) ?? '') ?? Number.NaN)(values, db)
  }

/** For texts of which most are somebody's own. */
const asOwnTexts: Rating = (values) => {
  const texts = values.map(String)
  const held = [...values.keys()].filter((index) => values[index] !== null)
  held.sort((one, other) => {
    const [left, right] = [texts[one] ?? '', texts[other] ?? '']
    return left < right ? -1 : left > right ? 1 : 0
  })
  const numbers = new Float64Array(values.length).fill(Number.NaN)
  let place = 0
  for (const [at, index] of held.entries()) {
    if (at > 0 && texts[index] !== texts[held[at - 1] ?? 0]) place++
    numbers[index] = place
  }
  return numbers
}

const covered = (column: string) => (db: ReadDb) =>
  `SELECT json_group_array(key), json_group_array(${column}) FROM customers WHERE ${isListedSql(db)}`
/** For columns that stand in the rows only: read as they lie in the file, not in the order of an index. */
const scanned = (column: string) => () =>
  `SELECT json_group_array(key), json_group_array(${column}) FROM customers NOT INDEXED WHERE merged_into IS NULL`

const columns: { readonly [Name in Exclude<SortableColumn, 'fullName'>]: Column } = {
  customerCode: { sql: covered('key'), rate: rateCodes },
  primaryPhone: { sql: scanned('contact_number'), rate: eachAs(phonePlace) },
  email: { sql: scanned('lower(email)'), rate: asOwnTexts },
  vipTier: { sql: covered('vip_tier_id'), rate: rateTiers },
  lastVisit: { sql: covered('last_visit_at'), rate: asMoments },
  totalVisits: { sql: covered('total_visits'), rate: asNumbers },
  lifetimeValue: { sql: covered('total_lifetime_value'), rate: asNumbers },
  status: { sql: covered('1 - is_active'), rate: asNumbers },
  availableCredit: { sql: covered('available_credit'), rate: asNumbers },
  loyaltyPoints: { sql: covered('available_point'), rate: asNumbers },
  customerSource: { sql: covered('customer_source'), rate: asSharedTexts((text) => text) },
  registrationDate: {
    sql: covered('coalesce(date_joined, created_at)'),
    rate: eachAs((value) => Date.parse(registrationDay(String(value))) / dayLength),
  },
  dateOfBirth: {
    sql: covered('date_of_birth'),
    rate: eachAs((value) => Date.parse(String(value)) / dayLength),
  },
  city: { sql: scanned('city'), rate: asSharedTexts(dictionaryKey) },
}

/** Everybody's key in this order; without one, whoever came last first. */
export function readOrder(db: ReadDb, sort: ListSort): Int32Array {
  if (!sort) return remember(db, 'order', () => orderByRecency(db))
  const { by, order } = sort
  return remember(db, `order ${by} ${order}`, () => {
    if (by === 'fullName') return orderByName(db, order)
    const { sql, rate } = columns[by]
    const { keys, values } = readValues(db, sql(db))
    const rated = rate(values, db)
    if (order === 'desc')
      for (let index = 0; index < rated.length; index++) rated[index] = -(rated[index] ?? 0)
    return orderByNumbers(keys, rated, readCodeOrder(db))
  })
}

/** The local day a customer counts as registered on, from the day they joined or the moment they were made. */
export function registrationDay(stored: string): string {
  return stored.length > 10 ? localDay(new Date(stored)) : stored
}

/** Numbers of any length as people read them: by their first digit, then their second. */
function phonePlace(stored: string | number): number {
  const typed = String(stored)
  const digits = typed.replace(/\D/g, '')
  const isThai = digits.startsWith('66') && typed.trimStart().startsWith('+')
  return Number(`0.${isThai ? `0${digits.slice(2)}` : digits}1`)
}

function rateTiers(values: readonly Stored[], db: ReadDb): Float64Array {
  const ids = statement(db, 'SELECT id FROM vip_tiers ORDER BY sort_order, id').pluck().all() as number[]
  const places = new Map<Stored, number>(ids.map((id, place) => [id, place]))
  return eachAs((id) => places.get(id) ?? Number.NaN)(values, db)
}

function readValues(db: ReadDb, sql: string): { keys: readonly number[]; values: readonly Stored[] } {
  const [keys, values] = statement(db, sql).raw().get() as [string, string]
  return { keys: JSON.parse(keys) as number[], values: JSON.parse(values) as Stored[] }
}

/** Codes of one length stand in their index in order; shorter ones go before longer ones, and those without one last. */
const codeSql = `SELECT json_group_array(key), json_group_array(length(customer_code))
  FROM (SELECT key, customer_code FROM customers INDEXED BY customers_by_code ORDER BY customer_code, key)`

/** Everybody's key by code, those folded included; the first `coded` of them have one. */
function readCodeOrder(db: ReadDb): Places & { readonly coded: number } {
  return remember(db, 'code order', () => {
    const { keys, values: lengths } = readValues(db, codeSql)
    const byLength = Map.groupBy(keys, (_, index) => lengths[index] ?? Number.POSITIVE_INFINITY)
    const ordered = [...byLength].sort(([one], [other]) => Number(one) - Number(other))
    const uncoded = byLength.get(Number.POSITIVE_INFINITY)?.length ?? 0
    return { ...placesIn(Int32Array.from(ordered.flatMap(([, some]) => some))), coded: keys.length - uncoded }
  })
}

function rateCodes(keys: readonly Stored[], db: ReadDb): Float64Array {
  const { placeOf, coded } = readCodeOrder(db)
  return eachAs((key) => {
    const place = placeOf[Number(key)] ?? coded
    return place < coded ? place : Number.NaN
  })(keys, db)
}

function orderByName(db: ReadDb, order: 'asc' | 'desc'): Int32Array {
  return readKeys(
    db,
    `SELECT json_group_array(key) FROM (SELECT key FROM customers WHERE ${isListedSql(db)}
       ORDER BY name_order ${order}, coalesce(length(customer_code), 99), customer_code, key)`,
  )
}

/** Whoever has no place in the search yet comes last, the newest first. */
function orderByRecency(db: ReadDb): Int32Array {
  const all = readKeys(db, `SELECT json_group_array(key) FROM customers WHERE ${isListedSql(db)}`)
  const newest = all.sort().reverse()
  if (isUnbuilt(db)) return newest
  const ranked = readKeys(
    db,
    'SELECT json_group_array(customer_key) FROM (SELECT customer_key FROM search_text ORDER BY rank)',
  )
  const isWaiting = new Uint8Array((newest[0] ?? 0) + 1)
  for (const key of newest) isWaiting[key] = 1
  const placed = ranked.filter((key) => isWaiting[key] === 1)
  for (const key of placed) isWaiting[key] = 0
  if (placed.length === newest.length) return placed
  return Int32Array.from([...placed, ...newest.filter((key) => isWaiting[key] === 1)])
}

function readKeys(db: ReadDb, sql: string): Int32Array {
  return Int32Array.from(JSON.parse(statement(db, sql).pluck().get() as string) as number[])
}
