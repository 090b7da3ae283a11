// /rest/v1/TABLE: reading and writing rows directly, with the plain columns and comparisons of PostgREST, no embedding.
// Enough to show through supabase-js what row level security lets through.
import pg from 'pg'
import type { Reply, Request } from './reply.ts'
import type { CatalogueHolder } from './rest-catalogue.ts'
import { RestFailure } from './rest-errors.ts'
import { asCaller, type Caller, type RestContext } from './rest-transaction.ts'

const comparisons: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  like: 'like',
  ilike: 'ilike',
}
const reserved = new Set(['select', 'order', 'limit', 'offset', 'columns', 'apikey', 'on_conflict'])
const quote = pg.escapeIdentifier

function refuseSyntax(what: string): RestFailure {
  return new RestFailure(400, 'PGRST100', `"failed to parse ${what}"`, {
    hint: 'The development backend reads plain columns, eq, neq, gt, gte, lt, lte, like, ilike, is and in.',
  })
}

function describeColumns(request: Request): string {
  const list = request.query.get('select') ?? '*'
  const names = list.split(',').map((name) => name.trim())
  if (names.some((name) => name !== '*' && !/^\w+$/.test(name)))
    throw refuseSyntax(`select parameter (${list})`)
  return names.map((name) => (name === '*' ? '*' : quote(name))).join(', ')
}

function describeCondition(name: string, text: string, values: string[]): string {
  const [, negated, operator = '', value = ''] = /^(not\.)?(\w+)\.(.*)$/s.exec(text) ?? []
  const column = quote(name)
  const condition = (() => {
    if (operator === 'is' && /^(null|true|false|unknown)$/i.test(value)) return `${column} is ${value}`
    if (operator === 'in' && /^\(.*\)$/s.test(value)) {
      const items = value.slice(1, -1).match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? []
      const marks = items.map((item) => `$${values.push(item.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1'))}`)
      return marks.length > 0 ? `${column} in (${marks.join(', ')})` : 'false'
    }
    const symbol = comparisons[operator]
    if (!symbol) throw refuseSyntax(`filter (${text})`)
    const sought = symbol.endsWith('like') ? value.replaceAll('*', '%') : value
    return `${column} ${symbol} $${values.push(sought)}`
  })()
  return negated ? `not (${condition})` : condition
}

function describeWhere(request: Request, values: string[]): string {
  const conditions = [...request.query]
    .filter(([name]) => !reserved.has(name))
    .map(([name, text]) => describeCondition(name, text, values))
  return conditions.length > 0 ? ` where ${conditions.join(' and ')}` : ''
}

function describeOrder(request: Request): string {
  const list = request.query.get('order')
  const parts = (list ?? '').split(',').filter(Boolean)
  const terms = parts.map((part) => {
    const [name = '', ...words] = part.split('.')
    if (!/^\w+$/.test(name)) throw refuseSyntax(`order (${list})`)
    const nulls = words.find((word) => word.startsWith('nulls'))
    return `${quote(name)}${words.includes('desc') ? ' desc' : ''}${nulls ? ` nulls ${nulls.slice(5)}` : ''}`
  })
  const whole = (name: string) =>
    /^\d+$/.test(request.query.get(name) ?? '') ? Number(request.query.get(name)) : null
  const limit = Math.min(whole('limit') ?? 1000, 1000)
  return `${terms.length > 0 ? ` order by ${terms.join(', ')}` : ''} limit ${limit} offset ${whole('offset') ?? 0}`
}

function readRows(request: Request): readonly Readonly<Record<string, unknown>>[] {
  try {
    const value: unknown = JSON.parse(request.body)
    const rows = Array.isArray(value) ? value : [value]
    if (rows.every((row) => typeof row === 'object' && row !== null)) return rows
  } catch {
    // Said below.
  }
  throw new RestFailure(400, 'PGRST102', 'Empty or invalid json')
}

/** The statement up to RETURNING, and its values. */
function describeStatement(request: Request, table: string): { text: string; values: string[] } {
  const values: string[] = []
  if (request.method === 'DELETE') {
    return { text: `delete from ${table}${describeWhere(request, values)}`, values }
  }
  const rows = readRows(request)
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].map((name) => quote(name))
  values.push(JSON.stringify(rows))
  const source = `json_populate_recordset(null::${table}, $1::json) as given`
  if (request.method === 'POST') {
    const text =
      columns.length > 0
        ? `insert into ${table} (${columns.join(', ')}) select ${columns.map((name) => `given.${name}`).join(', ')} from ${source}`
        : `insert into ${table} default values`
    return { text, values: columns.length > 0 ? values : [] }
  }
  const changes = columns.map((name) => `${name} = (select given.${name} from ${source})`)
  return { text: `update ${table} set ${changes.join(', ')}${describeWhere(request, values)}`, values }
}

function replyRows(request: Request, rows: readonly string[], status: number): Reply {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-range': describeRange(rows.length),
  }
  if (!/vnd\.pgrst\.object/.test(request.headers.accept ?? '')) {
    return { status, headers, body: `[${rows.join(',')}]` }
  }
  if (rows.length === 1) {
    return {
      status,
      headers: { ...headers, 'content-type': 'application/vnd.pgrst.object+json; charset=utf-8' },
      body: rows[0],
    }
  }
  throw new RestFailure(406, 'PGRST116', 'Cannot coerce the result to a single JSON object', {
    details: `The result contains ${rows.length} rows`,
  })
}

function describeRange(count: number): string {
  return count === 0 ? '*/*' : `0-${count - 1}/*`
}

/** Answers reading or writing rows of a table. */
export async function answerTable(
  context: RestContext & { readonly catalogue: CatalogueHolder },
  request: Request,
  caller: Caller,
): Promise<Reply> {
  const name = decodeURIComponent(request.path.slice('/rest/v1/'.length))
  const isKnown = async () =>
    (await context.catalogue.current()).tables.has(name) ||
    (await context.catalogue.refresh()).tables.has(name)
  if (!(await isKnown())) {
    throw new RestFailure(404, 'PGRST205', `Could not find the table 'public.${name}' in the schema cache`)
  }
  const table = `public.${quote(name)}`
  const { method } = request
  if (method === 'GET' || method === 'HEAD') {
    const values: string[] = []
    const where = describeWhere(request, values)
    const text = `select row_to_json(found)::text as row
      from (select ${describeColumns(request)} from ${table}${where}${describeOrder(request)}) as found`
    const rows = await asCaller(context, request, { caller, isReadOnly: true }, async (client) => {
      const result = await client.query<{ row: string }>(text, values)
      return result.rows.map(({ row }) => row)
    })
    return replyRows(request, rows, 200)
  }
  if (!['POST', 'PATCH', 'DELETE'].includes(method))
    throw new RestFailure(405, 'PGRST117', `Unsupported HTTP method: ${method}`)
  const wantsRows = /return=representation/.test(request.headers.prefer ?? '')
  const statement = describeStatement(request, table)
  const text = wantsRows
    ? `with changed as (${statement.text} returning ${describeColumns(request)})
       select row_to_json(changed)::text as row from changed`
    : statement.text
  const rows = await asCaller(context, request, { caller, isReadOnly: false }, async (client) => {
    const result = await client.query<{ row: string }>(text, statement.values)
    return result.rows.map(({ row }) => row)
  })
  if (wantsRows) return replyRows(request, rows, method === 'POST' ? 201 : 200)
  return { status: method === 'POST' ? 201 : 204 }
}
