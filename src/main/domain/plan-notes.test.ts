import { describe, expect, it } from 'vitest'
import { commandId, customerId, failureOf, plan } from '../../../tests/fixtures/planning.ts'

const noteId = '01900000-0000-7000-8000-0000000000d1'
const named = { note_text: 'Likes tea', note_type: 'general', is_pinned: 0, is_internal: 1 }
const edit = {
  kind: 'customer.editNote',
  commandId,
  customerId,
  noteId,
  noteText: 'Likes coffee',
  seenText: 'Likes tea',
} as const

describe('a new note', () => {
  const add = { kind: 'customer.addNote', commandId, customerId, noteText: 'Tea', isPinned: false } as const
  const valuesOf = (more: object) => plan({ ...add, ...more })?.operations[0]

  it('is general and for staff only unless something else is said; a pinned one is an alert', () => {
    expect(valuesOf({})).toMatchObject({ values: { note_type: 'general', is_internal: 1 } })
    expect(valuesOf({ isPinned: true })).toMatchObject({ values: { note_type: 'alert', is_pinned: 1 } })
    expect(valuesOf({ isPinned: true, noteType: 'payment', isInternal: false })).toMatchObject({
      values: { note_type: 'payment', is_pinned: 1, is_internal: 0 },
    })
  })

  it('has a text, of 5,000 characters at most', () => {
    expect(failureOf(() => plan({ ...add, noteText: ' \n ' })).field).toBe('noteText')
    expect(failureOf(() => plan({ ...add, noteText: 'ก'.repeat(5001) })).code).toBe('INVALID_ARGUMENTS')
    expect(valuesOf({ noteText: 'ก'.repeat(5000) })).toMatchObject({
      values: { note_text: 'ก'.repeat(5000) },
    })
  })
})

describe('changing a note', () => {
  it('patches what differs and says in the trail which note it was and what it said', () => {
    const planned = plan({ ...edit, noteType: 'preference', isPinned: false }, { named })
    expect(planned?.operations).toEqual([
      {
        op: 'patch',
        table: 'customer_notes',
        id: noteId,
        customerId,
        changes: {
          note_text: { base: 'Likes tea', value: 'Likes coffee' },
          note_type: { base: 'general', value: 'preference' },
        },
      },
    ])
    expect(planned?.audit.changes).toEqual({
      note_id: { before: null, after: noteId },
      note_text: { before: 'Likes tea', after: 'Likes coffee' },
      note_type: { before: 'general', after: 'preference' },
    })
  })

  it('that changes nothing is nothing', () => {
    expect(plan({ ...edit, noteText: 'Likes  tea ' }, { named })).toBeNull()
  })

  it('whose text somebody else changed is refused; pinning it is not', () => {
    const changed = { ...named, note_text: 'Likes water' }
    expect(failureOf(() => plan(edit, { named: changed }))).toMatchObject({
      code: 'CHANGED_MEANWHILE',
      field: 'noteText',
    })
    const { noteText: _, ...pin } = { ...edit, isPinned: true }
    expect(plan(pin, { named: changed })?.operations).toMatchObject([
      { changes: { is_pinned: { base: 0, value: 1 } } },
    ])
  })

  it('never empties it, makes it too long, or changes one that is not there', () => {
    expect(failureOf(() => plan({ ...edit, noteText: '\n' }, { named })).field).toBe('noteText')
    expect(failureOf(() => plan({ ...edit, noteText: 'x'.repeat(5001) }, { named })).field).toBe('noteText')
    expect(failureOf(() => plan(edit, { named: null })).code).toBe('CHANGED_MEANWHILE')
  })
})

describe('two texts of one note', () => {
  const settle = {
    kind: 'conflict.settle',
    commandId,
    customerId,
    column: 'note_text',
    conflictId: '01900000-0000-7000-8000-0000000000e1',
  } as const

  it('are settled in the note, where the other text stands in it', () => {
    const note = { id: noteId, note_text: 'Likes tea' }
    expect(plan({ ...settle, value: 'Likes coffee' }, { named: note })?.operations).toMatchObject([
      { table: 'customer_notes', id: noteId, changes: { note_text: { value: 'Likes coffee' } } },
      { table: 'sync_conflicts' },
    ])
    const kept = plan({ ...settle, value: 'Likes tea' }, { named: note })?.operations
    expect(kept).toMatchObject([{ table: 'sync_conflicts' }])
    const gone = plan({ ...settle, value: 'Likes coffee' }, { named: null })?.operations
    expect(gone).toMatchObject([{ table: 'sync_conflicts' }])
  })
})
