// What an e-mail address says beside the name: much where it is somebody's own, little where it is only the name again.
import { expect, test } from 'vitest'
import { compareEmailsBesideNames, isMadeOfName } from './mail-of-name.ts'
import { readNameWords } from './pair-name-words.ts'
import { prepareCandidate } from './prepare-candidate.ts'

test.each([
  ['hiroshi.sato@mail.example', 'Hiroshi Sato', true],
  ['sato_hiroshi@mail.example', 'Hiroshi Sato', true],
  ['seoyeon.lim@mail.example', 'Lim Seo-yeon', true],
  ['malee.jaidee@mail.example', 'มาลี ใจดี', true],
  ['hiroshi.sato7@mail.example', 'Hiroshi Sato', false],
  ['hiroshi@mail.example', 'Hiroshi Sato', false],
  ['hiroshi.s@mail.example', 'Hiroshi Sato', false],
  ['office.sato@mail.example', 'Hiroshi Sato', false],
  ['', 'Hiroshi Sato', false],
])('%s is made of the name %s: %s', (email, name, isMade) => {
  expect(isMadeOfName(email, readNameWords(name))).toBe(isMade)
})

const compare = (typed: readonly [string, string], stored: readonly [string, string]) => {
  const [left, right] = [typed, stored].map(([fullName, email]) =>
    prepareCandidate({ fullName, emails: [email] }),
  )
  return left && right ? (compareEmailsBesideNames(left, right)?.level ?? null) : null
}

test('one address is a namesake’s too where it is the name of both', () => {
  const email = 'danai.sukjai@mail.example'
  expect(compare(['Danai Sukjai', email], ['ดนัย สุขใจ', email])).toBe('sameOfName')
  expect(compare(['Danai Sukjai', email], ['Malee Thongdee', email])).toBe('same')
  expect(compare(['Danai Sukjai', 'golf88@mail.example'], ['ดนัย สุขใจ', 'golf88@mail.example'])).toBe('same')
})

test('nearly equal addresses of two nearly equal names say nothing, of one name they do', () => {
  const [sri, sai] = ['bussaba.srichon@mail.example', 'bussaba.saichon@mail.example']
  expect(compare(['บุษบา ศรีชล', sri], ['บุษบา สายชล', sai])).toBeNull()
  expect(
    compare(['Carl Smith', 'carl.smith@mail.example'], ['Karl Smith', 'karl.smith@mail.example']),
  ).toBeNull()
  expect(compare(['บุษบา ศรีชล', sri], ['บุษบา ศรีชล', sai])).toBe('similar')
})
