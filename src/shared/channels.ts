// The two channels between page and main, and the shape of the door between them. Kept apart from the contract so that
// the preload, which must stay tiny, does not carry the schemas.
import type { ArgsOf, EventName, Events, MethodName, Reply, ResultOf } from './contract.ts'

/** The whole surface the preload gives the page. */
export interface Bridge {
  call<Name extends MethodName>(method: Name, args: ArgsOf<Name>): Promise<Reply<ResultOf<Name>>>
  on<Name extends EventName>(event: Name, listener: (payload: Events[Name]) => void): () => void
}

export const channels = { call: 'regulars:call', event: 'regulars:event' } as const
