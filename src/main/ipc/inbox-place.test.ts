// The duplicates inbox on a real store: clusters and their filters, what is put off, and "why not".
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type InboxDesk, openInboxDesk } from '../../../tests/fixtures/inbox-desk.ts'

let desk: InboxDesk
let { store, place, person, found, merge } = {} as InboxDesk
beforeEach(() => {
  desk = openInboxDesk()
  ;({ store, place, person, found, merge } = desk)
})
afterEach(() => desk.close())

const page = { offset: 0, limit: 50 }
const peopleOf = (inbox: { clusters: readonly { people: readonly { card: { id: string } }[] }[] }) =>
  inbox.clusters.map(({ people }) => people.map(({ card }) => card.id))

describe('the list', () => {
  it('shows clusters, the best first, whoever most likely lives on in front', async () => {
    const [one, two, three, four] = ['Ann', 'Anne', 'Bob', 'Bobby'].map((name) => person(name)) as [
      string,
      string,
      string,
      string,
    ]
    store.run({ kind: 'customer.checkIn', customerId: two })
    store.run({ kind: 'customer.setActive', customerId: three, isActive: false, reason: 'Moved' })
    found(two, one, 70, { reasons: [{ code: 'same-name', value: 'Ann' }] })
    found(three, four, 95)
    const inbox = await place['duplicates.list'](page)
    expect(peopleOf(inbox)).toEqual([
      [four, three],
      [two, one],
    ])
    expect(inbox).toMatchObject({
      matching: 2,
      waiting: 2,
      counts: { grades: { likely: 1, possible: 1 }, reasons: { phone: 1, name: 1, email: 0 } },
      clusters: [{ id: three, score: 95, size: 2 }, { pairs: [{ leftId: one, rightId: two, score: 70 }] }],
    })
    const named = { code: 'same-name', value: 'Ann' }
    expect(inbox.clusters[1]?.pairs[0]?.reasons).toEqual([named])
    expect(inbox.clusters[1]?.people[0]?.counts).toEqual({
      transactions: 0,
      packages: 0,
      bookings: 0,
      notes: 0,
      contacts: 0,
      identifiers: 1,
    })
  })

  it('is narrowed by grade, reason and a piece of a name, phone or code; counts heed the other filters', async () => {
    const ann = person('Ann Suksai', { primaryPhone: '081-111-2222' })
    const anne = person('Anne Suksai')
    const bob = person('Bob Jaidee')
    const bobby = person('Bobby Jaidee', { primaryPhone: '089-999-0000' })
    found(ann, anne, 85, { reasons: [{ code: 'similar-name', value: 'Ann' }] })
    found(bob, bobby, 60)
    const list = async (filters: Parameters<(typeof place)['duplicates.list']>[0] | object) =>
      place['duplicates.list']({ ...page, ...filters })
    expect(peopleOf(await list({ grade: 'possible' }))).toEqual([[bob, bobby]])
    expect(peopleOf(await list({ reason: 'name' }))).toEqual([[ann, anne]])
    for (const search of ['1112222', 'suksai', 'CUS-001', 'Anne']) {
      expect(peopleOf(await list({ search })), search).toEqual([[ann, anne]])
    }
    expect(await list({ search: '0899990000', grade: 'likely' })).toMatchObject({
      matching: 0,
      waiting: 2,
      counts: { grades: { likely: 0, possible: 1 }, reasons: { phone: 0, name: 0 } },
    })
    expect(await list({ search: 'nobody at all' })).toMatchObject({ clusters: [], matching: 0, waiting: 2 })
    expect(peopleOf(await list({ offset: 1 }))).toEqual([[bob, bobby]])
  })

  it('is narrowed to whom an import made or changed, in their order and with their counts', async () => {
    const [ann, anne, bob, bobby, cai, kai] = ['Ann', 'Anne', 'Bob', 'Bobby', 'Cai', 'Kai'].map((name) =>
      person(name),
    ) as [string, string, string, string, string, string]
    found(ann, anne, 60)
    found(bob, bobby, 95)
    found(cai, kai, 70)
    desk.imports('file', [kai, anne, bob])
    await place['duplicates.postpone']({ pairs: [{ leftId: cai, rightId: kai }] })
    desk.imports('other', [ann, anne, cai])
    const list = (importToken: string) => place['duplicates.list']({ ...page, importToken })
    expect(peopleOf(await list('file'))).toEqual([
      [bob, bobby],
      [ann, anne],
    ])
    expect(await list('other')).toMatchObject({
      matching: 1,
      waiting: 2,
      counts: { grades: { likely: 0, possible: 1 } },
    })
    expect(
      await place['duplicates.list']({ ...page, importToken: 'other', state: 'postponed' }),
    ).toMatchObject({
      matching: 1,
    })
    expect(await list('forgotten')).toMatchObject({ clusters: [], matching: 0, waiting: 2 })
  })

  it('shows forty of a larger cluster, and the pairs among them', async () => {
    const ids = Array.from({ length: 45 }, (_, number) => person(`Somebody ${number}`))
    ids.slice(1).forEach((id) => {
      found(ids[0] ?? '', id)
    })
    const [cluster] = (await place['duplicates.list'](page)).clusters
    expect(cluster?.size).toBe(45)
    expect(cluster?.people).toHaveLength(40)
    expect(cluster?.pairs).toHaveLength(39)
  })

  it('forgets pairs of whoever is folded away or removed', async () => {
    const [ann, anne, bob] = [person('Ann'), person('Anne'), person('Bob')]
    found(ann, anne)
    found(bob, anne)
    merge(anne, ann)
    expect((await place['duplicates.status']({})).waiting).toBe(0)
    // Nor does a search that began before put them back.
    found(bob, anne)
    expect((await place['duplicates.status']({})).waiting).toBe(0)
  })
})

