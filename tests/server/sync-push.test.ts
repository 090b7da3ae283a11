// Pushing: each command once, in order, whatever is sent again, lost, skipped or numbered anew.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCredit, addNote, checkIn, createCustomer, numberCommands, recordSale } from './commands.ts'
import { type Counter, openCounter } from './counter.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'

let postgres: TestPostgres
let counter: Counter
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

const one = async (sql: string, values: unknown[] = []) => (await counter.client.query(sql, values)).rows[0]

async function freshCustomer(): Promise<string> {
  counter = await openCounter(postgres)
  const made = createCustomer(counter, {
    primaryPhone: `08${Math.floor(10_000_000 + Math.random() * 89_999_999)}`,
  })
  await counter.push(made)
  return made.audit.customerId
}

async function countEffects(customerId: string) {
  return one(
    `select (select count(*)::int from public.customer_ledger where customer_id = $1) as ledger,
       (select count(*)::int from public.customer_notes where customer_id = $1) as notes,
       (select count(*)::int from public.audit_log where customer_id = $1) as audit,
       (select count(*)::int from public.command_log where device_id = $2) as log,
       (select last_seq::int from public.devices where id = $2) as last_seq,
       (select total_visits from public.customers where id = $1) as visits,
       (select (available_credit * 100)::int from public.customers where id = $1) as credit`,
    [customerId, counter.deviceId],
  )
}

test('100 replays of a batch have one effect and one answer', async () => {
  const id = await freshCustomer()
  const commands = numberCommands(
    [
      checkIn(counter, id),
      addNote(counter, id, 'Left-handed.'),
      addCredit(counter, id, 5_000),
      recordSale(counter, id, 900, 400),
    ],
    2,
  )
  const first = await counter.pushRaw(commands, 2)
  expect(first.results.map((result) => result.status)).toEqual(['applied', 'applied', 'applied', 'applied'])
  const effects = await countEffects(id)
  expect(effects).toEqual({ ledger: 4, notes: 1, audit: 5, log: 5, last_seq: 5, visits: 1, credit: 4_600 })
  for (let replay = 0; replay < 100; replay += 1) {
    expect(await counter.pushRaw(commands, 2)).toEqual(first)
  }
  expect(await countEffects(id)).toEqual(effects)
})

test('a reply lost after the commit: sending more from the same place answers the old and does the new', async () => {
  const id = await freshCustomer()
  const commands = numberCommands([checkIn(counter, id), checkIn(counter, id), checkIn(counter, id)], 2)
  await counter.pushRaw(commands.slice(0, 2), 2)
  const reply = await counter.pushRaw(commands, 2)
  expect(reply).toMatchObject({ status: 'done', lastSeq: 4 })
  expect(reply.results.map((result) => [result.seq, result.status])).toEqual([
    [2, 'applied'],
    [3, 'applied'],
    [4, 'applied'],
  ])
  expect(await countEffects(id)).toMatchObject({ visits: 3, log: 4 })
})

test('a push that was cut off before its commit left nothing', async () => {
  const id = await freshCustomer()
  const commands = JSON.stringify(numberCommands([checkIn(counter, id)], 2))
  await counter.client.query('begin')
  await counter.client.query(`select set_config('request.jwt.claims', $1, true)`, [
    JSON.stringify({ role: 'authenticated', sub: counter.person.identity.sub }),
  ])
  await counter.client.query('select public.sync_push($1, 1, $2, null, 2, $3)', [
    counter.deviceId,
    counter.epoch,
    commands,
  ])
  await counter.client.query('rollback')
  expect(await countEffects(id)).toMatchObject({ visits: 0, last_seq: 1 })
  expect(await counter.pushRaw(JSON.parse(commands), 2)).toMatchObject({ status: 'done', lastSeq: 2 })
})

test('a gap is refused with the place to go on from, another epoch with reset; nothing is done', async () => {
  const id = await freshCustomer()
  const commands = numberCommands([checkIn(counter, id)], 7)
  expect(await counter.pushRaw(commands, 7)).toMatchObject({ status: 'gap', lastSeq: 1, results: [] })
  expect(
    await counter.pushRaw(numberCommands([checkIn(counter, id)], 2), 2, { p_epoch: randomUUID() }),
  ).toMatchObject({
    status: 'reset',
    results: [],
  })
  expect(await countEffects(id)).toMatchObject({ visits: 0, last_seq: 1 })
})

