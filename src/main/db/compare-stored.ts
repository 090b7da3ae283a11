// Compares any two stored customers with each other, whatever comes of it: for "why not", and for pairs that were found before.
import type { PairExplanation } from '../../shared/duplicates.ts'
import { AppError } from '../../shared/errors.ts'
import type { DuplicateModel } from '../domain/duplicate-chances.ts'
import {
  type Comparison,
  compareCandidates,
  type DuplicateScore,
  judgeComparison,
  readScore,
} from '../domain/duplicates.ts'
import { factsAgainst } from '../domain/facts-against.ts'
import { pairThreshold } from '../domain/search-directory.ts'
import { findDismissal } from './dismissals.ts'
import { countFrequencies, readCandidate } from './duplicate-candidates.ts'
import { inOrder, readPair } from './duplicate-pairs.ts'
import { isNoted, readModel } from './duplicate-search-state.ts'
import { type ReadDb, statement } from './handle.ts'
import { readMergePerson } from './merge-people.ts'

/** How two customers compare; null where either is not here. */
export function compareStored(
  db: ReadDb,
  oneKey: number,
  otherKey: number,
  model: DuplicateModel,
): (DuplicateScore & { readonly comparison: Comparison }) | null {
  const [one, other] = [readCandidate(db, oneKey), readCandidate(db, otherKey)]
  if (!one || !other) return null
  const frequencies = countFrequencies(db, one, true)
  const comparison = compareCandidates(one, other, frequencies)
  return { ...readScore(judgeComparison(comparison, frequencies, model)), comparison }
}

/** Why two customers are, or are not, taken for one; redirects followed. Throws CUSTOMER_NOT_FOUND, MERGE_CONFLICT. */
export function explainPair(
  db: ReadDb,
  { leftId, rightId }: { readonly leftId: string; readonly rightId: string },
  now: Date,
): PairExplanation {
  const [left, right] = [readMergePerson(db, leftId, now), readMergePerson(db, rightId, now)]
  const ids = inOrder(left.card.id, right.card.id)
  if (ids[0] === ids[1]) throw new AppError('MERGE_CONFLICT', 'These two are one customer already.')
  const readKey = statement(db, 'SELECT key FROM customers WHERE id = ?').pluck()
  const keys = ids.map((id) => readKey.get(id) as number) as [number, number]
  const compared = compareStored(db, ...keys, readModel(db))
  // What the inbox says stands, unless one of them changed since.
  const found = keys.some((key) => isNoted(db, key)) ? null : readPair(db, ...ids)
  const { score, reasons } = found ?? compared ?? { score: 0, reasons: [] }
  return {
    left,
    right,
    score,
    threshold: pairThreshold,
    reasons,
    against: compared ? factsAgainst(compared.comparison, compared.reasons) : [],
    dismissal: findDismissal(db, ...ids),
  }
}
