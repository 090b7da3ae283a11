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
  AddNoteArgs,
  CreateCustomerArgs,
  RecordSaleArgs,
  UpdateCustomerArgs,
} from '../../shared/customer-methods.ts'
import type { MergeArgs, MergeRecord, UnmergeArgs } from '../../shared/merging.ts'
import type { EditNoteArgs, LinkProfileArgs, LogContactArgs } from '../../shared/profile-methods.ts'
import type { AuditEntry, ColumnValue, Operation, RowValues, UnmergeOperation } from '../../shared/wire.ts'
import type { FeedRow } from './rebase.ts'
import type { VenueCommand } from './venue-commands.ts'

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
  | (AddNoteArgs & { readonly kind: 'customer.addNote' })
  | (EditNoteArgs & { readonly kind: 'customer.editNote' })
  | (LogContactArgs & { readonly kind: 'customer.logContact' })
  | (LinkProfileArgs & { readonly kind: 'customer.linkProfile' })
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
  | (MergeArgs & { readonly kind: 'customer.merge' })
  | (UnmergeArgs & { readonly kind: 'customer.unmerge' })
  | VenueCommand

export type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>

/** Columns that plans set along with others and nobody types. */
export const attendantColumns = [
  'vip_status_date',
  'profile_link_confidence',
  'profile_link_method',
  'profile_linked_at',
] as const
export type AttendantColumn = (typeof attendantColumns)[number]

/** A customer as the store holds one: what planning may look at. */
export interface StoredCustomer {
  readonly id: string
  readonly columns: Readonly<Record<CustomerColumn, ColumnValue>> &
    Readonly<Partial<Record<AttendantColumn, ColumnValue>>>
  readonly identifiers: readonly Identifier[]
  /** Satang. */
  readonly availableCredit: number
  /** What an undoing command takes back, when it names something: every entry that command made. */
  readonly undone: {
    readonly entries: readonly StoredEntry[]
    readonly isReversed: boolean
    /** How the sale stands that was recorded with them; null for a visit, and for a sale from before sales were kept. */
    readonly saleStatus?: string | null
  } | null
}

/** A merge as far as undoing it needs it. */
export interface StoredMerge {
  readonly id: string
  readonly survivor: FeedRow
  readonly folded: FeedRow
  readonly record: MergeRecord
  readonly undoneAt: string | null
  /** What came since, by the piece's id: the rows it is made of. */
  readonly pieces: ReadonlyMap<string, UnmergeOperation['rows']>
  /** What came since and goes back in any case. */
  readonly returning: UnmergeOperation['rows']
  /** Codes of whoever was merged into the survivor since, the newest first. */
  readonly laterCodes: readonly string[]
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
  /** The row the command names besides its customer (a note, a tier, a view, a notice) as it is here; null when it is not. */
  readonly named?: RowValues | null
  /** The two customers that the command is about, and what was said of them; only where it names two. */
  readonly saidPair?: SaidPair
  /** Another customer here who has the website profile that the command links. */
  readonly linkedTo?: string | null
  /** Whom a merge is about, as they are here, the survivor among them. */
  readonly merging?: readonly FeedRow[]
  /** The merge that an undo is about; null where it is not here. */
  readonly merged?: StoredMerge | null
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

/** Two customers as they are now, and what was said about just them. */
export interface SaidPair {
  /** Both ids lead to one customer. */
  readonly isOne: boolean
  /** Null where either is not here, or both are one. */
  readonly pair: {
    /** The id of what is said about them. */
    readonly id: string
    /** The smaller id first. */
    readonly firstId: string
    readonly secondId: string
    readonly codes: readonly string[]
    readonly said: readonly {
      readonly id: string
      readonly first_customer_id: string
      readonly second_customer_id: string
      readonly reason: string | null
      readonly dismissed_by: string | null
      readonly dismissed_at: string
      readonly is_withdrawn: number
    }[]
  } | null
}

/** What a command comes to before its audit line is written. */
export interface Steps {
  readonly operations: readonly Operation[]
  readonly reason?: string | null
  /** For the audit line: what the person was shown before they decided. */
  readonly duplicatesSeen?: readonly string[]
  /** What the audit line says instead of what the operations change. Where given, a command that changes no row counts, too. */
  readonly changes?: AuditEntry['changes']
}
