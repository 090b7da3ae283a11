// Keeps the identifiers of a person in step with their facts: a changed phone retires the old number, never deletes it.
import { normaliseEmail, normalisePhone } from '../../shared/contact-info.ts'
import type { CustomerFacts, Identifier, IdentifierKind } from '../../shared/customer.ts'
import { normaliseText } from '../../shared/text.ts'
import type { Operation } from '../../shared/wire.ts'
import type { GivenIdentifier } from './commands.ts'

/** The normal form an identifier is compared and indexed in. */
export function normaliseIdentifier(kind: IdentifierKind, value: string): string {
  if (kind === 'phone') return normalisePhone(value)?.e164 ?? normaliseText(value)
  if (kind === 'email') return normaliseEmail(value) ?? normaliseText(value)
  return normaliseText(value)
}

/** The identifiers that facts imply: both phones and the e-mail. */
export function identifiersOfFacts(
  facts: Pick<Partial<CustomerFacts>, 'primaryPhone' | 'secondaryPhone' | 'email'>,
): readonly GivenIdentifier[] {
  const given: GivenIdentifier[] = []
  if (facts.primaryPhone) given.push({ kind: 'phone', value: facts.primaryPhone })
  if (facts.secondaryPhone) given.push({ kind: 'phone', value: facts.secondaryPhone })
  if (facts.email) given.push({ kind: 'email', value: facts.email })
  return given
}

/**
 * Plans the operations after which every `wanted` identifier is there and current,
 * and every `retired` one that is not wanted any more is old.
 */
export function planIdentifiers(
  customerId: string,
  stored: readonly Identifier[],
  wanted: readonly GivenIdentifier[],
  retired: readonly GivenIdentifier[],
  newId: () => string,
): readonly Operation[] {
  const operations: Operation[] = []
  const keyOf = (kind: IdentifierKind, normalised: string) => `${kind} ${normalised}`
  const held = new Map(
    stored.map((identifier) => [keyOf(identifier.kind, identifier.normalised), identifier]),
  )
  const wantedKeys = new Set<string>()

  for (const { kind, value } of wanted) {
    const normalised = normaliseIdentifier(kind, value)
    const key = keyOf(kind, normalised)
    if (wantedKeys.has(key)) continue
    wantedKeys.add(key)
    const existing = held.get(key)
    if (!existing) {
      const values = { kind, value, normalised, status: 'current' }
      operations.push({ op: 'insert', table: 'customer_identifiers', id: newId(), customerId, values })
    } else if (existing.status === 'old') {
      operations.push(patchStatus(customerId, existing, 'current'))
    }
  }
  for (const { kind, value } of retired) {
    const key = keyOf(kind, normaliseIdentifier(kind, value))
    const existing = held.get(key)
    if (existing?.status === 'current' && !wantedKeys.has(key))
      operations.push(patchStatus(customerId, existing, 'old'))
  }
  return operations
}

function patchStatus(customerId: string, identifier: Identifier, status: Identifier['status']): Operation {
  const changes = { status: { base: identifier.status, value: status } }
  return { op: 'patch', table: 'customer_identifiers', id: identifier.id, customerId, changes }
}
