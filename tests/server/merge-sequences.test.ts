// Merges and undos in any order, hundreds of times over: whatever was merged how, after the last undo the directory is row for row
// what it was, and at every moment sums are those of the ledger.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { choosableColumns } from '../../src/shared/merging.ts'
import { leftParts, type PlannedCommand } from '../../src/shared/wire.ts'
import { makeRandom, type Random } from '../sim/random.ts'
import { type Counter, openCounter } from './counter.ts'
import { dump, edit, lineIds, makePerson, merge, part, totals, wrongSums } from './merge-commands.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let office: Counter
let people: readonly string[]
beforeAll(async () => {
  postgres = await startPostgres()
  office = await openCounter(postgres, 'manager')
  people = await makeRelatives()
})
afterAll(() => postgres.stop())

/** Seven people who share phones, some of them put aside, and know different things of themselves. */
async function makeRelatives(): Promise<readonly string[]> {
  const phones = ['081-555-0101', '089-555-0202', '02-555-0303']
  const made: string[] = []
  for (let index = 0; index < 7; index += 1) {
    const id = await makePerson(office, {
      fullName: `Person ${'abcdefg'[index]}`,
      primaryPhone: String(phones[index % 3]),
      ...(index % 2 === 0 && { email: `p${index % 4}@example.com`, emailConsent: true }),
      ...(index % 3 === 0 && { nickname: `N${index}`, vipTierId: (index % 2) + 1 }),
      ...(index > 3 && { secondaryPhone: String(phones[(index + 1) % 3]), city: 'Nan', smsConsent: true }),
    })
    made.push(id)
    if (index % 2 === 1) {
      await office.push(await edit(office, id, { primaryPhone: String(phones[(index + 2) % 3]) }))
    }
  }
  return made
}

/** A merge that stands, as this test believes. */
interface Standing {
  readonly line: string
  readonly survivor: string
  readonly folded: string
}

const isBlocked = (one: Standing, standing: readonly Standing[]) =>
  standing.some(({ folded }) => folded === one.survivor) ||
  standing.slice(standing.indexOf(one) + 1).some(({ survivor }) => survivor === one.survivor)

async function send(command: PlannedCommand) {
  const [result] = (await office.push(command)).results
  return result?.code ?? result?.status
}

/** Merges some of those who are alive into one of them, with choices of any kind. */
async function mergeSome(random: Random, standing: readonly Standing[]): Promise<readonly Standing[]> {
  const alive = people.filter((id) => !standing.some(({ folded }) => folded === id))
  const chosen = new Set([
    random.pick(alive),
    random.pick(alive),
    ...(random.chance(0.3) ? [random.pick(alive)] : []),
  ])
  const [survivor = '', ...others] = chosen
  if (others.length === 0) return standing
  const command = merge(office, survivor, others, {
    taken: choosableColumns.filter(() => random.chance(0.3)),
    left: leftParts.filter(() => random.chance(0.2)),
  })
  expect(await send(command)).toBe('applied')
  const lines = lineIds(command)
  return [...standing, ...others.map((folded, index) => ({ line: String(lines[index]), survivor, folded }))]
}

async function undoOne(one: Standing, standing: readonly Standing[]): Promise<readonly Standing[]> {
  const blocked = isBlocked(one, standing)
  const answer = await send(part(office, one.survivor, one.folded, one.line))
  expect(answer).toBe(blocked ? 'MERGE_CONFLICT' : 'applied')
  return blocked ? standing : standing.filter((other) => other !== one)
}

async function runSequence(random: Random, before: unknown): Promise<void> {
  let standing: readonly Standing[] = []
  for (let step = 2 + random.below(5); step > 0; step -= 1) {
    const one = standing.length > 0 && random.chance(0.3) ? random.pick(standing) : null
    standing = one ? await undoOne(one, standing) : await mergeSome(random, standing)
  }
  expect(await wrongSums(office.client)).toEqual([])
  for (const one of standing.toReversed()) standing = await undoOne(one, standing)
  expect(await dump(office.client)).toEqual(before)
}

test.each(Array.from({ length: 6 }, (_, seed) => seed + 1))(
  'fifty sequences of seed %i end as they began',
  async (seed) => {
    const random = makeRandom(seed)
    const [held, entries] = [await dump(office.client), await totals(office.client)]
    for (let run = 0; run < 50; run += 1) {
      // Nobody else does it here: seven people have thousands of dead rows in no time.
      if (run % 10 === 0) await office.client.query('vacuum (analyze)')
      await runSequence(random, held)
    }
    expect(await totals(office.client)).toEqual(entries)
    expect(await wrongSums(office.client)).toEqual([])
  },
)
