// The two kinds of database handle: a function that takes a ReadDb cannot write, at compile time.
import type Database from 'better-sqlite3'
import { inTurn } from './write-turn.ts'

declare const readable: unique symbol
declare const writable: unique symbol
const statements = Symbol('prepared statements')

/** A connection that may only be read through. */
export type ReadDb = Pick<Database.Database, 'prepare' | 'pragma'> & { readonly [readable]: true }
/** A connection inside which rows may change; every WriteDb is also a ReadDb. */
export type WriteDb = Database.Database & { readonly [readable]: true; readonly [writable]: true }

type StatementCache = { [statements]?: Map<string, Database.Statement> }

/** Prepares a statement once per connection and answers the same one ever after; `sql` must be a constant text. */
export function statement(db: ReadDb, sql: string): Database.Statement {
  const holder = db as ReadDb & StatementCache
  holder[statements] ??= new Map()
  let prepared = holder[statements].get(sql)
  if (!prepared) {
    prepared = db.prepare(sql)
    holder[statements].set(sql, prepared)
  }
  return prepared
}

/** Runs `body` in one immediate transaction; a body that returns a promise does not compile, since it would commit early. */
export function inTransaction<Result>(
  db: WriteDb,
  body: () => Result extends PromiseLike<unknown> ? 'a transaction body must not be asynchronous' : Result,
): Result {
  return inTurn(db, () => db.transaction(body as () => Result).immediate())
}
