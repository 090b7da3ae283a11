// Whether what came is what was asked for: anything may answer with JSON, and a page of another shape must not reach the
// store. Checks go no deeper than needed to read a reply safely; every row of a page counts its columns.
import { feedTables } from '../../shared/feed.ts'
import { RemoteError } from './remote.ts'

type Fields = Readonly<Record<string, unknown>>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const isText = (value: unknown) => typeof value === 'string'
const isNumber = (value: unknown) => Number.isSafeInteger(value)
const isNull = (value: unknown) => value === null || value === undefined

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem)
}

function has(value: unknown, shape: Readonly<Record<string, (field: unknown) => boolean>>): value is Fields {
  return isFields(value) && Object.entries(shape).every(([name, fits]) => fits(value[name]))
}

const isStaff = (value: unknown) =>
  has(value, { id: isText, name: isText, role: isText, isActive: isFlag, isEnrolled: isFlag })
const isDevice = (value: unknown) => has(value, { id: isText, name: isText, status: isText })
const isFlag = (value: unknown) => typeof value === 'boolean'
const isResult = (value: unknown) =>
  has(value, {
    seq: isNumber,
    commandId: isText,
    status: (status) => status === 'applied' || status === 'merged' || status === 'rejected',
  })
const isPosition = (value: unknown) => has(value, { table: isFeedTable, xid: isText, id: isText })
const isFeedTable = (value: unknown) => (feedTables as readonly unknown[]).includes(value)

function isPart(value: unknown): boolean {
  if (!has(value, { table: isText, columns: (columns) => isList(columns, isText) })) return false
  const width = (value.columns as unknown[]).length
  return isList(value.rows, (row) => Array.isArray(row) && row.length === width)
}

const shapes = {
  sync_version: (value: unknown) =>
    has(value, {
      product: (product) => product === 'regulars',
      protocol: isNumber,
      oldestProtocol: isNumber,
    }),
  sync_hello: (value: unknown) =>
    has(value, {
      protocol: isNumber,
      oldestProtocol: isNumber,
      epoch: isText,
      serverTime: isText,
      device: (device) => has(device, { status: isText }),
      me: (me) => has(me, { id: isText, role: isText, name: isText }),
      staff: (staff) => isList(staff, isStaff),
      devices: (devices) => isList(devices, isDevice),
      creditAllowance: isNumber,
      lastSeq: isNumber,
    }),
  register_device: (value: unknown) => has(value, { status: isText }),
  sync_push: (value: unknown) =>
    has(value, {
      status: (status) =>
        status === 'done' || status === 'gap' || status === 'renumber' || status === 'reset',
      epoch: isText,
      lastSeq: isNumber,
      results: (results) => isList(results, isResult),
    }),
  sync_pull: (value: unknown) =>
    has(value, {
      epoch: isText,
      reset: (reset) => isNull(reset) || isText(reset),
      to: isText,
      lastSeq: isNumber,
      parts: (parts) => isList(parts, (part) => isPart(part) && isFeedTable((part as Fields).table)),
      next: (next) => isNull(next) || isPosition(next),
      remaining: isNumber,
    }),
  claim_codes: (value: unknown) => has(value, { firstCode: isNumber, lastCode: isNumber }),
  sync_hashes: (value: unknown) =>
    has(value, {
      epoch: isText,
      hashes: (hashes) => isFields(hashes) && Object.values(hashes).every((list) => isList(list, isText)),
    }),
  sync_bucket_rows: isPart,
} as const

/** The functions of the server that are called, by name. */
export type CallName = keyof typeof shapes

/** Hands a reply on as what it should be; throws SERVER_NOT_REGULARS when it is something else. */
export function checkReply<Reply>(name: CallName, value: unknown): Reply {
  if (!shapes[name](value)) throw new RemoteError('SERVER_NOT_REGULARS')
  return value as Reply
}
