import { expect, test } from 'vitest'
import { describeExport } from './list-place.ts'

test('what is written down of an export names nobody', () => {
  const asked = {
    filters: { search: 'สมชาย ใจดี', status: 'active', sources: ['Walk In'] },
    sort: null,
    columns: ['fullName', 'email'],
    format: 'csv',
  } as const
  expect(describeExport(asked, 12)).toEqual({
    filters: '{"status":"active","sources":["Walk In"],"search":"…"}',
    columns: 'fullName, email',
    format: 'csv',
    rows: 12,
  })
  const chosen = { ...asked, filters: {}, customerIds: ['a', 'b'] }
  expect(describeExport(chosen, 2)).toMatchObject({ filters: '{}', rows: 2, chosen: 2 })
})
