import { expect, test } from 'vitest'
import { emptyNote, noteChanges, noteContentOf, withPin, withType } from './note-content.ts'

test('an alert is pinned, and what is pinned without a kind of its own is an alert', () => {
  expect(withType(emptyNote, 'alert')).toMatchObject({ noteType: 'alert', isPinned: true })
  expect(withType(emptyNote, 'payment')).toMatchObject({ noteType: 'payment', isPinned: false })
  expect(withPin(emptyNote, true)).toMatchObject({ noteType: 'alert', isPinned: true })
  expect(withPin(withPin(emptyNote, true), false)).toEqual(emptyNote)
  expect(withPin(withType(emptyNote, 'complaint'), true)).toMatchObject({ noteType: 'complaint' })
})

test('only what differs is a change', () => {
  expect(noteChanges(emptyNote, emptyNote)).toEqual({})
  expect(noteChanges(emptyNote, { ...emptyNote, noteText: 'x', isInternal: false })).toEqual({
    noteText: 'x',
    isInternal: false,
  })
})

test('a kind this version does not know is read as general', () => {
  const note = { noteText: 'x', noteType: 'from-the-future', isPinned: false, isInternal: true }
  expect(noteContentOf(note).noteType).toBe('general')
})
