import { expect, test } from 'vitest'
import { mergeDrafts, packDrafts, unpackDrafts } from './draft-memory.ts'
import { type Drafts, type NoteDraft, noDrafts, startNewcomer } from './drafts.ts'

const now = new Date('2026-03-20T10:00:00.000Z')

function noteOf(text: string, writtenAt: string): NoteDraft {
  return {
    customerId: 'c1',
    customerName: 'Mali Testperson',
    noteId: null,
    seenText: '',
    text,
    noteType: 'general',
    isPinned: false,
    isInternal: true,
    writtenAt,
  }
}

test('what was written comes back as it was; what nobody wrote into is not kept', () => {
  const typed = { ...startNewcomer('Mali 081'), writtenAt: '2026-03-20T09:59:00.000Z' }
  const drafts: Drafts = {
    ...noDrafts,
    newcomers: { 'Mali 081': typed, untouched: startNewcomer('untouched') },
    notes: { c1: noteOf('half a note', '2026-03-19T09:00:00.000Z') },
  }
  const back = unpackDrafts(packDrafts(drafts), now)
  expect(back.newcomers).toEqual({ 'Mali 081': typed })
  expect(back.notes).toEqual(drafts.notes)
  expect(packDrafts(noDrafts)).toBeNull()
})

test('drafts nobody came back to for two weeks are given up', () => {
  const notes = {
    c1: noteOf('old', '2026-03-01T09:00:00.000Z'),
    c2: noteOf('new', '2026-03-10T09:00:00.000Z'),
  }
  expect(Object.keys(unpackDrafts(packDrafts({ ...noDrafts, notes }), now).notes)).toEqual(['c2'])
})

test('where not everything fits, the newest is kept', () => {
  const long = 'ก'.repeat(5000)
  const notes = Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [`c${index}`, noteOf(long, `2026-03-1${index}T09:00:00.000Z`)]),
  )
  const text = packDrafts({ ...noDrafts, notes }) ?? ''
  expect(text.length).toBeLessThan(30_000)
  expect(Object.keys(unpackDrafts(text, now).notes)).toEqual(['c8', 'c7', 'c6', 'c5', 'c4'])
})

test('what is no draft is left out, and a form of an older version gets the fields it lacks', () => {
  for (const text of [null, '', 'x', '{}', '[1]', '[["newcomers","a",null]]', '[["other","a",{}]]']) {
    expect(unpackDrafts(text, now)).toEqual(noDrafts)
  }
  const entry = { ...startNewcomer(''), form: { fullName: 'Mali' }, writtenAt: '2026-03-20T09:00:00.000Z' }
  const { newcomers } = unpackDrafts(JSON.stringify([['newcomers', 'a', entry]]), now)
  expect(newcomers.a?.form).toMatchObject({ fullName: 'Mali', city: '', vipTierId: '' })
})

test('a kept newcomer and one begun before it was read both stay', () => {
  const kept = { ...startNewcomer(''), writtenAt: '2026-03-20T09:00:00.000Z' }
  const begun = startNewcomer('')
  const { newcomers } = mergeDrafts(
    { ...noDrafts, newcomers: { '': kept } },
    { ...noDrafts, newcomers: { '': begun } },
  )
  expect(newcomers).toEqual({ '': begun, [kept.customerId]: kept })
  const same = mergeDrafts({ ...noDrafts, newcomers: { '': kept } }, { ...noDrafts, newcomers: { '': kept } })
  expect(same.newcomers).toEqual({ '': kept })
})
