// Every call from the page passes here: sender, size, method, strict schema and role are checked before any handler runs,
// and whatever happens after is answered as data. Pure of Electron, so that it can be attacked in tests.
import { serialize } from 'node:v8'
import type { Schema } from 'yup'
import { type ArgsOf, contract, type MethodName, type Reply, type ResultOf } from '../../shared/contract.ts'
import { AppError, toErrorReply } from '../../shared/errors.ts'
import type { Method, Role } from '../../shared/method.ts'
import { toStoreError } from '../db/store-error.ts'
import { isAllowed } from '../domain/permissions.ts'

/** A function for every method of the contract. */
export type Handlers = {
  readonly [Name in MethodName]: (args: ArgsOf<Name>) => ResultOf<Name> | Promise<ResultOf<Name>>
}

export interface Caller {
  /** The page's own main frame at the app's own address. */
  readonly isTrusted: boolean
  /** Null while nobody is signed in. */
  readonly role: Role | null
}

/** Told of every failure that is not the caller's, by method and code only: never arguments. */
export type ReportFailure = (method: string, error: unknown) => void

/** For a method that names no limit of its own. */
const payloadLimit = 64 * 1024

export type Dispatch = (caller: Caller, method: unknown, args: unknown) => Promise<Reply<unknown>>

/** Makes the one entrance: it answers every call with a reply and never throws. */
export function createDispatch(handlers: Handlers, reportFailure: ReportFailure): Dispatch {
  return async (caller, method, args) => {
    try {
      const [name, checked] = checkCall(caller, method, args)
      const handle = handlers[name] as (args: unknown) => unknown
      return { ok: true, value: await handle(checked) }
    } catch (error) {
      const known = error instanceof AppError ? error : toStoreError(error)
      if (!(known instanceof AppError))
        reportFailure(typeof method === 'string' ? method.slice(0, 60) : '?', error)
      return { ok: false, error: toErrorReply(known) }
    }
  }
}

function checkCall(caller: Caller, method: unknown, args: unknown): readonly [MethodName, unknown] {
  if (!caller.isTrusted) throw new AppError('UNTRUSTED_SENDER', 'This page may not call Regulars.')
  if (typeof method !== 'string' || !Object.hasOwn(contract, method)) {
    throw new AppError('UNKNOWN_METHOD', 'Regulars has no such function.')
  }
  const name = method as MethodName
  const definition: Method<unknown, unknown> = contract[name] as Method<unknown, unknown>
  if (!isAllowed(caller.role, definition.access)) {
    if (caller.role === null) throw new AppError('NOT_SIGNED_IN', 'Sign in with your PIN first.')
    throw new AppError('NOT_ALLOWED', 'Your role does not allow this. Ask a manager.')
  }
  if (sizeOf(args) > (definition.largestArgs ?? payloadLimit)) {
    throw new AppError('PAYLOAD_TOO_LARGE', 'That is too much text at once. Shorten it.')
  }
  return [name, validate(definition.args, args)]
}

function sizeOf(args: unknown): number {
  try {
    return serialize(args).byteLength
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

function validate(schema: Schema<unknown>, args: unknown): unknown {
  try {
    const checked = schema.validateSync(args, { strict: true, abortEarly: true })
    if (holdsBoxed(checked)) throw new TypeError('boxed')
    return checked
  } catch (error) {
    const field = (error as { path?: string }).path
    throw new AppError('INVALID_ARGUMENTS', 'Something in this form is not in order.', {
      field: field && /^[\w.]{1,60}$/.test(field) ? field : undefined,
    })
  }
}

/** A boxed text crosses IPC and passes for a text with yup, but not with SQLite. The schema has bounded the depth already. */
function holdsBoxed(value: unknown): boolean {
  if (value instanceof String || value instanceof Number || value instanceof Boolean) return true
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsBoxed)
}
