// What people type wrong still leads to somebody: the other script, the other keyboard layout, one slip of the finger.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LookupStore, openLookupStore, type Person } from '../../../tests/fixtures/lookup-store.ts'
import { searchCustomers } from './search.ts'

let store: LookupStore
beforeAll(() => {
  store = openLookupStore()
})
afterAll(() => store.remove())

const add = (person: Person) => store.add(person)
const find = (text: string, limit = 20) => searchCustomers(store.db, text, limit)
const namesOf = (text: string) => find(text).hits.map((hit) => hit.fullName)

describe('what is typed wrong', () => {
  beforeAll(() => {
    const people: Person[] = [
      { name: 'นายสมศักดิ์ ศรีบุญเรือง', phone: '0861234599' },
      { name: 'Wichai Phongphaibun', email: 'wichai.p@golfer.example' },
      { name: 'กนกวรรณ เพชรสังข์', nickname: 'Bell', phone: '021234888' },
      { name: 'Bartholomew Quigley', phone: '+44 20 7946 0958' },
    ]
    for (const person of people) add(person)
  })

  test('a name in the other script', () => {
    const first = (text: string) => find(text).hits[0]
    expect(first('somsak sriboonrueang')).toMatchObject({ fullName: 'นายสมศักดิ์ ศรีบุญเรือง', matchedBy: 'sound' })
    expect(first('somsak sriboonrueang')?.matches[0]?.ranges).toEqual([
      [3, 11],
      [12, 23],
    ])
    expect(first('วิชัย พงษ์ไพบูลย์')).toMatchObject({ fullName: 'Wichai Phongphaibun', matchedBy: 'sound' })
    expect(find('วิชัย พงศ์ไพบูล').hits.map((hit) => hit.fullName)).toContain('Wichai Phongphaibun')
    expect(first('kanokwan phetsang')).toMatchObject({ fullName: 'กนกวรรณ เพชรสังข์', matchedBy: 'sound' })
  })

  test('the other keyboard layout, and says how it was read', () => {
    expect(find('dod;iiI')).toMatchObject({
      readAs: 'กนกวรรณ',
      hits: [
        { fullName: 'กนกวรรณ เพชรสังข์', matchedBy: 'layout', matches: [{ field: 'name', ranges: [[0, 7]] }] },
      ],
    })
    expect(find('ิำสส').hits[0]).toMatchObject({ nickname: 'Bell', matchedBy: 'layout' })
    expect(find('ๆีรเสำั').readAs).toBe('quigley')
  })

  test.each([
    ['barthlomew', 'Bartholomew Quigley'],
    ['bartholomeew', 'Bartholomew Quigley'],
    ['bartholomww', 'Bartholomew Quigley'],
    ['batrholomew', 'Bartholomew Quigley'],
    ['quigely bartholomew', 'Bartholomew Quigley'],
    ['wichai.p@golfre.example', 'Wichai Phongphaibun'],
    ['wihcai.p@golfer', 'Wichai Phongphaibun'],
    ['เพชนสังข์', 'กนกวรรณ เพชรสังข์'],
    ['0861234590', 'นายสมศักดิ์ ศรีบุญเรือง'],
    ['086123599', 'นายสมศักดิ์ ศรีบุญเรือง'],
    ['08612345990', 'นายสมศักดิ์ ศรีบุญเรือง'],
    ['0861235499', 'นายสมศักดิ์ ศรีบุญเรือง'],
    ['+66861234590', 'นายสมศักดิ์ ศรีบุญเรือง'],
    ['021234889', 'กนกวรรณ เพชรสังข์'],
    ['+44 20 7946 0985', 'Bartholomew Quigley'],
  ])('one slip: %s', (text, name) => {
    expect(namesOf(text)).toContain(name)
  })
})

test('a slip is not looked for where something is found and no name was typed', () => {
  add({ name: 'Same Host', email: 'golf.one@links.example' })
  add({ name: 'Other Host', email: 'golf.ones@links.example' })
  expect(namesOf('golf.one@')).toEqual(['Same Host'])
  expect(namesOf('golf.onee@')).toEqual(['Other Host', 'Same Host'])
})

test('what was found as typed stands before what only sounds alike', () => {
  add({ name: 'พิมพ์ใจ เย็นทรวง' })
  add({ name: 'Pimjai Yensuang' })
  add({ name: 'Bua Nobody' })
  const hits = find('Pimjai').hits.map((hit) => [hit.fullName, hit.matchedBy])
  expect(hits).toEqual([
    ['Pimjai Yensuang', 'exact'],
    ['พิมพ์ใจ เย็นทรวง', 'sound'],
  ])
})
