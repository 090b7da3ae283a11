// Writes people down several times, each time a little wrong, and remembers who is who: names mistyped, turned round or
// replaced, dates with a wrong digit, addresses shortened, facts left out, phones changed. Nobody in it is real.
import { foreignPools } from '../demo-data/foreign-names.ts'
import { createRandom, type Random } from '../demo-data/random.ts'

/** One record of a customer file, and the person it is of. */
export interface WornRecord {
  readonly person: number
  readonly id: string
  readonly given: string
  readonly family: string
  readonly phone: string
  readonly birthDate: string
  readonly address: readonly string[]
}

const kinds = ['street', 'road', 'avenue', 'crescent', 'place', 'circuit'] as const
const syllables = [
  'bar',
  'den',
  'mor',
  'wick',
  'ton',
  'lan',
  'ford',
  'gar',
  'hol',
  'mere',
  'kin',
  'sel',
  'ova',
  'ridge',
]
const letters = 'abcdefghijklmnopqrstuvwxyz'

/** Yields `people` persons, a third of whom are written down once to three times more, with up to three faults each. */
export function* generateWornRecords(people: number, seed: number): Generator<WornRecord> {
  const random = createRandom(seed)
  for (let person = 0; person < people; person++) {
    const record = makeRecord(random, person)
    yield record
    const copies = random.chance(0.35) ? 1 + random.integer(3) : 0
    for (let copy = 1; copy <= copies; copy++) {
      let worn: WornRecord = { ...record, id: `${person}-${copy}` }
      if (random.chance(0.5)) worn = { ...worn, phone: makePhone(random) }
      for (let fault = random.integer(4); fault > 0; fault--) worn = spoil(random, worn)
      yield worn
    }
  }
}

/** The records as a customer file, in an order of their own. */
export function writeWornFile(records: readonly WornRecord[], seed: number): string {
  const random = createRandom(seed)
  const shuffled = records
    .map((record) => ({ record, place: random.next() }))
    .sort((left, right) => left.place - right.place)
  const lines = shuffled.map(({ record: { id, given, family, phone, birthDate, address } }) =>
    [id, `${given} ${family}`.trim(), phone, '', birthDate, `"${address.join(', ')}"`].join(','),
  )
  return `${['id,customer_name,contact_number,email,date_of_birth,address', ...lines].join('\n')}\n`
}

function makeRecord(random: Random, person: number): WornRecord {
  const year = 1930 + random.integer(75)
  return {
    person,
    id: `${person}-0`,
    given: random.pick(random.pick(foreignPools).given),
    family:
      random.pick(random.pick(foreignPools).family) + (random.chance(0.5) ? random.pick(syllables) : ''),
    phone: makePhone(random),
    birthDate: `${year}-${twoDigits(1 + random.integer(12))}-${twoDigits(1 + random.integer(28))}`,
    address: [
      `${1 + random.integer(200)} ${makePlace(random)} ${random.pick(kinds)}`,
      makePlace(random),
      `${makePlace(random)} ${10_000 + random.integer(900)}`,
    ],
  }
}

function spoil(random: Random, record: WornRecord): WornRecord {
  const { given, family, birthDate, address } = record
  const place = random.integer(address.length)
  const change = (part: (old: string) => string) =>
    address.map((old, index) => (index === place ? part(old) : old))
  switch (random.integer(12)) {
    case 0:
    case 1:
      return { ...record, given: mistype(random, given) }
    case 2:
    case 3:
      return { ...record, family: mistype(random, family) }
    case 4:
      return { ...record, given: family, family: given }
    case 5:
      return random.chance(0.5)
        ? { ...record, given: '' }
        : { ...record, given: random.pick(random.pick(foreignPools).given) }
    case 6:
      return { ...record, birthDate: random.chance(0.5) ? '' : wrongDigit(random, birthDate) }
    case 7:
      return { ...record, birthDate: swapDayAndMonth(birthDate) }
    case 8:
      return { ...record, address: change(() => '').filter((part) => part !== '') }
    default:
      return { ...record, address: change((old) => mistype(random, old)) }
  }
}

/** One letter lost, doubled, replaced, swapped with its neighbour, or a gap put in. */
function mistype(random: Random, text: string): string {
  if (text.length < 2) return text
  const place = random.integer(text.length - 1)
  const [before, here = '', next = '', after] = [
    text.slice(0, place),
    text[place],
    text[place + 1],
    text.slice(place + 2),
  ]
  const choices = [
    before + next + after,
    before + here + here + next + after,
    before + letters[random.integer(letters.length)] + next + after,
    before + next + here + after,
    place > 0 ? `${before} ${here}${next}${after}` : text,
  ]
  return random.pick(choices)
}

function wrongDigit(random: Random, date: string): string {
  if (date === '') return date
  const place = random.pick([2, 3, 6, 9])
  return date.slice(0, place) + random.integer(10) + date.slice(place + 1)
}

function swapDayAndMonth(date: string): string {
  const [year, month = '', day = ''] = date.split('-')
  return day !== '' && Number(day) <= 12 ? `${year}-${day}-${month}` : date
}

function makePlace(random: Random): string {
  return random.pick(syllables) + random.pick(syllables) + (random.chance(0.4) ? random.pick(syllables) : '')
}

function makePhone(random: Random): string {
  return `08${String(10_000_000 + random.integer(89_999_999))}`
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
