// What an import of a file asks and reports: a file holds customers, or receipts of customers who are here already.

export const importKinds = ['customers', 'sales'] as const
export type ImportKind = (typeof importKinds)[number]

/** Fields a column of a customer file can be given to. `creditBaht` and `loyaltyPoints` become opening ledger entries. */
export const importFields = [
  'legacyId',
  'fullName',
  'firstName',
  'lastName',
  'nickname',
  'primaryPhone',
  'secondaryPhone',
  'email',
  'dateOfBirth',
  'addressLine1',
  'addressLine2',
  'city',
  'postalCode',
  'preferredLanguage',
  'registrationDate',
  'customerSource',
  'availableCredit',
  'loyaltyPoints',
  'smsConsent',
  'emailConsent',
  'marketingConsent',
  'memberCard',
  'stableHashId',
  'notes',
] as const
export type ImportField = (typeof importFields)[number]

/**
 * Fields a column of a file of receipts can be given to. `customerRef` is whatever names the customer: legacy id, code, card
 * or a phone of one person only. `refund` is taken off `amount`, and the only place where money may go back.
 */
export const salesFields = [
  'receiptNumber',
  'customerRef',
  'soldAt',
  'amount',
  'refund',
  'paymentMethod',
  'items',
] as const
export type SalesField = (typeof salesFields)[number]
/** What a file of receipts cannot do without. */
export const neededSalesFields = [
  'receiptNumber',
  'customerRef',
  'soldAt',
  'amount',
] as const satisfies readonly SalesField[]

/** Column index of the file -> field; columns left out are not imported. */
export type ImportMapping = Readonly<Partial<Record<ImportField, number>>>
export type SalesMapping = Readonly<Partial<Record<SalesField, number>>>

/** What a file shall be imported as, and which column is what. */
export type ImportPlan =
  | { readonly kind: 'customers'; readonly mapping: ImportMapping }
  | { readonly kind: 'sales'; readonly mapping: SalesMapping }

export const fileEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-874'] as const
export type FileEncoding = (typeof fileEncodings)[number]

/** What was understood of a chosen file before anything is written. */
export interface FileInspection {
  /** Names the file in later calls; paths never reach the page. */
  readonly fileToken: string
  readonly fileName: string
  readonly encoding: FileEncoding
  readonly delimiter: string
  readonly columns: readonly { readonly header: string; readonly samples: readonly string[] }[]
  /** What the file seems to hold; the person has the last word. */
  readonly kind: ImportKind
  /** The columns as they would be taken for either kind. */
  readonly mappings: { readonly customers: ImportMapping; readonly sales: SalesMapping }
  readonly rowCount: number
}

/** Why a row was refused, or mended on its way in; the renderer says it in words. */
export type RowProblemCode =
  | 'NAME_MISSING'
  | 'NAME_TOO_SHORT'
  | 'NAME_TOO_LONG'
  | 'PHONE_INVALID'
  | 'EMAIL_INVALID'
  | 'DATE_INVALID'
  | 'DATE_IN_FUTURE'
  | 'DATE_TOO_OLD'
  | 'AMOUNT_INVALID'
  | 'AMOUNT_NEGATIVE'
  /** An address, nickname, city, note or id longer than its field. */
  | 'TEXT_TOO_LONG'
  | 'ROW_MALFORMED'
  | 'ROW_EMPTY'
  /** An earlier row of the file has the same legacy id and says something else. */
  | 'REPEATED_IN_FILE'
  /** The directory knows this legacy id as somebody of another name, phone, e-mail and birth date. */
  | 'ID_BELONGS_TO_OTHER'
  | 'RECEIPT_MISSING'
  | 'CUSTOMER_MISSING'
  /** Nobody in the directory has this id, code, card or phone. */
  | 'CUSTOMER_UNKNOWN'
  /** Several people have it: a family's phone, an id of two systems. */
  | 'CUSTOMER_UNCLEAR'
  | 'DATE_MISSING'
  | 'AMOUNT_MISSING'
  /** An earlier line of the file has this receipt of this customer. */
  | 'RECEIPT_REPEATED'
  /** The directory has this receipt of this customer with another amount or day. */
  | 'RECEIPT_DIFFERS'

export interface RefusedRow {
  /** Line in the file, 1 is the header. */
  readonly line: number
  readonly field: ImportField | SalesField | null
  readonly problem: RowProblemCode
  readonly value: string
  readonly cells: readonly string[]
}

export type RowMendCode =
  | 'LEADING_ZERO_RESTORED'
  | 'THAI_DIGITS'
  | 'BUDDHIST_YEAR'
  | 'BAD_OPTIONAL_VALUE_LEFT_OUT'

/** What a dry run or a finished import of either kind tells. */
interface AnyReport {
  readonly fileToken: string
  readonly rows: number
  /** New in the directory: customers, or receipts. */
  readonly created: number
  /** Already in the directory: nothing to do. */
  readonly known: number
  readonly refused: number
  readonly mended: Readonly<Record<RowMendCode, number>>
  /** The first rows refused; all of them go to the downloadable file. */
  readonly refusedSample: readonly RefusedRow[]
  readonly cancelled: boolean
  readonly dryRun: boolean
  readonly seconds: number
}

/** Totals of customers; every row is created, known, completed or refused. */
export interface CustomersReport extends AnyReport {
  readonly kind: 'customers'
  /** Already in the directory, and the file filled in something that was blank. */
  readonly completed: number
  /** Of the customers it made or changed, or would make, those who share a phone with somebody else. */
  readonly sharedPhones: number
}

/** Totals of receipts; every row is created, known or refused. */
export interface SalesReport extends AnyReport {
  readonly kind: 'sales'
  /** How many customers got new receipts, and what those come to in satang. */
  readonly customers: number
  readonly amount: number
}

export type ImportReport = CustomersReport | SalesReport

export interface ImportProgress {
  readonly fileToken: string
  readonly done: number
  readonly total: number
  readonly dryRun: boolean
}

/** One row of the file as it would arrive, for the preview table. */
export interface PreviewRow {
  readonly line: number
  readonly values: Readonly<Partial<Record<ImportField | SalesField, string>>>
  readonly problem: RowProblemCode | null
  readonly mends: readonly RowMendCode[]
}
