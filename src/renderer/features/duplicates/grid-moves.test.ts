import { expect, test } from 'vitest'
import { firstPlace, movePlace } from './grid-moves.ts'

const rows = [
  { key: 'survivor', cells: ['a', 'b', 'c'] },
  { key: 'consents', cells: [null, null, null] },
  { key: 'phone', cells: ['a', null, 'c'] },
  { key: 'email', cells: [null, 'b', 'c'] },
]
const at = (row: string, cell: string) => ({ row, cell })

test('the grid is entered at the first cell that can be chosen', () => {
  expect(firstPlace(rows)).toEqual(at('survivor', 'a'))
  expect(firstPlace(rows.slice(1, 2))).toBeNull()
})

test('left and right skip what cannot be chosen and stop at the edges', () => {
  expect(movePlace(rows, at('phone', 'a'), 'ArrowRight')).toEqual(at('phone', 'c'))
  expect(movePlace(rows, at('phone', 'c'), 'ArrowLeft')).toEqual(at('phone', 'a'))
  expect(movePlace(rows, at('phone', 'c'), 'ArrowRight')).toBeNull()
  expect(movePlace(rows, at('email', 'c'), 'Home')).toEqual(at('email', 'b'))
  expect(movePlace(rows, at('email', 'b'), 'End')).toEqual(at('email', 'c'))
})

test('up and down pass rows without a choice and keep near the column', () => {
  expect(movePlace(rows, at('survivor', 'b'), 'ArrowDown')).toEqual(at('phone', 'a'))
  expect(movePlace(rows, at('survivor', 'c'), 'ArrowDown')).toEqual(at('phone', 'c'))
  expect(movePlace(rows, at('phone', 'a'), 'ArrowDown')).toEqual(at('email', 'b'))
  expect(movePlace(rows, at('phone', 'c'), 'ArrowUp')).toEqual(at('survivor', 'c'))
  expect(movePlace(rows, at('email', 'b'), 'ArrowDown')).toBeNull()
})

test('other keys, and a place that is gone, move nothing', () => {
  expect(movePlace(rows, at('survivor', 'a'), 'KeyM')).toBeNull()
  expect(movePlace(rows, at('gone', 'a'), 'ArrowDown')).toBeNull()
})
