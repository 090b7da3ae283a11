// The methods that change one customer: each is a command with an id made by the screen, so that repeating it changes nothing.
import * as yup from 'yup'
import { type CustomerCard, type CustomerFacts, customerFactsSchema, limits, uuidSchema } from './customer.ts'
import { command, integer, object, text } from './method.ts'
import { type NoteType, noteTypes } from './profile.ts'

const commandId = uuidSchema.required()
const customerId = uuidSchema.required()

export interface CreateCustomerArgs {
  readonly commandId: string
  readonly customerId: string
  readonly facts: CustomerFacts
  readonly note?: string
  /** Credit they arrive with, satang. */
  readonly openingCredit?: number
  /** The website profile they are linked to from the start. */
  readonly linkedProfileId?: string
  /** Set by "Create anyway": why, and which likely duplicates the person saw. */
  readonly despiteDuplicates?: { readonly reason: string; readonly seenIds: readonly string[] }
}
export interface UpdateCustomerArgs {
  readonly commandId: string
  readonly customerId: string
  /** Only the fields that change; null empties a field. */
  readonly changes: Readonly<Partial<{ [Field in keyof CustomerFacts]: CustomerFacts[Field] | null }>>
  /** The value of each changed field as the person saw it. */
  readonly seen: Readonly<Partial<{ [Field in keyof CustomerFacts]: CustomerFacts[Field] | null }>>
  readonly reason?: string
}
export interface AddDetailsArgs {
  readonly commandId: string
  readonly customerId: string
  readonly fullName?: string
  readonly phone?: string
  readonly email?: string
}
export interface RecordSaleArgs {
  readonly commandId: string
  readonly customerId: string
  readonly amount: number
  readonly creditUsed: number
  readonly receiptNumber?: string
  readonly undoes?: string
}
export interface AddNoteArgs {
  readonly commandId: string
  readonly customerId: string
  readonly noteText: string
  readonly isPinned: boolean
  /** Left out: `alert` when pinned, else `general`. */
  readonly noteType?: NoteType
  /** Left out: for staff only. */
  readonly isInternal?: boolean
}

const changes = yup
  .object(
    Object.fromEntries(
      Object.entries(customerFactsSchema.fields).map(([name, schema]) => [
        name,
        (schema as yup.Schema).nullable().optional(),
      ]),
    ),
  )
  .strict()
  .noUnknown()
  .required()

export const customerMethods = {
  'customer.create': command<CreateCustomerArgs, CustomerCard>(
    'staff',
    object({
      commandId,
      customerId,
      facts: customerFactsSchema.required(),
      note: text(limits.noteLength),
      openingCredit: integer(0, limits.moneyMaximum),
      linkedProfileId: uuidSchema,
      despiteDuplicates: object({
        reason: text(500).required(),
        seenIds: yup.array().strict().of(uuidSchema.required()).max(50).required(),
      })
        .optional()
        .default(undefined),
    }) as unknown as yup.Schema<CreateCustomerArgs>,
  ),
  'customer.update': command<UpdateCustomerArgs, CustomerCard>(
    'staff',
    object({
      commandId,
      customerId,
      changes,
      seen: changes,
      reason: text(500),
    }) as unknown as yup.Schema<UpdateCustomerArgs>,
  ),
  'customer.addDetails': command<AddDetailsArgs, CustomerCard>(
    'staff',
    object({ commandId, customerId, fullName: text(20_000), phone: text(200), email: text(1000) }),
  ),
  'customer.addNote': command<AddNoteArgs, CustomerCard>(
    'staff',
    object({
      commandId,
      customerId,
      noteText: text(20_000).required(),
      isPinned: yup.boolean().strict().required(),
      noteType: yup.mixed<NoteType>().oneOf(noteTypes),
      isInternal: yup.boolean().strict(),
    }) as unknown as yup.Schema<AddNoteArgs>,
  ),
  /** A check-in: one more visit, and the customer moves to the front of every list. `undoes` takes one back. */
  'customer.checkIn': command<{ commandId: string; customerId: string; undoes?: string }, CustomerCard>(
    'staff',
    object({ commandId, customerId, undoes: uuidSchema }),
  ),
  /** Money in satang. What is paid from credit is taken from it; `undoes` takes a whole sale back. */
  'customer.recordSale': command<RecordSaleArgs, CustomerCard>(
    'staff',
    object({
      commandId,
      customerId,
      amount: integer(1, limits.moneyMaximum).required(),
      creditUsed: integer(0, limits.moneyMaximum).required(),
      receiptNumber: text(60),
      undoes: uuidSchema,
    }),
  ),
  'customer.addCredit': command<
    { commandId: string; customerId: string; amount: number; receiptNumber?: string },
    CustomerCard
  >(
    'staff',
    object({
      commandId,
      customerId,
      amount: integer(1, limits.moneyMaximum).required(),
      receiptNumber: text(60),
    }),
  ),
  /** Deactivating asks for a manager and a reason; reviving for neither. */
  'customer.setActive': command<
    { commandId: string; customerId: string; isActive: boolean; reason?: string },
    CustomerCard
  >(
    'staff',
    object({ commandId, customerId, isActive: yup.boolean().strict().required(), reason: text(500) }),
  ),
} as const
