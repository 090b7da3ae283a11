// A file of people written down several times, each time a little wrong: the right pairs are found, and hardly any other.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foreignPools } from '../demo-data/foreign-names.ts'
import { createRandom } from '../demo-data/random.ts'
import { findInFile } from './find.ts'
import { generateWornRecords, writeWornFile } from './worn-records.ts'

let folder: string
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-pairs-'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

function find(text: string) {
  const file = path.join(folder, 'customers.csv')
  const out = path.join(folder, 'pairs.csv')
  fs.writeFileSync(file, text)
  const summary = findInFile(file, out, () => undefined)
  const pairs: { a: string; b: string; score: string; reasons: string }[] = parse(
    fs.readFileSync(out, 'utf8'),
    { columns: true },
  )
  return { summary, pairs }
}

test('finds nearly all pairs of people written down wrong, and hardly any that are none', () => {
  const records = [...generateWornRecords(1500, 4)]
  const { summary, pairs } = find(writeWornFile(records, 8))
  const sizes = new Map<number, number>()
  for (const { person } of records) sizes.set(person, (sizes.get(person) ?? 0) + 1)
  const wanted = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
  const right = pairs.filter(({ a, b }) => a.split('-')[0] === b.split('-')[0]).length
  expect(wanted).toBeGreaterThan(1000)
  expect(right / pairs.length).toBeGreaterThanOrEqual(0.995)
  expect(right / wanted).toBeGreaterThanOrEqual(0.99)
  expect(summary).toMatchObject({ customers: records.length, pairs: pairs.length, threshold: 50 })
  expect(summary.candidate_pairs).toBeLessThan(records.length * 25)
})

test('says why in words, the likeliest pair first, and takes part of what an import would refuse', () => {
  const { pairs } = find(`id,customer_name,contact_number,date_of_birth
1,Wipa Saengthong,081-234-5678,1985-03-12
2,Arthit Boonmee,0899999999,1990-01-30
3,Saengthong Wipa,+66 81 234 5678,1985-12-03
4,Arthit Bunmee,0899999999,1990-01-39
`)
  expect(pairs.map(({ a, b }) => [a, b])).toContainEqual(['1', '3'])
  expect(pairs.map(({ a, b }) => [a, b])).toContainEqual(['2', '4'])
  expect(pairs[0]?.reasons).toContain('same phone')
  const scores = pairs.map(({ score }) => Number(score))
  expect(scores).toEqual(scores.toSorted((left, right) => right - left))
})

test('two spoilt copies that only share the record between them are told, with that record', () => {
  const records = [...generateWornRecords(1500, 4)]
  const { summary, pairs } = find(writeWornFile(records, 8))
  const implied = pairs.filter(({ reasons }) => reasons.startsWith('both likely one with '))
  const right = implied.filter(({ a, b, reasons }) => {
    const between = reasons.slice('both likely one with '.length)
    return [a, b, between].every((id) => id.split('-')[0] === a.split('-')[0])
  })
  expect(summary.implied_pairs).toBe(implied.length)
  expect(right.length).toBeGreaterThan(0)
  expect(right.length).toBe(implied.length)
})

test('thousands who share a hundred phones, numbered e-mails and common names are nobody twice', () => {
  const random = createRandom(21)
  const people = Array.from({ length: 4000 }, (_, number) => {
    const given = random.pick(random.pick(foreignPools).given)
    const born = `${1935 + random.integer(60)}-${String(1 + random.integer(12)).padStart(2, '0')}-1${random.integer(10)}`
    const phone = `1 (11) 500 555-01${10 + random.integer(90)}`
    const name = `${given} ${random.pick(random.pick(foreignPools).family)}`
    return `${number},${name},${phone},${given.toLowerCase()}${number}@shop.example,${born}`
  })
  const { pairs, summary } = find(
    `id,customer_name,contact_number,email,date_of_birth\n${people.join('\n')}\n`,
  )
  expect(pairs.length).toBeLessThanOrEqual(4)
  expect(summary.candidate_pairs).toBeLessThan(4000 * 40)
})

test('a file without duplicates, or with nobody, has no pairs', () => {
  expect(find('id,customer_name\n').pairs).toEqual([])
  const alone = [...generateWornRecords(400, 6)].filter(({ id }) => id.endsWith('-0'))
  expect(find(writeWornFile(alone, 2)).pairs).toEqual([])
})
