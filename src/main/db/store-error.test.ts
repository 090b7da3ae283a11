import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { isDamage, toStoreError } from './store-error.ts'

function codeFor(text: string): string {
  const error = toStoreError(new Database.SqliteError('near "SELECT": /home/desk/regulars.db', text))
  return error instanceof AppError ? error.code : 'none'
}

test('what SQLite says becomes one of the codes of the store', () => {
  expect(codeFor('SQLITE_FULL')).toBe('STORE_FULL')
  for (const text of ['SQLITE_READONLY', 'SQLITE_READONLY_DBMOVED', 'SQLITE_CANTOPEN', 'SQLITE_PERM']) {
    expect(codeFor(text)).toBe('STORE_READ_ONLY')
  }
  for (const text of ['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED']) {
    expect(codeFor(text)).toBe('STORE_BUSY')
  }
  for (const text of ['SQLITE_CORRUPT', 'SQLITE_CORRUPT_VTAB', 'SQLITE_NOTADB', 'SQLITE_IOERR_READ']) {
    expect(codeFor(text)).toBe('STORE_DAMAGED')
  }
  expect(codeFor('SQLITE_CONSTRAINT_UNIQUE')).toBe('none')
})

test('so does what the file system says', () => {
  const codes = {
    ENOSPC: 'STORE_FULL',
    EACCES: 'STORE_READ_ONLY',
    EROFS: 'STORE_READ_ONLY',
    EIO: 'STORE_DAMAGED',
  }
  for (const [code, expected] of Object.entries(codes)) {
    expect(toStoreError(Object.assign(new Error('open'), { code }))).toMatchObject({ code: expected })
  }
})

test('what is not the state of the store comes back as it is, and words carry no path and no SQL', () => {
  const other = new Error('x')
  expect(toStoreError(other)).toBe(other)
  expect(toStoreError('text')).toBe('text')
  const own = new AppError('CUSTOMER_NOT_FOUND', 'y')
  expect(toStoreError(own)).toBe(own)
  for (const text of ['SQLITE_FULL', 'SQLITE_CANTOPEN', 'SQLITE_BUSY', 'SQLITE_CORRUPT']) {
    const { message } = toStoreError(new Database.SqliteError('SELECT /home', text)) as AppError
    expect(message).not.toMatch(/SELECT|\//)
    expect(message.length).toBeGreaterThan(20)
  }
})

test('only bad bytes count as damage', () => {
  expect(isDamage(new Database.SqliteError('', 'SQLITE_NOTADB'))).toBe(true)
  expect(isDamage(new AppError('STORE_DAMAGED', ''))).toBe(true)
  expect(isDamage(new Database.SqliteError('', 'SQLITE_IOERR_READ'))).toBe(false)
  expect(isDamage(new Error('SQLITE_CORRUPT'))).toBe(false)
})
