// /rest/v1: the slice of PostgREST the app and its tests use.
import { type Reply, type Request, replyJson } from './reply.ts'
import type { CatalogueHolder } from './rest-catalogue.ts'
import { RestFailure, replyRestFailure } from './rest-errors.ts'
import { answerCall } from './rest-rpc.ts'
import { answerTable } from './rest-tables.ts'
import { type RestContext, readCaller } from './rest-transaction.ts'

function checkSchema(request: Request): void {
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const schema = request.headers[isRead ? 'accept-profile' : 'content-profile'] ?? 'public'
  if (schema === 'public') return
  throw new RestFailure(406, 'PGRST106', `Invalid schema: ${schema}`, {
    hint: 'Only the following schemas are exposed: public',
  })
}

/** Answers a request to /rest/v1. */
export async function answerRest(
  request: Request,
  context: RestContext & { readonly catalogue: CatalogueHolder },
): Promise<Reply> {
  let isAnonymous = true
  try {
    const caller = readCaller(request, context.secret)
    isAnonymous = caller.role === 'anon'
    checkSchema(request)
    if (request.path === '/rest/v1') {
      return replyJson(200, { info: { title: 'A development backend that speaks like PostgREST' } })
    }
    const reply = request.path.startsWith('/rest/v1/rpc/')
      ? await answerCall(context, request, caller)
      : await answerTable(context, request, caller)
    return request.method === 'HEAD' ? { ...reply, body: '' } : reply
  } catch (error) {
    return replyRestFailure(error, isAnonymous)
  }
}
