import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isThai,
  nameWords,
  soundMatcher,
  soundMatchThreshold,
  soundPrefixes,
  soundQuestion,
  soundSimilarity,
  soundSkeleton,
  soundSkeletons,
  soundTokens,
  stripHonorifics,
} from './name-keys.ts'

function readSpellings(list: string): { thai: string; latin: string }[] {
  const text = readFileSync(new URL(`../../bench/names/${list}`, import.meta.url), 'utf8')
  return text.split('\n').flatMap((line) => {
    const [thai = '', latin, others = ''] = line.split('\t')
    if (latin === undefined || thai.startsWith('#')) return []
    return [latin, ...others.split(',')].filter((each) => each !== '').map((each) => ({ thai, latin: each }))
  })
}

/** Whether a directory name would be read as a candidate for the query. */
function isCandidate(query: string, name: string): boolean {
  const held = soundTokens(nameWords(name))
  return soundQuestion(nameWords(query)).every((group) => group.some((token) => held.includes(token)))
}

describe('stripHonorifics', () => {
  it.each([
    ['คุณสมชาย', 'สมชาย'],
    ['คุณ สมชาย ใจดี', 'สมชาย ใจดี'],
    ['นายสมชาย ใจดี', 'สมชาย ใจดี'],
    ['นางสาวสุดา', 'สุดา'],
    ['นาง วรรณา', 'วรรณา'],
    ['น.ส.สมหญิง', 'สมหญิง'],
    ['น.ส. สมหญิง', 'สมหญิง'],
    ['ด.ช. ปิติ', 'ปิติ'],
    ['เด็กหญิงมานี', 'มานี'],
    ['ดร.สมศรี', 'สมศรี'],
    ['ศ.ดร.นพ. ก้อง ดี', 'ก้อง ดี'],
    ['พล.อ.ประยูร', 'ประยูร'],
    ['พล.ต.อ. ก้อง', 'ก้อง'],
    ['ว่าที่ ร.ต.สมชาย', 'สมชาย'],
    ['Mr. John Smith', 'John Smith'],
    ['MRS ANNE', 'ANNE'],
    ['Khun Somchai', 'Somchai'],
    ['K.Somchai', 'Somchai'],
    ['Dr Malee', 'Malee'],
    ['Miss Ann', 'Ann'],
  ])('%s is %s', (name, bare) => {
    expect(stripHonorifics(name)).toBe(bare)
  })

  it.each([
    'คุณากร',
    'คุณาพร',
    'คุณวุฒิ',
    'คุณธรรม',
    'คุณานันท์',
    'นายิกา',
    'นางาม',
    'นางฟ้า',
    'ดรุณี',
    'ดร',
    'คุณ',
    'Dr',
    'Mr.',
    'Khunakorn',
    'Missy',
    'Drake',
    'Kanya',
    'ส.ใจดี',
    'พลอย',
    'พลเทพ',
    'อรทัย',
    '',
    '. .',
    'น.',
  ])('%j stays', (name) => {
    expect(stripHonorifics(name)).toBe(name)
  })
})

describe('nameWords', () => {
  it.each([
    ['คุณสมชาย  ใจดี', ['สมชาย', 'ใจดี']],
    ['แซ่ อึ้ง', ['แซ่อึ้ง']],
    ['Sae-Ung', ['saeung']],
    ['Sae Tang', ['saetang']],
    ['Anne-Marie', ['anne', 'marie']],
    ['Saeng-arun', ['saengarun']],
    ["O'Neil", ['oneil']],
    ['สมชาย (ชาย)', ['สมชาย', 'ชาย']],
    ['J. R. Smith', ['j', 'r', 'smith']],
    ['', []],
    ['...', []],
  ])('%j has the words %j', (name, words) => {
    expect(nameWords(name)).toEqual(words)
  })
})