test('a number used for another command asks for other numbers and does nothing; a known command is known anywhere', async () => {
  const id = await freshCustomer()
  const [visit, other, more] = [checkIn(counter, id), checkIn(counter, id), addNote(counter, id, 'More.')]
  await counter.pushRaw(numberCommands([visit], 2), 2)
  expect(await counter.pushRaw(numberCommands([other, more], 2), 2)).toMatchObject({
    status: 'renumber',
    lastSeq: 2,
    results: [],
  })
  const renumbered = await counter.pushRaw(numberCommands([other, visit, more], 3), 3)
  expect(renumbered.results.map((result) => result.status)).toEqual(['applied', 'applied', 'applied'])
  const again = await counter.pushRaw(numberCommands([other, visit, more], 3), 3)
  expect(again).toEqual(renumbered)
  expect(await countEffects(id)).toMatchObject({ visits: 2, notes: 1, last_seq: 5, log: 4 })
})

test('one command twice in a batch is done once', async () => {
  const id = await freshCustomer()
  const visit = checkIn(counter, id)
  const reply = await counter.pushRaw(numberCommands([visit, visit], 2), 2)
  expect(reply.results.map((result) => [result.seq, result.status])).toEqual([
    [2, 'applied'],
    [3, 'applied'],
  ])
  expect(await countEffects(id)).toMatchObject({ visits: 1, last_seq: 3 })
})

test('an empty push says where the device stands', async () => {
  await freshCustomer()
  expect(await counter.pushRaw([], 2)).toMatchObject({ status: 'done', lastSeq: 1, results: [] })
})

test('a refused command undoes itself alone, is refused again alike, and holds nobody up', async () => {
  const id = await freshCustomer()
  const commands = numberCommands(
    [checkIn(counter, id), addNote(counter, randomUUID(), 'For nobody.'), checkIn(counter, id)],
    2,
  )
  const reply = await counter.pushRaw(commands, 2)
  expect(reply.results.map(({ status, code }) => [status, code])).toEqual([
    ['applied', undefined],
    ['rejected', 'CUSTOMER_NOT_FOUND'],
    ['applied', undefined],
  ])
  expect(await counter.pushRaw(commands, 2)).toEqual(reply)
  expect(await countEffects(id)).toMatchObject({ visits: 2, log: 4, last_seq: 4 })
})

test('a clock ten years ahead or behind decides nothing: moments are shifted by what it is off', async () => {
  const id = await freshCustomer()
  for (const years of [10, -10]) {
    const skewed = new Date(Date.now() + years * 31_556_952_000)
    const earlier = new Date(skewed.getTime() - 3_600_000).toISOString()
    const visit = checkIn({ ...counter, now: earlier }, id)
    const seq = counter.lastSeq + (years > 0 ? 1 : 2)
    await counter.pushRaw(numberCommands([visit], seq), seq, { p_sent_at: skewed.toISOString() })
    const { ago } = await one(
      `select extract(epoch from now() - occurred_at)::int as ago from public.customer_ledger where id = $1`,
      [visit.commandId],
    )
    expect(ago).toBeGreaterThanOrEqual(3_599)
    expect(ago).toBeLessThan(3_630)
  }
})

test('nothing happens in the future, even by a clock that is only minutes off', async () => {
  const id = await freshCustomer()
  const soon = new Date(Date.now() + 120_000).toISOString()
  const visit = checkIn({ ...counter, now: soon }, id)
  await counter.pushRaw(numberCommands([visit], 2), 2, { p_sent_at: soon })
  expect(
    await one('select occurred_at <= recorded_at as past from public.customer_ledger where id = $1', [
      visit.commandId,
    ]),
  ).toEqual({ past: true })
})

test('what is created, changed and kept out carries who did it and where', async () => {
  const id = await freshCustomer()
  const note = addNote(counter, id, 'Asks for bay 3.', true)
  await counter.push(note)
  expect(
    await one(
      `select n.note_type, n.is_pinned, n.created_by = $2 as by_me, a.actor = $2 as audited, a.device_id = $3 as here
       from public.customer_notes n join public.audit_log a on a.command_id = $4 where n.customer_id = $1`,
      [id, counter.person.id, counter.deviceId, note.commandId],
    ),
  ).toEqual({ note_type: 'alert', is_pinned: true, by_me: true, audited: true, here: true })
})
