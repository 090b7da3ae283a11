// "Not the same person" on a real store: said, taken back, and through merges.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type InboxDesk, openInboxDesk } from '../../../tests/fixtures/inbox-desk.ts'
import { makeId } from '../../../tests/fixtures/profile-store.ts'
import { directoryId } from '../../shared/wire.ts'
import { removeCustomer } from '../db/customer-rows.ts'
import { dismissalIdOf } from '../db/dismissals.ts'
import { findLikelyDuplicates } from '../db/duplicate-candidates.ts'

let desk: InboxDesk
let { store, place, person, found, merge, part, newId } = {} as InboxDesk
beforeEach(() => {
  desk = openInboxDesk()
  ;({ store, place, person, found, merge, part, newId } = desk)
})
afterEach(() => desk.close())

describe('not the same person', () => {
  it('is remembered under an id that follows from the pair, and taken back', async () => {
    const [ann, anne] = [person('Ann'), person('Anne')]
    found(ann, anne)
    const args = { commandId: newId(), leftId: anne, rightId: ann, reason: ' Twins ' }
    expect(await place['duplicates.dismiss'](args)).toMatchObject({ waiting: 0, dismissed: 1 })
    await place['duplicates.dismiss']({ ...args, commandId: newId() })
    const [said, ...others] = await place['duplicates.dismissed']({ limit: 10 })
    expect(others).toEqual([])
    expect(said).toEqual({
      id: dismissalIdOf(ann, anne),
      left: { id: ann, name: 'Ann', code: 'CUS-001' },
      right: { id: anne, name: 'Anne', code: 'CUS-002' },
      reason: 'Twins',
      by: 'Nok Kaew',
      at: store.now().toISOString(),
    })
    expect(said?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
    const restored = { commandId: newId(), dismissalId: said?.id ?? '' }
    expect(await place['duplicates.restore'](restored)).toMatchObject({ waiting: 1, dismissed: 0 })
    await place['duplicates.restore']({ ...restored, commandId: newId() })
    store.setClock('2026-11-03T03:00:00.000Z')
    await place['duplicates.dismiss']({ commandId: newId(), leftId: ann, rightId: anne })
    expect(await place['duplicates.dismissed']({ limit: 10 })).toMatchObject([
      { reason: null, at: '2026-11-03T03:00:00.000Z' },
    ])
    expect(outbox()).toEqual([
      ['duplicates.dismiss', 'insert'],
      ['duplicates.restore', 'patch'],
      ['duplicates.dismiss', 'patch'],
    ])
  })

  it('takes its reason afterwards, too, and another one in its place', async () => {
    const [ann, anne] = [person('Ann'), person('Anne')]
    const say = (reason?: string) =>
      place['duplicates.dismiss']({ commandId: newId(), leftId: ann, rightId: anne, reason })
    const said = async () =>
      (await place['duplicates.dismissed']({ limit: 10 })).map(({ reason, at }) => [reason, at])
    const at = store.now().toISOString()
    await say()
    expect(await said()).toEqual([[null, at]])
    store.setClock('2026-11-03T03:00:00.000Z')
    await say('Mother and daughter')
    // When it was said, and by whom, stays.
    expect(await said()).toEqual([['Mother and daughter', at]])
    await say()
    await say('Mother and daughter')
    await say('Twins')
    expect(await said()).toEqual([['Twins', at]])
    expect(outbox().map(([, op]) => op)).toEqual(['insert', 'patch', 'patch'])
  })

  const outbox = () => {
    const sql = "SELECT kind, payload FROM outbox WHERE kind LIKE 'duplicates.%' ORDER BY rowid"
    const rows = store.db.prepare(sql).all() as { kind: string; payload: string }[]
    return rows.map(({ kind, payload }) => {
      const { operations, audit } = JSON.parse(payload) as {
        operations: { op: string; customerId: string }[]
        audit: { changes: { codes: { after: string } } }
      }
      expect(operations.map(({ customerId }) => customerId)).toEqual([directoryId])
      expect(audit.changes.codes.after).toBe('CUS-001, CUS-002')
      expect(payload).not.toContain('Ann')
      return [kind, ...operations.map(({ op }) => op)]
    })
  }

  it('is about whoever the two live on as, and about nobody once both are one', async () => {
    const [folded, survivor, other] = [person('Ann'), person('Anne'), person('Anna')]
    await place['duplicates.dismiss']({ commandId: newId(), leftId: folded, rightId: other })
    merge(folded, survivor)
    found(survivor, other)
    expect(await place['duplicates.status']({})).toMatchObject({ waiting: 0, dismissed: 1 })
    const explained = await place['duplicates.explain']({ leftId: other, rightId: folded })
    expect(explained.right.card.id).toBe(survivor)
    expect(explained.dismissal?.id).toBe(dismissalIdOf(folded, other))
    // Said again of the survivor, it is said already.
    await place['duplicates.dismiss']({ commandId: newId(), leftId: survivor, rightId: other })
    expect(store.db.prepare('SELECT count(*) FROM duplicate_dismissals').pluck().get()).toBe(1)
    merge(other, survivor)
    expect(await place['duplicates.status']({})).toMatchObject({ waiting: 0, dismissed: 0 })
    expect(await place['duplicates.dismissed']({ limit: 10 })).toEqual([])
    part(other)
    part(folded)
    found(survivor, other)
    expect(await place['duplicates.status']({})).toMatchObject({ waiting: 1, dismissed: 1 })
  })

  it('said twice of people who became two, is taken back in one go', async () => {
    const [folded, survivor, other] = [person('Ann'), person('Anne'), person('Anna')]
    await place['duplicates.dismiss']({ commandId: newId(), leftId: folded, rightId: other })
    await place['duplicates.dismiss']({ commandId: newId(), leftId: survivor, rightId: other })
    merge(folded, survivor)
    found(survivor, other)
    expect(await place['duplicates.status']({})).toMatchObject({ waiting: 0, dismissed: 1 })
    const [said, ...more] = await place['duplicates.dismissed']({ limit: 10 })
    expect(more).toEqual([])
    const restored = await place['duplicates.restore']({ commandId: newId(), dismissalId: said?.id ?? '' })
    expect(restored).toMatchObject({ waiting: 1, dismissed: 0 })
  })

  it('is about nobody once either is removed', async () => {
    const [ann, anne] = [person('Ann'), person('Anne')]
    await place['duplicates.dismiss']({ commandId: newId(), leftId: ann, rightId: anne })
    expect((await place['duplicates.status']({})).dismissed).toBe(1)
    removeCustomer(store.db, anne)
    expect((await place['duplicates.status']({})).dismissed).toBe(0)
    expect(await place['duplicates.dismissed']({ limit: 10 })).toEqual([])
  })

  it('is refused of one customer, and of nobody', () => {
    const [ann, anne] = [person('Ann'), person('Anne')]
    merge(ann, anne)
    const dismiss = (leftId: string, rightId: string) => () =>
      place['duplicates.dismiss']({ commandId: newId(), leftId, rightId })
    expect(dismiss(ann, anne)).toThrow(expect.objectContaining({ code: 'MERGE_CONFLICT' }))
    expect(dismiss(anne, anne)).toThrow(expect.objectContaining({ code: 'MERGE_CONFLICT' }))
    expect(dismiss(anne, makeId('f', 1))).toThrow(expect.objectContaining({ code: 'CUSTOMER_NOT_FOUND' }))
    const restore = () => place['duplicates.restore']({ commandId: newId(), dismissalId: makeId('f', 1) })
    expect(restore).toThrow(expect.objectContaining({ code: 'CHANGED_MEANWHILE' }))
  })

  it('keeps the warning while editing quiet about these two, and about no others', () => {
    const phone = { primaryPhone: '081-111-2222' }
    const [ann, anne, anna] = [person('Ann', phone), person('Ann', phone), person('Ann', phone)]
    const warned = () =>
      findLikelyDuplicates(store.db, { fullName: 'Ann', ...phone, excludeCustomerId: ann })
        .map(({ customer }) => customer.id)
        .sort()
    expect(warned()).toEqual([anne, anna].sort())
    place['duplicates.dismiss']({ commandId: newId(), leftId: ann, rightId: anne })
    expect(warned()).toEqual([anna])
  })
})
