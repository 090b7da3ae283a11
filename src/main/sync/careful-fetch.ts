// A fetch that knows no half answers: it rejects with a sorted RemoteError unless JSON with a status of 2xx came from the
// very address that was asked.

import { RemoteError } from './remote.ts'
import { isJson, sortBrokenRequest, sortFailedAnswer } from './sort-failure.ts'

/** Milliseconds a call may take until its last byte. */
export const callTimeouts = { small: 15_000, large: 60_000 } as const

/** The calls that carry pages and batches. */
const largeCalls = /\/rpc\/sync_(pull|push|hashes|bucket_rows)$/

export interface CarefulFetchOptions {
  /** Aborts whatever is under way. */
  readonly closing: AbortSignal
  readonly timeouts?: { readonly small: number; readonly large: number }
}

/** Makes such a fetch. Its promise rejects with RemoteError; a body that breaks off later rejects with what fetch says. */
export function createCarefulFetch({
  closing,
  timeouts = callTimeouts,
}: CarefulFetchOptions): typeof globalThis.fetch {
  const underWay = new Set<AbortController>()
  closing.addEventListener('abort', () => {
    for (const call of underWay) call.abort()
  })
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    const isLarge = largeCalls.test(new URL(url).pathname)
    // Held here until it is over: a signal that nobody holds may be collected before it ever fires. The body is read after
    // this function has answered, so the limit stands until it has passed.
    const call = new AbortController()
    underWay.add(call)
    const limit = setTimeout(
      () => {
        underWay.delete(call)
        call.abort()
      },
      isLarge ? timeouts.large : timeouts.small,
    )
    limit.unref()
    if (closing.aborted) call.abort()
    let response: Response
    try {
      response = await fetch(input, { ...init, redirect: 'manual', signal: call.signal })
    } catch (error) {
      clearTimeout(limit)
      underWay.delete(call)
      throw sortBrokenRequest(error)
    }
    if (response.ok) {
      if (response.status === 204 || isJson(response.headers.get('content-type') ?? '')) return response
      await discard(response)
      throw new RemoteError('SERVER_NOT_REGULARS')
    }
    throw await sortResponse(response)
  }
}

async function sortResponse(response: Response): Promise<RemoteError> {
  try {
    return sortFailedAnswer({
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      retryAfter: response.headers.get('retry-after'),
      date: response.headers.get('date'),
      body: await response.text(),
    })
  } catch (error) {
    return sortBrokenRequest(error)
  }
}

/** Lets go of a body nobody will read, so that its connection is free again. */
async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined)
}
