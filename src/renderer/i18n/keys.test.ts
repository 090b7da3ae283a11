import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorCodes } from '../../shared/errors.ts'

type Words = { readonly [key: string]: string | Words }
const folder = import.meta.dirname
const read = (language: string): Words =>
  Object.fromEntries(
    globSync(`${language}/*.json`, { cwd: folder }).flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Words),
    ),
  )

function flatten(words: Words, prefix = ''): Map<string, string> {
  const entries = Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
  )
  return new Map(entries)
}

/** Thai has one plural form and English two; what is compared is the key they share. */
const withoutPlural = (key: string) => key.replace(/_(one|other)$/, '')
const keysOf = (words: Map<string, string>) => [...new Set([...words.keys()].map(withoutPlural))].sort()
const placeholdersOf = (text: string) => [...new Set(text.match(/{{\w+/g) ?? [])].sort()

const english = flatten(read('en'))
const thai = flatten(read('th'))

test('Thai and English have the same keys', () => {
  expect(keysOf(thai)).toEqual(keysOf(english))
})

test('no word stands in two files', () => {
  for (const language of ['en', 'th']) {
    const names = globSync(`${language}/*.json`, { cwd: folder }).flatMap((file) =>
      Object.keys(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Words),
    )
    expect(new Set(names).size).toBe(names.length)
  }
})

test('every text is there, says nothing but words, and has the same values put into it', () => {
  for (const [key, text] of thai) {
    expect(text.trim(), key).not.toBe('')
    expect(placeholdersOf(text), key).toEqual(placeholdersOf(english.get(key) ?? ''))
  }
})

test('every error has its words', () => {
  for (const code of errorCodes) expect(english.has(`errors.${code}`), code).toBe(true)
})

test('no key is unused', () => {
  const files = globSync('**/*.{ts,tsx}', { cwd: join(folder, '..') }).filter(
    (file) => !file.includes('.test.'),
  )
  const source = files.map((file) => readFileSync(join(folder, '..', file), 'utf8')).join('\n')
  const literal = new Set(
    [...source.matchAll(/['"`]([a-zA-Z]+(?:\.[\w-]+)+)['"`]/g)].map((match) => match[1]),
  )
  const families = [...source.matchAll(/t\(\s*`([\w.]+)\$\{/g)].map((match) => match[1] ?? '')
  const unused = keysOf(english).filter(
    (key) => !literal.has(key) && !families.some((family) => family !== '' && key.startsWith(family)),
  )
  expect(unused).toEqual([])
})
