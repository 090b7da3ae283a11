// The rules of the house as one pure function over source files: which layer may import which, and what no file may hold.
// Files are parsed, not searched, so a word in a comment or a string is never mistaken for code.
import { parseSync } from 'vite'

/** A source file: its path from the root with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

const longestFile = 300

/** Each layer with the layers it may import besides itself; the first whose folder or pattern fits a path is its layer. */
const layers = [
  { name: 'shared', at: /^src\/shared\//, may: [] },
  { name: 'main/domain', at: /^src\/main\/domain\//, may: ['shared'] },
  { name: 'main/db', at: /^src\/main\/db\//, may: ['shared', 'main/domain'] },
  { name: 'main/write', at: /^src\/main\/write\//, may: ['shared', 'main/domain', 'main/db'] },
  {
    name: 'main/import',
    at: /^src\/main\/import\//,
    may: ['shared', 'main/domain', 'main/db', 'main/write'],
  },
  { name: 'main/reports', at: /^src\/main\/reports\//, may: ['shared', 'main/domain', 'main/db'] },
  {
    name: 'main/sync',
    at: /^src\/main\/sync\//,
    may: ['shared', 'main/domain', 'main/db'],
  },
  {
    name: 'main/session',
    at: /^src\/main\/session\//,
    may: ['shared', 'main/domain', 'main/db', 'main/sync'],
  },
  {
    name: 'main/ipc',
    at: /^src\/main\/ipc\//,
    may: [
      'shared',
      'main/domain',
      'main/db',
      'main/write',
      'main/import',
      'main/reports',
      'main/sync',
      'main/session',
    ],
  },
  {
    name: 'main/index',
    at: /^src\/main\//,
    may: [
      'shared',
      'main/domain',
      'main/db',
      'main/write',
      'main/import',
      'main/reports',
      'main/sync',
      'main/session',
      'main/ipc',
    ],
  },
  { name: 'preload', at: /^src\/preload\//, may: ['shared'] },
  { name: 'renderer/features', at: /^src\/renderer\/features\//, may: ['shared', 'renderer/ui'] },
  {
    name: 'renderer/app',
    at: /^src\/renderer\/(app|main|index)\b/,
    may: ['shared', 'renderer/ui', 'renderer/features'],
  },
  // The parts screens are made of, with the contract's hooks, the interface state and the translations.
  { name: 'renderer/ui', at: /^src\/renderer\//, may: ['shared'] },
] as const

/** The only files that may know Electron. */
const electronFiles =
  /^src\/(preload\/|main\/(index|window|app-protocol|secrets|dialogs)\.ts$|main\/ipc\/register\.ts$)/
const withoutNode = /^src\/(shared|main\/domain|preload|renderer)\//

type Node = { readonly type: string; readonly [key: string]: unknown }

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit)
  else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) visit(value)
    for (const key of Object.keys(value)) walk((value as Record<string, unknown>)[key], visit)
  }
}

function literal(node: unknown): string | null {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : null
}

function importedBy(node: Node): string | null {
  if (/^(Import|ExportNamed|ExportAll)Declaration$|^ImportExpression$/.test(node.type))
    return literal(node.source)
  const isRequire =
    node.type === 'CallExpression' &&
    isNode(node.callee) &&
    node.callee.name === 'require' &&
    Array.isArray(node.arguments)
  return isRequire ? literal((node.arguments as unknown[])[0]) : null
}

function layerOf(path: string) {
  return layers.find((layer) => layer.at.test(path))
}

function resolveImport(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1)
}

function featureOf(path: string): string | null {
  return /^src\/renderer\/features\/([^/]+)/.exec(path)?.[1] ?? null
}

function checkRelativeImport(path: string, specifier: string): string | null {
  const target = resolveImport(path, specifier)
  const own = layerOf(path)
  const other = layerOf(target)
  if (!own || !other) return `imports ${specifier}, which is outside the layers`
  if (own.name !== other.name && !(own.may as readonly string[]).includes(other.name)) {
    return `${own.name} must not import ${other.name} (${specifier})`
  }
  if (featureOf(path) !== featureOf(target) && featureOf(path) && featureOf(target)) {
    return `feature ${featureOf(path)} must not import feature ${featureOf(target)}`
  }
  return null
}

function checkPackageImport(path: string, specifier: string): string | null {
  if (specifier.startsWith('node:') && withoutNode.test(path)) return `must not import ${specifier}`
  if (/^electron(\/|$)/.test(specifier) && !electronFiles.test(path)) return 'must not import electron'
  if (specifier.startsWith('@supabase/') && path !== 'src/main/sync/supabase-remote.ts') {
    return 'only main/sync/supabase-remote may import supabase-js'
  }
  if (specifier.startsWith('better-sqlite3') && !path.startsWith('src/main/db/')) {
    return 'only main/db may import better-sqlite3'
  }
  return null
}

function checkNode(node: Node): string | null {
  if (node.type === 'TSAnyKeyword') return 'uses any'
  if (node.type === 'ExportDefaultDeclaration') return 'has a default export'
  if (node.type === 'TSEnumDeclaration' || node.type === 'TSModuleDeclaration') {
    return node.declare === true || node.global === true ? null : 'has an enum or a namespace'
  }
  if (node.type === 'Identifier' && node.name === 'NODE_ENV') return 'branches on NODE_ENV'
  return null
}

function isBarrel(body: readonly Node[]): boolean {
  return (
    body.length > 0 &&
    body.every((node) => /^Export(Named|All)Declaration$/.test(node.type) && isNode(node.source))
  )
}

/** Every way in which these files break the rules, as sentences that begin with the file's path. */
export function findViolations(files: readonly SourceFile[]): string[] {
  const violations: string[] = []
  for (const { path, text } of files) {
    const report = (problem: string | null) => {
      if (problem) violations.push(`${path}: ${problem}`)
    }
    const isTest = /\.test\.tsx?$/.test(path)
    const { program, errors } = parseSync(path, text)
    if (errors.length > 0) report('cannot be parsed')
    walk(program, (node) => {
      report(checkNode(node))
      const specifier = importedBy(node)
      if (specifier === null || isTest) return
      report(
        specifier.startsWith('.')
          ? checkRelativeImport(path, specifier)
          : checkPackageImport(path, specifier),
      )
    })
    if (isBarrel(program.body as unknown as Node[])) report('only passes on what others export')
    if (text.split('\n').length - 1 > longestFile) report(`is longer than ${longestFile} lines`)
    if (/\b(TODO|FIXME|XXX)\b/.test(text)) report('leaves something for later')
    if (/@ts-(ignore|nocheck)|biome-ignore-all/.test(text)) report('switches a check off')
  }
  return violations
}