describe('sound keys', () => {
  it.each(['train.tsv', 'held-out.tsv', 'full-names.tsv'])(
    'lead from Latin to Thai and back in %s',
    (list) => {
      const spellings = readSpellings(list)
      const missed = spellings.filter(
        ({ thai, latin }) => !isCandidate(latin, thai) || !isCandidate(thai, latin),
      )
      expect(missed.length / spellings.length, missed.map(({ latin }) => latin).join()).toBeLessThan(0.01)
      const faint = spellings.filter(({ thai, latin }) => soundMatcher(latin)(thai) < soundMatchThreshold)
      expect(faint.length / spellings.length, faint.map(({ latin }) => latin).join()).toBeLessThan(0.02)
    },
  )

  it('keep other names apart', () => {
    const names = readSpellings('full-names.tsv')
    let pairs = 0
    let candidates = 0
    for (const { thai } of names) {
      for (const { latin, thai: own } of names) {
        if (own === thai) continue
        pairs += 1
        if (isCandidate(latin, thai)) candidates += 1
      }
    }
    expect(candidates / pairs).toBeLessThan(0.001)
  })

  it('are few and short', () => {
    const words = readSpellings('train.tsv').flatMap(({ thai, latin }) => [
      ...nameWords(thai),
      ...nameWords(latin),
    ])
    const keys = words.map(soundSkeletons)
    expect(keys.flat().length / words.length).toBeLessThan(1.2)
    for (const key of keys.flat()) expect(key).toMatch(/^[a-y]{1,16}$/)
  })

  it('are none for what has no sound here', () => {
    for (const word of ['王小明', '123', '👍', '', 'မြန်မာ', 'محمد', 'Иван', '์', '่้']) {
      expect(soundSkeleton(word)).toBe('')
      expect(soundSimilarity(word, 'somchai')).toBe(0)
    }
  })

  it('survive anything typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.string({ unit: fc.constantFrom(...'กรหอวยญสทฤจมนเแโไใาำิีึืุูั่้็์ะ'), maxLength: 30 }),
        ),
        (text) => {
          for (const token of soundTokens(nameWords(text))) expect(token).toMatch(/^[a-z]+$/)
          expect(soundSkeletons(text).length).toBeLessThanOrEqual(8)
          const score = soundMatcher(text)(text, 'สมชาย ใจดี')
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('tell two alike words of one name apart', () => {
    const [first = ''] = soundTokens(['สมชาย'])
    expect(soundTokens(['สมชาย', 'สมชัย'])).toEqual([first, `${first}z`])
    expect(isCandidate('Somchai Somchay', 'สมชาย สมชัย')).toBe(true)
    expect(isCandidate('Somchai Somchay', 'สมชาย ใจดี')).toBe(false)
  })

  it('begin with the prefixes of a half-typed word', () => {
    let halves = 0
    const missed: string[] = []
    for (const { thai, latin } of readSpellings('train.tsv')) {
      const [word = ''] = nameWords(latin)
      const keys = [...soundSkeletons(word), ...soundSkeletons(nameWords(thai)[0] ?? '')]
      for (let length = 3; length <= word.length; length += 1) {
        const prefixes = soundPrefixes(word.slice(0, length))
        halves += 1
        if (!keys.some((key) => prefixes.some((prefix) => key.startsWith(prefix)))) {
          missed.push(word.slice(0, length))
        }
      }
    }
    expect(missed.length / halves, missed.join()).toBeLessThan(0.005)
  })
})

describe('soundMatcher', () => {
  it.each([
    ['somchai', 'สมชาย ใจดี'],
    ['jaidee somchai', 'สมชาย ใจดี'],
    ['somchai jai', 'นายสมชาย ใจดี'],
    ['สมชาย', 'Somchai Jaidee'],
    ['ใจดี สมชาย', 'Mr. Somchay Chaidee'],
    ['noi', 'น้อย'],
  ])('%s sounds like %s', (query, name) => {
    expect(soundMatcher(query)(name)).toBeGreaterThan(0.9)
  })

  it.each([
    ['somchai', 'สมศักดิ์ ใจดี'],
    ['somchai jaidee', 'สมศรี ทองดี'],
    ['', 'สมชาย'],
    ['王', 'สมชาย'],
  ])('%j does not sound like %s', (query, name) => {
    expect(soundMatcher(query)(name)).toBeLessThan(soundMatchThreshold)
  })

  it('hears a nickname beside the name', () => {
    const score = soundMatcher('somchai chai')
    expect(score('สมชาย ใจดี', 'ชาย')).toBeGreaterThan(score('สมชาย ใจดี'))
  })

  it('puts the whole name before a longer one', () => {
    const score = soundMatcher('sam')
    expect(score('แซม')).toBeGreaterThan(score('แซม ทองดี'))
  })

  it('puts the closer vowels first', () => {
    const score = soundMatcher('nida')
    expect(score('นิดา')).toBeGreaterThan(score('นาดา'))
  })
})

describe('soundSimilarity', () => {
  it('is the same both ways and 1 for the same word', () => {
    const words = readSpellings('train.tsv').flatMap(({ thai, latin }) => [thai, latin.toLowerCase()])
    fc.assert(
      fc.property(fc.constantFrom(...words), fc.constantFrom(...words), (one, other) => {
        expect(soundSimilarity(one, one)).toBe(1)
        expect(soundSimilarity(one, other)).toBeCloseTo(soundSimilarity(other, one), 10)
      }),
    )
  })
})

describe('isThai', () => {
  it('is about letters', () => {
    expect(isThai('สมชาย')).toBe(true)
    expect(isThai('John ก')).toBe(true)
    expect(isThai('John 1')).toBe(false)
    expect(isThai('฿100')).toBe(false)
  })
})
