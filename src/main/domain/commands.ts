// What people and imports may do to the directory. Each is planned into operations by plan-command.

import type {
  CustomerColumn,
  CustomerFacts,
  Identifier,
  IdentifierKind,
  LedgerKind,
} from '../../shared/customer.ts'
import type {
  AddDetailsArgs,
  CreateCustomerArgs,
  RecordSaleArgs,
  UpdateCustomerArgs,
} from '../../shared/customer-methods.ts'
import type { ColumnValue, Operation } from '../../shared/wire.ts'

/** Something else that points at the person: a legacy id, a membership card, a hash. */
export interface GivenIdentifier {
  readonly kind: IdentifierKind
  readonly value: string
}

/** A balance a customer arrives with: satang for credit, whole points for points. */
export interface OpeningBalance {
  readonly kind: Extract<LedgerKind, 'credit' | 'points'>
  readonly amount: number
  readonly sourceId: string | null
}

export type Command =
  | (CreateCustomerArgs & {
      readonly kind: 'customer.create'
      /** Where it comes from: forms ask for a phone or an e-mail, files of old customers need not have either. */
      readonly origin?: 'counter' | 'import'
      readonly identifiers?: readonly GivenIdentifier[]
      readonly openings?: readonly OpeningBalance[]
    })
  | (UpdateCustomerArgs & { readonly kind: 'customer.update' })
  | (AddDetailsArgs & {
      readonly kind: 'customer.addDetails'
      readonly origin?: 'counter' | 'import'
      /** Facts to fill in where the directory has none; what it has is never overwritten. */
      readonly blanks?: Partial<CustomerFacts>
      readonly identifiers?: readonly GivenIdentifier[]
      readonly openings?: readonly OpeningBalance[]
    })
  | {
      readonly kind: 'customer.addNote'
      readonly commandId: string
      readonly customerId: string
      readonly noteText: string
      readonly isPinned: boolean
    }
  | {
      readonly kind: 'customer.checkIn'
      readonly commandId: string
      readonly customerId: string
      readonly undoes?: string
    }
  | (RecordSaleArgs & { readonly kind: 'customer.recordSale' })
  | {
      readonly kind: 'customer.addCredit'
      readonly commandId: string
      readonly customerId: string
      /** Satang. */
      readonly amount: number
      readonly receiptNumber?: string
    }
  | {
      readonly kind: 'customer.setActive'
      readonly commandId: string
      readonly customerId: string
      readonly isActive: boolean
      readonly reason?: string
    }
  | {
      readonly kind: 'conflict.settle'
      readonly commandId: string
      readonly customerId: string
      readonly conflictId: string
      /** The column in question (null for conflicts about no column), and the value that shall stand. */
      readonly column: string | null
      readonly value: ColumnValue
    }

export type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>

/** A customer as the store holds one: what planning may look at. */
export interface StoredCustomer {
  readonly id: string
  readonly columns: Readonly<Record<CustomerColumn, ColumnValue>>
  readonly identifiers: readonly Identifier[]
  /** Satang. */
  readonly availableCredit: number
  /** What an undoing command takes back, when it names something: every entry that command made. */
  readonly undone: { readonly entries: readonly StoredEntry[]; readonly isReversed: boolean } | null
}

/** A ledger entry as far as taking it back needs it. */
export interface StoredEntry {
  readonly id: string
  readonly kind: LedgerKind
  readonly amount: number
}

/** What planning is told instead of reaching for clocks, dice and databases. */
export interface PlanContext {
  /** Null when no customer has the command's id. */
  readonly stored: StoredCustomer | null
  /** ISO 8601 moment. */
  readonly now: string
  /** The calendar day at the counter, YYYY-MM-DD. */
  readonly today: string
  readonly actor: string | null
  readonly deviceId: string
  readonly newId: () => string
  /** Hands out the next customer code; null when this device is out of codes. */
  readonly takeCode: () => string | null
}

/** What a command comes to before its audit line is written. */
export interface Steps {
  readonly operations: readonly Operation[]
  readonly reason?: string | null
  /** For the audit line: what the person was shown before they decided. */
  readonly duplicatesSeen?: readonly string[]
}
