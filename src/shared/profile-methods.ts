// The methods of one customer's profile: a query for each tab, and what is done there.
import * as yup from 'yup'
import { type CustomerCard, type LedgerKind, ledgerKinds, limits, uuidSchema } from './customer.ts'
import { command, integer, object, query, text } from './method.ts'
import {
  type BookingRow,
  type ContactPurpose,
  type ContactRow,
  type ContactType,
  type CustomerInsights,
  type CustomerProfile,
  contactPurposes,
  contactTypes,
  type HistoryRow,
  type LedgerRow,
  type NoteRow,
  type NoteType,
  type NoteVersion,
  noteTypes,
  type PackageRow,
  type ProfileCandidate,
  type TransactionPage,
} from './profile.ts'

const customerId = uuidSchema.required()
const commandId = uuidSchema.required()
const moment = yup
  .string()
  .strict()
  .matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
const day = yup
  .string()
  .strict()
  .matches(/^\d{4}-\d{2}-\d{2}$/)
const flag = yup.boolean().strict()

export interface TransactionsArgs {
  readonly customerId: string
  readonly from?: string
  readonly to?: string
  readonly status?: 'completed' | 'refunded' | 'void'
  /** A piece of a receipt number or of an item's name. */
  readonly search?: string
  readonly offset: number
  readonly limit: number
}
export interface EditNoteArgs {
  readonly commandId: string
  readonly customerId: string
  readonly noteId: string
  /** Only what changes, with the text as it was seen. */
  readonly noteText?: string
  readonly seenText: string
  readonly noteType?: NoteType
  readonly isPinned?: boolean
  readonly isInternal?: boolean
}
export interface LogContactArgs {
  readonly commandId: string
  readonly customerId: string
  readonly contactType: ContactType
  readonly contactMethod?: string
  readonly purpose?: ContactPurpose
  readonly notes?: string
  readonly successful: boolean
  /** Left out: now. Never in the future. */
  readonly contactDate?: string
}
export interface LinkProfileArgs {
  readonly commandId: string
  readonly customerId: string
  /** Null unlinks. */
  readonly profileId: string | null
  readonly confidence?: number
  readonly method?: 'suggested' | 'manual'
  readonly reason?: string
}

export const profileMethods = {
  /** Follows redirects, as the card does; throws CUSTOMER_NOT_FOUND. */
  'profile.get': query<{ customerId: string }, CustomerProfile>('staff', object({ customerId })),
  'profile.transactions': query<TransactionsArgs, TransactionPage>(
    'staff',
    object({
      customerId,
      from: day,
      to: day,
      status: yup.mixed<'completed' | 'refunded' | 'void'>().oneOf(['completed', 'refunded', 'void']),
      search: text(limits.searchLength),
      offset: integer(0, 10_000_000).required(),
      limit: integer(1, 500).required(),
    }) as unknown as yup.Schema<TransactionsArgs>,
  ),
  'profile.packages': query<{ customerId: string }, readonly PackageRow[]>('staff', object({ customerId })),
  /** Newest first, upcoming ones before. */
  'profile.bookings': query<{ customerId: string }, readonly BookingRow[]>('staff', object({ customerId })),
  /** Pinned first, then newest first. */
  'profile.notes': query<{ customerId: string; noteType?: NoteType; search?: string }, readonly NoteRow[]>(
    'staff',
    object({
      customerId,
      noteType: yup.mixed<NoteType>().oneOf(noteTypes),
      search: text(limits.searchLength),
    }) as unknown as yup.Schema<{ customerId: string; noteType?: NoteType; search?: string }>,
  ),
  'profile.noteHistory': query<{ customerId: string; noteId: string }, readonly NoteVersion[]>(
    'staff',
    object({ customerId, noteId: uuidSchema.required() }),
  ),
  'profile.contacts': query<{ customerId: string; contactType?: ContactType }, readonly ContactRow[]>(
    'staff',
    object({
      customerId,
      contactType: yup.mixed<ContactType>().oneOf(contactTypes),
    }) as unknown as yup.Schema<{ customerId: string; contactType?: ContactType }>,
  ),
  /** Newest first. */
  'profile.ledger': query<{ customerId: string; kind?: LedgerKind }, readonly LedgerRow[]>(
    'staff',
    object({
      customerId,
      kind: yup.mixed<LedgerKind>().oneOf(ledgerKinds),
    }) as unknown as yup.Schema<{ customerId: string; kind?: LedgerKind }>,
  ),
  /** Newest first. */
  'profile.history': query<{ customerId: string }, readonly HistoryRow[]>('staff', object({ customerId })),
  'profile.insights': query<{ customerId: string }, CustomerInsights>('staff', object({ customerId })),
  /** Website profiles that may be this person, best first. */
  'profile.suggestLinks': query<{ customerId: string }, readonly ProfileCandidate[]>(
    'staff',
    object({ customerId }),
  ),
  /** Website profiles by a piece of name, e-mail or phone, with how well each fits this customer. */
  'profile.searchProfiles': query<{ customerId: string; search: string }, readonly ProfileCandidate[]>(
    'staff',
    object({ customerId, search: text(limits.searchLength).required() }),
  ),

  'customer.editNote': command<EditNoteArgs, CustomerCard>(
    'staff',
    object({
      commandId,
      customerId,
      noteId: uuidSchema.required(),
      noteText: text(20_000),
      seenText: text(20_000).defined(),
      noteType: yup.mixed<NoteType>().oneOf(noteTypes),
      isPinned: flag,
      isInternal: flag,
    }) as unknown as yup.Schema<EditNoteArgs>,
  ),
  'customer.logContact': command<LogContactArgs, CustomerCard>(
    'staff',
    object({
      commandId,
      customerId,
      contactType: yup.mixed<ContactType>().oneOf(contactTypes).required(),
      contactMethod: text(255),
      purpose: yup.mixed<ContactPurpose>().oneOf(contactPurposes),
      notes: text(20_000),
      successful: flag.required(),
      contactDate: moment,
    }) as unknown as yup.Schema<LogContactArgs>,
  ),
  /** Links or unlinks a website profile; a linked one that is somebody else's is refused with PROFILE_LINK_FAILED. */
  'customer.linkProfile': command<LinkProfileArgs, CustomerCard>(
    'staff',
    object({
      commandId,
      customerId,
      profileId: uuidSchema.nullable().defined(),
      confidence: integer(0, 100),
      method: yup.mixed<'suggested' | 'manual'>().oneOf(['suggested', 'manual']),
      reason: text(500),
    }) as unknown as yup.Schema<LinkProfileArgs>,
  ),
} as const
