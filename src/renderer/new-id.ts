// Ids made at the counter.
import { makeUuid } from '../shared/uuid.ts'

/** A new UUIDv7 from this computer's clock and randomness. */
export function newId(): string {
  return makeUuid(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}
