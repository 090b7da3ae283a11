// The whole of src keeps the rules of the house, and the checker catches every kind of breach.
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findViolations, type SourceFile } from './layer-rules.ts'

function readSources(): SourceFile[] {
  return globSync('src/**/*.{ts,tsx}')
    .map((file) => file.replaceAll('\\', '/'))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

const breaches: readonly (readonly [path: string, text: string, problem: string])[] = [
  ['src/shared/a.ts', "import { join } from 'node:path'", 'must not import node:path'],
  ['src/shared/a.ts', "import { plan } from '../main/domain/plan.ts'", 'shared must not import main/domain'],
  ['src/main/domain/a.ts', "import { open } from '../db/open.ts'", 'main/domain must not import main/db'],
  ['src/main/domain/a.ts', "import fs from 'node:fs'", 'must not import node:fs'],
  ['src/main/db/a.ts', "import { run } from '../write/run.ts'", 'main/db must not import main/write'],
  ['src/main/db/a.ts', "export { run } from '../ipc/run.ts'", 'main/db must not import main/ipc'],
  ['src/main/import/a.ts', "import '../ipc/register.ts'", 'main/import must not import main/ipc'],
  ['src/main/ipc/a.ts', "import Database from 'better-sqlite3'", 'only main/db may import better-sqlite3'],
  ['src/main/ipc/handlers.ts', "import { app } from 'electron'", 'must not import electron'],
  ['src/main/db/a.ts', "await import('electron/main')", 'must not import electron'],
  [
    'src/renderer/ui/a.tsx',
    "import { X } from '../features/lookup/x.tsx'",
    'renderer/ui must not import renderer/features',
  ],
  [
    'src/renderer/features/lookup/a.tsx',
    "import { X } from '../customers/x.tsx'",
    'feature lookup must not import feature customers',
  ],
  [
    'src/renderer/features/lookup/a.tsx',
    "import { run } from '../../../main/ipc/run.ts'",
    'must not import main/ipc',
  ],
  ['src/renderer/api.ts', "import { ipcRenderer } from 'electron'", 'must not import electron'],
  [
    'src/preload/index.ts',
    "import { search } from '../main/db/search.ts'",
    'preload must not import main/db',
  ],
  ['src/shared/a.ts', "import { x } from '../../tools/x.ts'", 'outside the layers'],
  ['src/shared/a.ts', 'export default function a() {}', 'default export'],
  ['src/shared/a.ts', 'export const a = (b: any) => b', 'uses any'],
  ['src/shared/a.ts', 'enum Colour { Red }', 'enum or a namespace'],
  ['src/shared/a.ts', "export const debug = process.env.NODE_ENV === 'test'", 'NODE_ENV'],
  ['src/shared/index.ts', "export * from './a.ts'\nexport { b } from './b.ts'", 'only passes on'],
  ['src/shared/a.ts', '// TODO: later\nexport const a = 1', 'for later'],
  ['src/shared/a.ts', '// @ts-ignore\nexport const a = 1', 'switches a check off'],
  ['src/shared/a.ts', 'export const a = 1\n'.repeat(301).replace(/a/g, 'b'), 'longer than 300'],
]

const harmless: readonly (readonly [path: string, text: string])[] = [
  [
    'src/main/ipc/register.ts',
    "import { ipcMain } from 'electron'\nimport { run } from '../write/run.ts'\nrun(ipcMain)",
  ],
  [
    'src/main/db/open.ts',
    "import Database from 'better-sqlite3'\nimport path from 'node:path'\npath.join(Database.name)",
  ],
  [
    'src/shared/a.ts',
    "// any import from 'electron' in words, export default too\nexport const a = \"import 'electron'\"",
  ],
  [
    'src/renderer/app.tsx',
    "import { Counter } from './features/lookup/counter.tsx'\nexport const a = Counter",
  ],
]

describe('layers', () => {
  test('the sources keep every rule', () => {
    const sources = readSources()
    expect(sources.length).toBeGreaterThan(8)
    expect(findViolations(sources)).toEqual([])
  })

  test.each(breaches)('%s with %j is refused', (path, text, problem) => {
    expect(findViolations([{ path, text }]).join('\n')).toContain(problem)
  })

  test.each(harmless)('%s with %j is let be', (path, text) => {
    expect(findViolations([{ path, text }])).toEqual([])
  })
})
