// What SQLite and the file system say, in the app's own codes: the one place where their error names are known.
import { AppError, type ErrorCode } from '../../shared/errors.ts'

const words: Partial<Record<ErrorCode, string>> = {
  STORE_FULL: 'The disk is full. Nothing was saved; free some space and try again.',
  STORE_READ_ONLY: 'The customer file cannot be written to. Check the permissions of its folder.',
  STORE_BUSY: 'The customer file is busy. Nothing was saved; please try again.',
  STORE_DAMAGED: 'Part of the customer file cannot be read. Close the app and open it again to repair it.',
}

/** The code of an SQLite or file system error text such as SQLITE_FULL or ENOSPC; null for one that is not the store's state. */
function codeOf(text: string): ErrorCode | null {
  if (/^SQLITE_(FULL|IOERR_SHMSIZE)/.test(text) || text === 'ENOSPC' || text === 'EDQUOT') return 'STORE_FULL'
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/.test(text)) return 'STORE_READ_ONLY'
  if (/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST)$/.test(text)) return 'STORE_READ_ONLY'
  if (/^SQLITE_(BUSY|LOCKED)/.test(text)) return 'STORE_BUSY'
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(text) || text === 'EIO') return 'STORE_DAMAGED'
  return null
}

/** The error code text of anything thrown by SQLite or the file system, such as SQLITE_NOTADB; empty for others. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

/** An AppError of the store's codes, in plain words without paths or SQL. */
export function storeError(code: keyof typeof words & ErrorCode): AppError {
  return new AppError(code, words[code] ?? '')
}

/** Turns an SQLite or file system error into an AppError; everything else comes back as it is. */
export function toStoreError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = codeOf(errorText(error))
  return code ? storeError(code) : error
}

/** True when the bytes themselves are bad, so that the file should be set aside rather than tried again. */
export function isDamage(error: unknown): boolean {
  return /^(SQLITE_CORRUPT|SQLITE_NOTADB|STORE_DAMAGED)/.test(errorText(error))
}
