// What PostgREST calls its schema cache: the functions and tables of schema public and their arguments and columns.
// Read at the first request and again whenever something is asked for that is not in it.
import type pg from 'pg'

export interface Argument {
  readonly name: string
  readonly type: string
  readonly isOptional: boolean
}

/** `value`: one value; `json`: one value that is JSON already; `void`: nothing; `row` and `rows`, `values`: sets. */
export type ResultShape = 'value' | 'json' | 'void' | 'row' | 'rows' | 'values'

export interface CallableFunction {
  readonly name: string
  readonly arguments: readonly Argument[]
  readonly shape: ResultShape
  readonly isVolatile: boolean
}

export interface Catalogue {
  readonly functions: readonly CallableFunction[]
  readonly tables: ReadonlySet<string>
}

const functionsSql = `
  select proc.proname as name, proc.provolatile = 'v' as "isVolatile",
    case
      when proc.proretset and (kind.typtype = 'c' or kind.typname = 'record') then 'rows'
      when proc.proretset then 'values'
      when kind.typname = 'void' then 'void'
      when kind.typname in ('json', 'jsonb') then 'json'
      when kind.typtype = 'c' or kind.typname = 'record' then 'row'
      else 'value'
    end as shape,
    coalesce((
      select json_agg(json_build_object(
        'name', coalesce(proc.proargnames[place], ''), 'type', format_type(proc.proargtypes[place - 1], null),
        'isOptional', place > proc.pronargs - proc.pronargdefaults) order by place)
      from generate_series(1, proc.pronargs) as place
    ), '[]') as arguments
  from pg_catalog.pg_proc as proc join pg_catalog.pg_type as kind on kind.oid = proc.prorettype
  where proc.pronamespace = 'public'::regnamespace and proc.prokind = 'f' and kind.typname <> 'trigger'`

const tablesSql = `select coalesce(json_agg(relname), '[]') as names from pg_catalog.pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p')`

/** Reads functions and tables anew. */
export async function readCatalogue(pool: pg.Pool): Promise<Catalogue> {
  const functions = await pool.query<CallableFunction>(functionsSql)
  const tables = await pool.query<{ names: string[] }>(tablesSql)
  return { functions: functions.rows, tables: new Set(tables.rows[0]?.names) }
}

/** Keeps the catalogue; `refresh` reads it again. */
export interface CatalogueHolder {
  current(): Promise<Catalogue>
  refresh(): Promise<Catalogue>
}

/** Makes a holder that reads at first use. */
export function holdCatalogue(pool: pg.Pool): CatalogueHolder {
  let kept: Promise<Catalogue> | null = null
  const refresh = (): Promise<Catalogue> => {
    const reading = readCatalogue(pool)
    kept = reading
    reading.catch(() => {
      if (kept === reading) kept = null
    })
    return reading
  }
  return { current: () => kept ?? refresh(), refresh }
}
