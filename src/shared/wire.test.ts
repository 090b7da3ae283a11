import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { protocolVersion } from './wire.ts'

/** What every version of the protocol looked like; a version that was released is never edited. */
const knownVersions: Readonly<Record<number, string>> = {
  1: 'b03e7b2ef0874620da2877effa922d53',
  2: '022fa8d8b08fe210d257faeb9b5f847b',
  3: '25f2b2eea4a22d0d857117f2c615d664',
}

/** The shapes without comments and spacing, so that only a change of meaning changes them. */
function readShapes(): string {
  return ['wire.ts', 'feed.ts']
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replace(/\s+/g, ' ')
}

test('the shapes of the wire change only together with the version of the protocol', () => {
  expect(createHash('sha256').update(readShapes()).digest('hex').slice(0, 32)).toBe(
    knownVersions[protocolVersion],
  )
})
