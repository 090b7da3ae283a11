// What several entries say of one fact, held against each other. Pure.
import { normalisePhone } from '../../../shared/contact-info.ts'
import type { CustomerCard } from '../../../shared/customer.ts'
import { normaliseText } from '../../../shared/text.ts'

export const comparedFacts = ['phone', 'email', 'dateOfBirth', 'nickname', 'address'] as const
export type ComparedFact = (typeof comparedFacts)[number]

/** How the entries stand to each other: they agree, they contradict, only one of them knows, or none does. */
export type Agreement = 'same' | 'different' | 'one' | 'none'

/** The whole address in one line; empty where none is known. */
export function addressOf(card: CustomerCard): string {
  const { addressLine1, addressLine2, city, postalCode } = card
  return [addressLine1, addressLine2, city, postalCode].filter(Boolean).join(', ')
}

/** Every phone of a card, those of today first. */
export function phonesOf(card: CustomerCard): readonly { readonly value: string; readonly isOld: boolean }[] {
  const phones = card.identifiers
    .filter(({ kind }) => kind === 'phone')
    .map(({ value, status }) => ({ value, isOld: status === 'old' }))
  return phones.toSorted((one, other) => Number(one.isOld) - Number(other.isOld))
}

/** What a fact of a card is compared by, in normal form; a person may hold several. */
function keysOf(card: CustomerCard, fact: ComparedFact): readonly string[] {
  switch (fact) {
    case 'phone':
      return phonesOf(card).map(({ value }) => normalisePhone(value)?.digits ?? value)
    case 'email':
      return card.identifiers.filter(({ kind }) => kind === 'email').map(({ normalised }) => normalised)
    case 'dateOfBirth':
      return card.dateOfBirth ? [card.dateOfBirth] : []
    case 'nickname':
      return card.nickname ? [normaliseText(card.nickname)] : []
    case 'address': {
      const address = normaliseText(addressOf(card))
      return address ? [address] : []
    }
  }
}

/** Whether entries agree about a fact: they do where everybody who knows anything shares a value. */
export function compareFact(cards: readonly CustomerCard[], fact: ComparedFact): Agreement {
  const [first, ...others] = cards.map((card) => keysOf(card, fact)).filter((keys) => keys.length > 0)
  if (!first) return 'none'
  if (others.length === 0) return 'one'
  return first.some((key) => others.every((keys) => keys.includes(key))) ? 'same' : 'different'
}
