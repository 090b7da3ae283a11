// Every failure a person can meet has one code here; words for it live in the renderer's translations.
// Errors cross IPC as plain objects and never carry personal data, SQL, paths or stacks.

export const errorCodes = [
  'CUSTOMER_NOT_FOUND',
  'DUPLICATE_CUSTOMER',
  'INVALID_PHONE_FORMAT',
  'INVALID_EMAIL_FORMAT',
  'PROFILE_LINK_FAILED',
  'MERGE_CONFLICT',
  'INVALID_ARGUMENTS',
  'UNKNOWN_METHOD',
  'NOT_ALLOWED',
  'UNTRUSTED_SENDER',
  'PAYLOAD_TOO_LARGE',
  'STORE_BUSY',
  'STORE_DAMAGED',
  'STORE_FULL',
  'STORE_READ_ONLY',
  'STORE_FROM_FUTURE',
  'STORE_KEY_UNAVAILABLE',
  'STORE_KEY_WRONG',
  'FILE_UNREADABLE',
  'FILE_EMPTY',
  'FILE_NOT_TEXT',
  'FILE_MALFORMED',
  'FILE_UNWRITABLE',
  'IMPORT_RUNNING',
  'IMPORT_MAPPING_INCOMPLETE',
  'IMPORT_NOT_FOUND',
  'ALREADY_UNDONE',
  'CHANGED_MEANWHILE',
  'NOT_SIGNED_IN',
  'SIGN_IN_FAILED',
  'SESSION_EXPIRED',
  'STAFF_UNKNOWN',
  'STAFF_DEACTIVATED',
  'PIN_WRONG',
  'PIN_WAIT',
  'PIN_BLOCKED',
  'PIN_TOO_WEAK',
  'DEVICE_NOT_REGISTERED',
  'DEVICE_REVOKED',
  'UNSENT_COMMANDS',
  'OFFLINE',
  'SERVER_UNREACHABLE',
  'SERVER_WRONG_ADDRESS',
  'SERVER_NOT_REGULARS',
  'SERVER_TLS_FAILED',
  'SERVER_BUSY',
  'SERVER_FAILED',
  'SERVER_TOO_OLD',
  'SERVER_TOO_NEW',
  'CREDIT_INSUFFICIENT',
  'POINTS_INSUFFICIENT',
  'COMMAND_NOT_FOUND',
  'CONFLICT_SETTLED',
  'CUSTOMER_INACTIVE',
  'UNEXPECTED',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** The plain form in which an error crosses IPC; `field` names the form field to return the focus to. */
export interface ErrorReply {
  readonly code: ErrorCode
  readonly message: string
  readonly field?: string
  readonly details?: Readonly<Record<string, string | number>>
}

/** An error meant for a person: a code, an English sentence that says what to do, and optionally the field at fault. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly field: string | undefined
  readonly details: ErrorReply['details']

  constructor(
    code: ErrorCode,
    message: string,
    extra: { field?: string; details?: ErrorReply['details'] } = {},
  ) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.field = extra.field
    this.details = extra.details
  }
}

/** Turns anything thrown into a reply; what is not an AppError becomes UNEXPECTED without its text. */
export function toErrorReply(error: unknown): ErrorReply {
  if (error instanceof AppError) {
    return { code: error.code, message: error.message, field: error.field, details: error.details }
  }
  return { code: 'UNEXPECTED', message: 'Something went wrong. Nothing was changed; please try again.' }
}
