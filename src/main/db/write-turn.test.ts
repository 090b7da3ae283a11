import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { inTransaction } from './handle.ts'
import { closeStore, openStore } from './open.ts'
import { giveWay, isTurnWanted, shareTurn } from './write-turn.ts'

test('a transaction says that it waits until it is over, however it ends', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-turn-'))
  const { db } = openStore({ folder, key: randomBytes(32) })
  const memory = shareTurn(db)
  expect(shareTurn(db)).toBe(memory)
  expect(isTurnWanted(memory)).toBe(false)
  expect(inTransaction(db, () => isTurnWanted(memory))).toBe(true)
  expect(() =>
    inTransaction(db, () => {
      throw new Error('refused')
    }),
  ).toThrow('refused')
  expect(isTurnWanted(memory)).toBe(false)
  giveWay(memory)
  closeStore(db)
  fs.rmSync(folder, { recursive: true })
})
