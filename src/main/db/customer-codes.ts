// Customer codes come from blocks this device may use up on its own, so that a customer made offline has a final code at once.
import type { CodeBlock } from '../../shared/wire.ts'
import { inTransaction, type ReadDb, statement, type WriteDb } from './handle.ts'

/** Writes a code number as people read it: CUS-001, CUS-1000; never cut. */
export function formatCode(number: number): string {
  return `CUS-${String(number).padStart(3, '0')}`
}

/** Takes the next code inside the caller's transaction; null when every block is used up. */
export function takeCode(db: WriteDb): string | null {
  const find =
    'SELECT first_code, next_code FROM code_blocks WHERE last_code IS NULL OR next_code <= last_code LIMIT 1'
  const isTaken = statement(db, 'SELECT 1 FROM customers WHERE customer_code = ?')
  for (;;) {
    const block = statement(db, find).get() as { first_code: number; next_code: number } | undefined
    if (!block) return null
    statement(db, 'UPDATE code_blocks SET next_code = next_code + 1 WHERE first_code = ?').run(
      block.first_code,
    )
    const code = formatCode(block.next_code)
    // A directory that was filled in bulk may hold codes this block would hand out again.
    if (!isTaken.get(code)) return code
  }
}

/** Adds a range the server gave to this device; one that is here already is left as far used up as it is. */
export function addCodeBlock(db: WriteDb, { firstCode, lastCode }: CodeBlock): void {
  const sql = `INSERT INTO code_blocks (first_code, next_code, last_code) VALUES (?, ?, ?)
     ON CONFLICT (first_code) DO UPDATE SET last_code = excluded.last_code
       WHERE next_code - 1 < excluded.last_code`
  inTransaction(db, () => statement(db, sql).run(firstCode, firstCode, lastCode))
}

/** How many codes this device may still hand out; 0 for a directory without a server, which never runs out. */
export function countCodesLeft(db: ReadDb): number {
  const sql = `SELECT coalesce(sum(last_code - next_code + 1), 0) FROM code_blocks WHERE next_code <= last_code`
  return statement(db, sql).pluck().get() as number
}
