import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ViewDefinition } from '../../shared/customer-list.ts'
import type { Role } from '../../shared/method.ts'
import { directoryId } from '../../shared/wire.ts'
import type { WriteDb } from '../db/handle.ts'
import { migrateStore } from '../db/migrate.ts'
import { saveStaff } from '../db/staff.ts'
import { runCommand, type WriteContext } from '../write/run-command.ts'
import { createVenuePlace } from './venue-place.ts'

const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
const manager = { id: id(1), name: 'Malee', role: 'manager', isActive: true, isEnrolled: true }
const clerk = { id: id(2), name: 'Nok', role: 'staff', isActive: true, isEnrolled: true }
const other = { id: id(3), name: 'Ploy', role: 'staff', isActive: true, isEnrolled: true }

let db: WriteDb
let actor: typeof manager | null
let told: string[]
let made = 100
const newId = () => id(made++)

beforeEach(() => {
  db = new Database(':memory:') as unknown as WriteDb
  migrateStore(db)
  saveStaff(db, { staff: [manager, clerk, other], devices: [] })
  actor = manager
  told = []
})

function open() {
  const write: WriteContext = {
    db,
    get actor() {
      return actor?.id ?? null
    },
    deviceId: id(9),
    now: () => new Date(Date.UTC(2026, 10, 23) + made * 1000),
    randomBytes: (count) => new Uint8Array(count).fill(made++),
  }
  return createVenuePlace({
    db,
    write,
    role: () => (actor?.role ?? null) as Role | null,
    run: (command) => void told.push(runCommand(write, command).customerId),
  })
}

const definition: ViewDefinition = {
  filters: {},
  sort: { by: 'fullName', order: 'asc' },
  columns: [],
}
const saveView = (name: string, isShared: boolean, viewId = newId()) => ({
  commandId: newId(),
  viewId,
  name,
  definition,
  isShared,
})

describe('tiers', () => {
  const tier = { name: 'Gold', colour: 'amber', benefits: 'A towel', sortOrder: 2, isActive: false } as const

  it('are listed in their order with who holds them, and changed', () => {
    const place = open()
    db.exec(`INSERT INTO customers (id, customer_name, vip_tier_id, search_rank, created_at, updated_at) VALUES
      ('a', 'A', 2, 1, '', ''), ('b', 'B', 2, 2, '', '')`)
    const list = place['tiers.save']({ commandId: newId(), tierId: 2, ...tier })
    expect(list).toMatchObject([
      { id: 1, customers: 0, isActive: true },
      { id: 2, customers: 2, isActive: false, benefits: 'A towel' },
      { id: 3 },
    ])
    expect(told).toEqual([directoryId])
  })
})

describe('notices', () => {
  const notice = {
    title: 'Codes',
    description: 'New codes',
    impact: 'high',
    actionRequired: true,
    trainingMaterials: ['counter'],
    effectiveDate: '2026-12-01',
  } as const

  it('are read by each person for themselves; managers see by how many', async () => {
    const place = open()
    const [published] = await place['notices.publish']({ commandId: newId(), ...notice })
    expect(published).toMatchObject({ ...notice, createdBy: 'Malee', readAt: null, readBy: 0 })
    const noticeId = published?.id ?? ''
    actor = clerk
    const [read] = await place['notices.markRead']({ commandId: newId(), noticeId })
    expect(read).toMatchObject({ readAt: expect.any(String), readBy: null })
    await place['notices.markRead']({ commandId: newId(), noticeId })
    actor = manager
    expect(await place['notices.list']({})).toMatchObject([{ readAt: null, readBy: 1 }])
  })

  it('that are withdrawn are gone', async () => {
    const place = open()
    const [first] = await place['notices.publish']({ commandId: newId(), ...notice })
    await place['notices.publish']({ commandId: newId(), ...notice, title: 'Later' })
    const left = await place['notices.withdraw']({ commandId: newId(), noticeId: first?.id ?? '' })
    expect(left).toMatchObject([{ title: 'Later' }])
  })

  it('are read where nobody signs in, too', async () => {
    const place = open()
    const [first] = await place['notices.publish']({ commandId: newId(), ...notice })
    actor = null
    const [read] = await place['notices.markRead']({ commandId: newId(), noticeId: first?.id ?? '' })
    expect(read?.readAt).not.toBeNull()
  })
})

describe('saved views', () => {
  it('are one’s own and those everybody sees, by name', async () => {
    const place = open()
    place['views.save'](saveView('Best', true))
    place['views.save'](saveView('Alone', false))
    actor = clerk
    const seen = await place['views.save'](saveView('Own', false))
    expect(seen).toMatchObject([
      { name: 'Best', isShared: true, isOwn: false, ownerName: 'Malee' },
      { name: 'Own', isShared: false, isOwn: true, ownerName: 'Nok', definition },
    ])
  })

  it('are shared by managers only, and changed by their makers only', async () => {
    const place = open()
    const shared = saveView('Best', true)
    place['views.save'](shared)
    actor = clerk
    const denied = expect.objectContaining({ code: 'NOT_ALLOWED' })
    expect(() => place['views.save'](saveView('Mine', true))).toThrow(denied)
    expect(() => place['views.save'](saveView('Mine', false, shared.viewId))).toThrow(denied)
    expect(await place['views.list']({})).toMatchObject([{ name: 'Best' }])
  })

  it('are removed by their makers; shared ones by managers, too', async () => {
    const place = open()
    actor = clerk
    const own = saveView('Own', false)
    place['views.save'](own)
    const remove = (viewId: string) => place['views.remove']({ commandId: newId(), viewId })
    actor = other
    const denied = expect.objectContaining({ code: 'NOT_ALLOWED' })
    expect(() => remove(own.viewId)).toThrow(denied)
    actor = manager
    expect(() => remove(own.viewId)).toThrow(denied)
    const shared = saveView('Best', true)
    place['views.save'](shared)
    actor = clerk
    expect(() => remove(shared.viewId)).toThrow(denied)
    expect(await remove(own.viewId)).toMatchObject([{ name: 'Best' }])
    actor = { ...manager, id: other.id }
    expect(await remove(shared.viewId)).toEqual([])
  })

  it('made in words this app does not know are passed over', async () => {
    const place = open()
    place['views.save'](saveView('Best', true))
    db.prepare(`UPDATE saved_views SET definition = '{"filters":{"of":"tomorrow"}}'`).run()
    expect(await place['views.list']({})).toEqual([])
  })
})

describe('what a person left behind', () => {
  it('is theirs alone, and goes with them', () => {
    const place = open()
    place['memory.set']({ name: 'drafts', value: '{"new":1}' })
    actor = clerk
    expect(place['memory.get']({ name: 'drafts' })).toBeNull()
    place['memory.set']({ name: 'drafts', value: '{"new":2}' })
    place['memory.set']({ name: 'list', value: '{}' })
    place['memory.set']({ name: 'list', value: null })
    expect(place['memory.get']({ name: 'list' })).toBeNull()
    actor = null
    place['memory.set']({ name: 'drafts', value: '{"new":3}' })
    saveStaff(db, { staff: [manager], devices: [] })
    expect(db.prepare('SELECT staff_id, value FROM personal_memory ORDER BY staff_id').raw().all()).toEqual([
      ['', '{"new":3}'],
      [manager.id, '{"new":1}'],
    ])
    expect(told).toEqual([])
  })
})
