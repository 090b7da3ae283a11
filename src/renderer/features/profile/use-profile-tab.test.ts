import { expect, test } from 'vitest'
import { readRememberedTab } from './use-profile-tab.ts'

test('the remembered tab is read back', () => {
  expect(readRememberedTab('{"tab":"notes"}')).toBe('notes')
})

test.each([null, undefined, '', 'notes', '{}', '{"tab":"wallet"}', '{"tab":3}', 'null', '[1]'])(
  'what is no tab (%j) is nothing remembered',
  (remembered) => {
    expect(readRememberedTab(remembered)).toBeNull()
  },
)
