// /rest/v1/rpc/NAME: calls a function of schema public with named arguments, as PostgREST does; POST takes them from the
// body, GET from the query and in a transaction that may not write. JSON results go out as PostgreSQL wrote them.
import pg from 'pg'
import type { Reply, Request } from './reply.ts'
import type { CallableFunction, Catalogue, CatalogueHolder } from './rest-catalogue.ts'
import { RestFailure } from './rest-errors.ts'
import { asCaller, type Caller, type RestContext } from './rest-transaction.ts'

interface GivenArguments {
  readonly names: readonly string[]
  /** The body as it came, or null when the arguments are in `texts`. */
  readonly json: string | null
  readonly texts: Readonly<Record<string, string>>
}

function readArguments(request: Request): GivenArguments {
  if (request.method === 'GET' || request.method === 'HEAD') {
    const texts = Object.fromEntries(
      [...request.query].filter(([name]) => name !== 'apikey' && name !== 'select'),
    )
    return { names: Object.keys(texts), json: null, texts }
  }
  const body = request.body.trim() || '{}'
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw new RestFailure(400, 'PGRST102', 'Empty or invalid json')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RestFailure(400, 'PGRST102', 'Arguments must be a JSON object')
  }
  return { names: Object.keys(value), json: body, texts: {} }
}

function findFunction(
  catalogue: Catalogue,
  name: string,
  given: readonly string[],
): CallableFunction | undefined {
  return catalogue.functions.find((candidate) => {
    if (candidate.name !== name) return false
    const known = new Set(candidate.arguments.map((argument) => argument.name))
    const isComplete = candidate.arguments.every(
      (argument) => argument.isOptional || given.includes(argument.name),
    )
    return isComplete && given.every((argument) => known.has(argument))
  })
}

function describeMissing(name: string, given: readonly string[]): RestFailure {
  const list = given.toSorted().join(', ')
  const call = list ? `public.${name}(${list})` : `public.${name} without parameters`
  const searched = list
    ? `with parameters ${list} or with a single unnamed json/jsonb parameter`
    : 'without parameters'
  return new RestFailure(404, 'PGRST202', `Could not find the function ${call} in the schema cache`, {
    details: `Searched for the function public.${name} ${searched}, but no matches were found in the schema cache.`,
  })
}

function describeCall(found: CallableFunction, given: GivenArguments): { text: string; values: string[] } {
  const used = found.arguments.filter((argument) => given.names.includes(argument.name))
  const quote = pg.escapeIdentifier
  const call = (list: string) => `public.${quote(found.name)}(${list})`
  if (given.json === null) {
    const list = used.map((argument, index) => `${quote(argument.name)} := $${index + 1}::${argument.type}`)
    const values = used.map((argument) => given.texts[argument.name] ?? '')
    return { text: describeResult(found, call(list.join(', ')), ''), values }
  }
  if (used.length === 0) return { text: describeResult(found, call(''), ''), values: [] }
  const columns = used.map((argument) => `${quote(argument.name)} ${argument.type}`).join(', ')
  const list = used.map((argument) => `${quote(argument.name)} := given.${quote(argument.name)}`).join(', ')
  const source = `json_to_record($1::json) as given(${columns})`
  return { text: describeResult(found, call(list), source), values: [given.json] }
}

/** The query whose one row and column is the body to send. */
function describeResult(found: CallableFunction, call: string, source: string): string {
  const from = source ? ` from ${source}` : ''
  const lateral = source ? ` from ${source}, lateral ${call} as result` : ` from ${call} as result`
  switch (found.shape) {
    case 'void':
      return `select ${call}::text as body${from}`
    case 'json':
      return `select coalesce((${call})::text, 'null') as body${from}`
    case 'value':
      return `select coalesce(to_json(${call})::text, 'null') as body${from}`
    case 'row':
      return `select coalesce(row_to_json(result)::text, 'null') as body${lateral}`
    default:
      return `select coalesce(json_agg(result), '[]')::text as body${lateral}`
  }
}

/** Answers a call of a function. */
export async function answerCall(
  context: RestContext & { readonly catalogue: CatalogueHolder },
  request: Request,
  caller: Caller,
): Promise<Reply> {
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) {
    throw new RestFailure(405, 'PGRST101', 'Only GET, HEAD and POST verbs are supported for RPC')
  }
  const name = decodeURIComponent(request.path.slice('/rest/v1/rpc/'.length))
  const given = readArguments(request)
  const found =
    findFunction(await context.catalogue.current(), name, given.names) ??
    findFunction(await context.catalogue.refresh(), name, given.names)
  if (!found) throw describeMissing(name, given.names)
  const isReadOnly = request.method !== 'POST' || !found.isVolatile
  const call = describeCall(found, given)
  const body = await asCaller(context, request, { caller, isReadOnly }, async (client) => {
    const { rows } = await client.query<{ body: string }>(call)
    return rows[0]?.body ?? 'null'
  })
  if (found.shape === 'void') return { status: 204 }
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body }
}
