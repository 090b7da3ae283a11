// Writes supabase/database.types.ts: the public schema as the TypeScript types that supabase-js takes, read from a real
// database with all migrations. `node tools/local-supabase/generate-types.ts`; a test compares the file with the migrations.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startCluster } from './cluster.ts'
import { applyMigrations, createProjectDatabase } from './migrate.ts'
import {
  type PublicSchema,
  readPublicSchema,
  type SchemaColumn,
  type SchemaFunction,
  type SchemaTable,
} from './read-schema.ts'

/** The file that is generated. */
export const typesFile = fileURLToPath(new URL('../../supabase/database.types.ts', import.meta.url))

/** How PostgREST writes each type as JSON; what is missing here arrives as text. */
const jsonTypes: Readonly<Record<string, string>> = {
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  numeric: 'number',
  real: 'number',
  'double precision': 'number',
  boolean: 'boolean',
  json: 'Json',
  jsonb: 'Json',
  void: 'undefined',
}

function describeType(type: string, enums: PublicSchema['enums']): string {
  if (type.endsWith('[]')) {
    const inner = describeType(type.slice(0, -2), enums)
    return inner.includes(' ') ? `(${inner})[]` : `${inner}[]`
  }
  const name = type.replace(/^public\./, '')
  if (name in enums) return `Database['public']['Enums']['${name}']`
  return jsonTypes[type] ?? 'string'
}

const quote = (text: string) => `'${text.replaceAll("'", "\\'")}'`
const quoteList = (texts: readonly string[]) => `[${texts.map(quote).join(', ')}]`
const indent = (lines: readonly string[], by: number) => lines.map((line) => `${' '.repeat(by)}${line}`)

function describeTable(table: SchemaTable, enums: PublicSchema['enums']): readonly string[] {
  const typeOf = (column: SchemaColumn) =>
    describeType(column.type, enums) + (column.isNullable ? ' | null' : '')
  const shape = (isOptional: (column: SchemaColumn) => boolean) =>
    table.columns.map((column) => `${column.name}${isOptional(column) ? '?' : ''}: ${typeOf(column)}`)
  const relations = table.relations.flatMap((relation) => [
    '{',
    `  foreignKeyName: ${quote(relation.name)}`,
    `  columns: ${quoteList(relation.columns)}`,
    `  isOneToOne: ${relation.isOneToOne}`,
    `  referencedRelation: ${quote(relation.table)}`,
    `  referencedColumns: ${quoteList(relation.tableColumns)}`,
    '},',
  ])
  return [
    `${table.name}: {`,
    '  Row: {',
    ...indent(
      shape(() => false),
      4,
    ),
    '  }',
    '  Insert: {',
    ...indent(
      shape((column) => column.isNullable || column.hasDefault),
      4,
    ),
    '  }',
    '  Update: {',
    ...indent(
      shape(() => true),
      4,
    ),
    '  }',
    ...(relations.length === 0
      ? ['  Relationships: []']
      : ['  Relationships: [', ...indent(relations, 4), '  ]']),
    '}',
  ]
}

function describeFunction(found: SchemaFunction, enums: PublicSchema['enums']): readonly string[] {
  // Any argument may be null: the functions say themselves what they make of one.
  const given = found.arguments.map(
    ({ name, type, hasDefault }) => `${name}${hasDefault ? '?' : ''}: ${describeType(type, enums)} | null`,
  )
  const returns = describeType(found.returns, enums) + (found.returnsSet ? '[]' : '')
  return [
    `${found.name}: {`,
    ...(given.length === 0
      ? ['  Args: Record<PropertyKey, never>']
      : ['  Args: {', ...indent(given, 4), '  }']),
    `  Returns: ${returns}`,
    '}',
  ]
}

/** The text of the types of a schema. */
export function describeSchema({ tables, functions, enums }: PublicSchema): string {
  const lines = [
    '// Generated from supabase/migrations by tools/local-supabase/generate-types.ts; not edited by hand.',
    '// The public schema as supabase-js wants it: createClient<Database>(url, key).',
    '',
    'export type Json =',
    '  | string',
    '  | number',
    '  | boolean',
    '  | null',
    '  | { readonly [key: string]: Json | undefined }',
    '  | readonly Json[]',
    '',
    'export type Database = {',
    '  public: {',
    '    Tables: {',
    ...tables.flatMap((table) => indent(describeTable(table, enums), 6)),
    '    }',
    '    Views: Record<never, never>',
    '    Functions: {',
    ...functions.flatMap((found) => indent(describeFunction(found, enums), 6)),
    '    }',
    '    Enums: {',
    ...Object.entries(enums).map(([name, values]) => `      ${name}: ${values.map(quote).join(' | ')}`),
    '    }',
    '    CompositeTypes: Record<never, never>',
    '  }',
    '}',
  ]
  return `${lines.join('\n')}\n`
}

async function writeTypes(): Promise<void> {
  const cluster = await startCluster({ durable: false })
  try {
    await createProjectDatabase(cluster, 'regulars_types')
    await applyMigrations(cluster, 'regulars_types')
    const client = new pg.Client({ connectionString: cluster.address('postgres', 'regulars_types') })
    await client.connect()
    try {
      writeFileSync(typesFile, describeSchema(await readPublicSchema(client)))
    } finally {
      await client.end()
    }
  } finally {
    await cluster.stop()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeTypes()
