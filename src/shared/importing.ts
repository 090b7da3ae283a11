// What an import of a customer file asks and reports.

/** Fields a column of the file can be given to. `creditBaht` and `loyaltyPoints` become opening ledger entries. */
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

/** Column index of the file -> field; columns left out are not imported. */
export type ImportMapping = Readonly<Partial<Record<ImportField, number>>>

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
  readonly mapping: ImportMapping
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

export interface RefusedRow {
  /** Line in the file, 1 is the header. */
  readonly line: number
  readonly field: ImportField | null
  readonly problem: RowProblemCode
  readonly value: string
  readonly cells: readonly string[]
}

export type RowMendCode =
  | 'LEADING_ZERO_RESTORED'
  | 'THAI_DIGITS'
  | 'BUDDHIST_YEAR'
  | 'BAD_OPTIONAL_VALUE_LEFT_OUT'

/** Totals of a dry run or of a finished import; every row is in exactly one of the first four. */
export interface ImportReport {
  readonly fileToken: string
  readonly rows: number
  readonly created: number
  /** Already in the directory: nothing to do. */
  readonly known: number
  /** Already in the directory, and the file filled in something that was blank. */
  readonly completed: number
  readonly refused: number
  readonly mended: Readonly<Record<RowMendCode, number>>
  /** The first rows refused; all of them go to the downloadable file. */
  readonly refusedSample: readonly RefusedRow[]
  /** Customers who share a phone with somebody else in the directory after this import. */
  readonly sharedPhones: number
  readonly cancelled: boolean
  readonly dryRun: boolean
  readonly seconds: number
}

export interface ImportProgress {
  readonly fileToken: string
  readonly done: number
  readonly total: number
  readonly dryRun: boolean
}

/** One row of the file as it would arrive, for the preview table. */
export interface PreviewRow {
  readonly line: number
  readonly values: Readonly<Partial<Record<ImportField, string>>>
  readonly problem: RowProblemCode | null
  readonly mends: readonly RowMendCode[]
}