describe('later', () => {
  it('is a week, survives being found again, and is seen apart from what waits until then', async () => {
    const [ann, anne, bob] = [person('Ann'), person('Anne'), person('Bob')]
    found(ann, anne)
    found(ann, bob)
    const pairs = [
      { leftId: anne, rightId: ann },
      { leftId: ann, rightId: bob },
    ]
    expect(await place['duplicates.postpone']({ pairs })).toMatchObject({ waiting: 0, postponed: 1 })
    found(ann, anne, 93)
    expect(await place['duplicates.list'](page)).toMatchObject({ clusters: [], matching: 0, waiting: 0 })
    const putOff = await place['duplicates.list']({ ...page, state: 'postponed' })
    expect(putOff).toMatchObject({ matching: 1, waiting: 0, counts: { grades: { likely: 1 } } })
    expect(putOff.clusters).toMatchObject([
      { size: 3, score: 93, postponedUntil: '2026-11-09T03:00:00.000Z' },
    ])
    store.setClock('2026-11-09T02:59:59.999Z')
    expect(await place['duplicates.status']({})).toMatchObject({ waiting: 0, postponed: 1 })
    store.setClock('2026-11-09T03:00:00.001Z')
    expect(await place['duplicates.status']({})).toMatchObject({ waiting: 1, postponed: 0 })
    expect((await place['duplicates.list'](page)).clusters).toMatchObject([{ postponedUntil: null }])
    expect((await place['duplicates.list']({ ...page, state: 'postponed' })).clusters).toEqual([])
  })

  it('is taken back of one pair, or of all at once; each is told', async () => {
    const [ann, anne, bob, bobby] = [person('Ann'), person('Anne'), person('Bob'), person('Bobby')]
    const [anns, bobs] = [
      { leftId: ann, rightId: anne },
      { leftId: bobby, rightId: bob },
    ]
    found(ann, anne, 70)
    found(bob, bobby)
    await place['duplicates.postpone']({ pairs: [anns] })
    store.setClock('2026-11-03T03:00:00.000Z')
    await place['duplicates.postpone']({ pairs: [bobs] })
    const putOff = async () =>
      (await place['duplicates.list']({ ...page, state: 'postponed' })).clusters.map(
        ({ people, postponedUntil }) => [people[0]?.card.fullName, postponedUntil],
      )
    expect(await putOff()).toEqual([
      ['Bob', '2026-11-10T03:00:00.000Z'],
      ['Ann', '2026-11-09T03:00:00.000Z'],
    ])
    const resumed = await place['duplicates.resume']({ pairs: [bobs] })
    expect(resumed).toMatchObject({ waiting: 1, postponed: 1 })
    expect(peopleOf(await place['duplicates.list'](page))).toEqual([[bob, bobby]])
    expect((await putOff()).map(([name]) => name)).toEqual(['Ann'])
    await place['duplicates.postpone']({ pairs: [bobs] })
    expect(await place['duplicates.resume']({ pairs: null })).toMatchObject({ waiting: 2, postponed: 0 })
    expect(desk.told()).toBe(5)
  })
})

describe('why not', () => {
  it('is answered of any two, with what differs and what is missing', async () => {
    const ann = person('Ann Suksai', {
      primaryPhone: '081-111-2222',
      dateOfBirth: '1990-02-03',
      email: 'a@example.com',
    })
    const bob = person('Bob Jaidee', { primaryPhone: '089-555-6666', dateOfBirth: '1971-08-09' })
    const explained = await place['duplicates.explain']({ leftId: bob, rightId: ann })
    expect(explained).toMatchObject({ threshold: 50, dismissal: null, left: { card: { id: bob } } })
    expect(explained.score).toBeLessThan(5)
    expect(explained.against).toEqual([
      { fact: 'phone', how: 'different' },
      { fact: 'email', how: 'missing' },
      { fact: 'name', how: 'different' },
      { fact: 'birthDate', how: 'different' },
      { fact: 'address', how: 'missing' },
    ])
  })

  it('says of two who are likely one what the inbox says, as long as nothing changed', async () => {
    const facts = { primaryPhone: '081-111-2222', dateOfBirth: '1990-02-03' }
    const [one, other] = [person('Ann Suksai', facts), person('Ann Suksai', facts)]
    const { score, reasons, against } = await place['duplicates.explain']({ leftId: one, rightId: other })
    expect(score).toBeGreaterThan(90)
    expect(reasons.map(({ code }) => code)).toContain('same-name')
    expect(against.map(({ fact }) => fact)).toEqual(['email', 'address'])
    found(one, other, 77)
    expect((await place['duplicates.explain']({ leftId: one, rightId: other })).score).toBe(77)
    store.db.prepare('UPDATE duplicate_search SET is_watching = 1').run()
    store.db.prepare("UPDATE customers SET nickname = 'Nok' WHERE id = ?").run(one)
    expect((await place['duplicates.explain']({ leftId: one, rightId: other })).score).toBe(score)
  })

  it('is refused of one customer', () => {
    const ann = person('Ann')
    expect(() => place['duplicates.explain']({ leftId: ann, rightId: ann })).toThrow(
      expect.objectContaining({ code: 'MERGE_CONFLICT' }),
    )
  })
})
