// The people a run is about: some never seen before, some couples and parents on one phone, some met at two counters at once.
import type { Random } from './random.ts'

export interface Person {
  readonly number: number
  /** As different counters may write it. */
  readonly names: readonly string[]
  readonly phone: string
  /** Their name and phone stay what they are, so that two creations of them can be told to be one person. */
  readonly isSteady: boolean
  /** The website profile that is theirs, where they have one. */
  readonly profileId: string | null
}

const firstNames = ['Somchai', 'Malee', 'Anan', 'Ploy', 'Krit', 'Nok', 'Wichai', 'Suda', 'Prasert', 'Dao']
const lastNames = ['Jaidee', 'Thongdee', 'Saelim', 'Boonmee', 'Rattana', 'Kaewta', 'Phromma', 'Inthara']

/** `count` people; about one in four shares the phone of the one before, under a name of their own. */
export function makePeople(random: Random, count: number): readonly Person[] {
  const people: Person[] = []
  const taken = new Set<string>()
  while (people.length < count) {
    const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`
    if (taken.has(name)) continue
    taken.add(name)
    const number = people.length
    const before = people.at(-1)
    const sharesPhone = before !== undefined && random.chance(0.25)
    const phone = sharesPhone ? before.phone : `08${String(10_000_000 + random.below(89_999_999))}`
    people.push({
      number,
      names: [name, `Khun ${name}`],
      phone,
      isSteady: random.chance(0.6),
      profileId: random.chance(0.4) ? random.uuid() : null,
    })
  }
  return people
}
