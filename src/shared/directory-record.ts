// One whole customer as it travels in bulk: in a first pull, a demo directory or a benchmark.
import type { CustomerFacts, IdentifierKind, LedgerKind } from './customer.ts'

export interface DirectoryRecord {
  readonly id: string
  readonly customerCode: string
  readonly facts: CustomerFacts
  readonly isActive: boolean
  readonly createdAt: string
  /** Phones and e-mails of the facts are among these, as `current`. */
  readonly identifiers: readonly {
    readonly kind: IdentifierKind
    readonly value: string
    readonly status: 'current' | 'old'
  }[]
  /** Satang for credit and spend, points, one per visit; oldest first. */
  readonly ledger: readonly {
    readonly kind: LedgerKind
    readonly amount: number
    readonly source: string
    readonly sourceId?: string
    readonly occurredAt: string
  }[]
  readonly notes: readonly {
    readonly noteType: string
    readonly noteText: string
    readonly isPinned: boolean
    readonly createdAt: string
  }[]
}
