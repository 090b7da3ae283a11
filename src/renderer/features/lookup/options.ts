// The options of the results list and which of them is active. Pure, so that the rules of the keyboard can be tested.
import type { LookupHit } from '../../../shared/lookup.ts'
import type { LookupAnswer } from './use-lookup.ts'

/** One row the arrows can reach. */
export type LookupOption =
  | { readonly kind: 'customer'; readonly id: string; readonly hit: LookupHit }
  | { readonly kind: 'create'; readonly id: 'create' }

/** The rows of an answer: its customers, then the offer to create what was typed. */
export function listOptions(answer: LookupAnswer): readonly LookupOption[] {
  const customers = answer.hits.map((hit) => ({ kind: 'customer', id: hit.id, hit }) as const)
  return answer.text.trim() === '' ? customers : [...customers, { kind: 'create', id: 'create' }]
}

/**
 * The active row before any arrow key: the first, but none among recent customers, and none where several people share
 * the number that was typed, since Enter must not pick a person for the desk.
 */
export function firstActive(answer: LookupAnswer): number {
  return answer.text.trim() === '' || answer.sharedPhone !== null ? -1 : 0
}

const pageStep = 8

/** The active row after a key; null for keys that do not move it. */
export function moveActive(code: string, active: number, count: number): number | null {
  if (count === 0) return null
  switch (code) {
    case 'ArrowDown':
      return active + 1 >= count ? 0 : active + 1
    case 'ArrowUp':
      return active <= 0 ? count - 1 : active - 1
    case 'PageDown':
      return Math.min(count - 1, active + pageStep)
    case 'PageUp':
      return Math.max(0, active - pageStep)
    default:
      return null
  }
}
