// Says what speaks against taking two records for one person, or is not known: why their score is no higher. Pure.
import type { PairExplanation } from '../../shared/duplicates.ts'
import type { DuplicateReason } from '../../shared/lookup.ts'
import type { Comparison } from './duplicates.ts'

type Against = PairExplanation['against'][number]

/** The facts that differ, and those that a side does not know. */
export function factsAgainst(
  { phone, email, names, birthDate, address }: Comparison,
  reasons: readonly DuplicateReason[],
): readonly Against[] {
  const levels = {
    phone: phone?.level,
    email: email?.level,
    // A name is weighed word by word: it differs where nothing about it speaks for one person.
    name: names.length === 0 ? undefined : reasons.some(isOfName) ? 'same' : 'different',
    birthDate: birthDate?.level,
    address: address?.level,
  } as const
  return (Object.entries(levels) as [Against['fact'], string | undefined][]).flatMap(
    ([fact, level]): Against[] => {
      if (level === undefined) return [{ fact, how: 'missing' }]
      return level === 'different' ? [{ fact, how: 'different' }] : []
    },
  )
}

function isOfName({ code }: DuplicateReason): boolean {
  return code.includes('name') && code !== 'same-nickname'
}
