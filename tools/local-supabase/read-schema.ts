// Reads from a database's catalogue what its public schema offers to clients: tables, what points where, functions, enums.
import type { Client } from 'pg'

export interface SchemaColumn {
  readonly name: string
  /** PostgreSQL's name of the type without modifiers; an array's ends in []. */
  readonly type: string
  readonly isNullable: boolean
  /** Whether a new row may leave it out. */
  readonly hasDefault: boolean
}
export interface SchemaRelation {
  readonly name: string
  readonly columns: readonly string[]
  readonly table: string
  readonly tableColumns: readonly string[]
  /** At most one row can point at another. */
  readonly isOneToOne: boolean
}
export interface SchemaTable {
  readonly name: string
  readonly columns: readonly SchemaColumn[]
  readonly relations: readonly SchemaRelation[]
}
export interface SchemaFunction {
  readonly name: string
  readonly arguments: readonly {
    readonly name: string
    readonly type: string
    readonly hasDefault: boolean
  }[]
  readonly returns: string
  readonly returnsSet: boolean
}
export interface PublicSchema {
  readonly tables: readonly SchemaTable[]
  readonly functions: readonly SchemaFunction[]
  /** Enum -> its values in order. */
  readonly enums: Readonly<Record<string, readonly string[]>>
}

const tablesQuery = `
  select relname as name, (
    select json_agg(json_build_object(
      'name', attname, 'type', format_type(atttypid, null), 'isNullable', not attnotnull,
      'hasDefault', atthasdef or attidentity <> '') order by attname collate "C")
    from pg_attribute where attrelid = relation.oid and attnum > 0 and not attisdropped
  ) as columns, coalesce((
    select json_agg(json_build_object(
      'name', conname, 'table', target.relname,
      'columns', (select json_agg(attname order by place) from unnest(conkey) with ordinality as key (number, place)
        join pg_attribute on attrelid = conrelid and attnum = number),
      'tableColumns', (select json_agg(attname order by place) from unnest(confkey) with ordinality as key (number, place)
        join pg_attribute on attrelid = confrelid and attnum = number),
      'isOneToOne', exists (select from pg_index
        where indrelid = conrelid and indisunique and indpred is null and indkey::int2[] = conkey)
    ) order by conname collate "C")
    from pg_constraint join pg_class as target on target.oid = confrelid
    where conrelid = relation.oid and contype = 'f' and target.relnamespace = 'public'::regnamespace
  ), '[]') as relations
  from pg_class as relation
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname collate "C"`

const functionsQuery = `
  select proname as name, format_type(prorettype, null) as returns, proretset as "returnsSet", coalesce((
    select json_agg(json_build_object(
      'name', coalesce(proargnames[place], ''), 'type', format_type(type, null),
      'hasDefault', place > pronargs - pronargdefaults) order by place)
    from unnest(proargtypes::oid[]) with ordinality as argument (type, place)
  ), '[]') as arguments
  from pg_proc
  where pronamespace = 'public'::regnamespace and prokind = 'f' and prorettype <> 'trigger'::regtype
    and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
  order by proname collate "C"`

const enumsQuery = `
  select typname as name, array_agg(enumlabel::text order by enumsortorder) as values
  from pg_enum join pg_type on pg_type.oid = enumtypid
  where typnamespace = 'public'::regnamespace group by typname order by typname collate "C"`

/** Reads the public schema; the same schema gives the same answer on every version of PostgreSQL. */
export async function readPublicSchema(client: Client): Promise<PublicSchema> {
  const tables = await client.query<SchemaTable>(tablesQuery)
  const functions = await client.query<SchemaFunction>(functionsQuery)
  const enums = await client.query<{ name: string; values: string[] }>(enumsQuery)
  return {
    tables: tables.rows,
    functions: functions.rows,
    enums: Object.fromEntries(enums.rows.map(({ name, values }) => [name, values])),
  }
}
