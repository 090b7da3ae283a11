// The simulator notices broken lines: every mutation still names a line that is there, and the quickest to be found are tried.
// `npm run sim:mutations` tries them all.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { mutations } from './mutation-list.ts'

const root = path.join(import.meta.dirname, '..', '..')
const quick = [
  'the place of a pull is written down before its rows are here',
  'what was refused is not kept for people to see',
  'the server forgets what it answered',
  'the server does not look at what a change was based on',
]

describe('lines broken on purpose', () => {
  it.each(mutations)('$name: its line is there exactly once', ({ file, line }) => {
    expect(fs.readFileSync(path.join(root, file), 'utf8').split(line)).toHaveLength(2)
  })

  it.each(quick)('are caught: %s', (name) => {
    const script = path.join(import.meta.dirname, 'mutations.ts')
    const words = execFileSync(process.execPath, [script, '--seeds', '40', '--only', name], {
      encoding: 'utf8',
    })
    expect(words).toContain('"missed":0')
  })
})
