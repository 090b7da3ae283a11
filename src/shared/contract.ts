// Every IPC method once: what kind it is, who may call it, what it takes (a strict yup schema) and what it answers.
// Adding a method is one entry here, one line in main/ipc/handlers and one function.
import * as yup from 'yup'
import { type CustomerCard, limits, uuidSchema } from './customer.ts'
import { customerMethods } from './customer-methods.ts'
import { duplicateMethods } from './duplicate-methods.ts'
import type { DuplicateStatus } from './duplicates.ts'
import type { ErrorReply } from './errors.ts'
import { importMethods } from './import-methods.ts'
import type { ImportProgress, ImportReport } from './importing.ts'
import { listMethods } from './list-methods.ts'
import type { DuplicateMatch, LookupHit, LookupResult } from './lookup.ts'
import { command, integer, type Method, nothing, object, query, type Role, text } from './method.ts'
import { profileMethods } from './profile-methods.ts'
import { sessionMethods } from './session-methods.ts'
import type { SessionState, SyncStatus } from './sync.ts'
import { syncMethods } from './sync-methods.ts'
import { venueMethods } from './venue-methods.ts'

const customerId = uuidSchema.required()

export const themes = ['system', 'light', 'dark'] as const
export const calendars = ['gregorian', 'buddhist'] as const
/** What this counter remembers about its own screen. */
export interface Settings {
  readonly language: 'th' | 'en'
  readonly theme: (typeof themes)[number]
  readonly calendar: (typeof calendars)[number]
  readonly deviceName: string
}

/** What happened to the store while opening, for one plain notice at start. */
export interface StoreNotice {
  readonly code: 'NEW_STORE' | 'OPENED' | 'LAST_CHANGES_LOST' | 'DAMAGED_SET_ASIDE' | 'RESTORED_FROM_BACKUP'
  /** Set-aside file or restored backup by name (never a path). */
  readonly fileName: string | null
  readonly backupAt: string | null
}

export interface AppInfo {
  readonly version: string
  readonly runtime: string
  readonly deviceId: string
  /** Null while nobody is signed in. */
  readonly role: Role | null
  readonly customers: number
  /** Commands saved here and not yet sent anywhere. */
  readonly unsent: number
  readonly storeNotice: StoreNotice
  readonly lastBackupAt: string | null
}

export interface DuplicateCheckArgs {
  readonly fullName: string
  readonly nickname?: string
  readonly primaryPhone?: string
  readonly email?: string
  readonly dateOfBirth?: string
  readonly address?: string
  readonly excludeCustomerId?: string
}

export const contract = {
  ...sessionMethods,
  ...syncMethods,

  'app.info': query<Record<string, never>, AppInfo>('anyone', nothing),
  'settings.get': query<Record<string, never>, Settings>('anyone', nothing),
  'settings.set': command<Partial<Settings>, Settings>(
    'anyone',
    object({
      language: yup.mixed<'th' | 'en'>().oneOf(['th', 'en']),
      theme: yup.mixed<Settings['theme']>().oneOf(themes),
      calendar: yup.mixed<Settings['calendar']>().oneOf(calendars),
      deviceName: text(60).min(1),
    }) as unknown as yup.Schema<Partial<Settings>>,
  ),

  'lookup.search': query<{ text: string; limit?: number }, LookupResult>(
    'staff',
    object({ text: text(limits.searchLength).defined(), limit: integer(1, 100) }),
  ),
  'lookup.recent': query<{ limit: number }, readonly LookupHit[]>(
    'staff',
    object({ limit: integer(1, 100).required() }),
  ),
  /** A scanned card, code or id: the people it points at, exact matches only. */
  'lookup.scan': query<{ text: string }, readonly LookupHit[]>(
    'staff',
    object({ text: text(limits.searchLength).required() }),
  ),

  'customers.card': query<{ customerId: string }, CustomerCard>('staff', object({ customerId })),
  'duplicates.check': query<DuplicateCheckArgs, readonly DuplicateMatch[]>(
    'staff',
    object({
      fullName: text(20_000).defined(),
      nickname: text(1000),
      primaryPhone: text(200),
      email: text(1000),
      dateOfBirth: text(40),
      address: text(1000),
      excludeCustomerId: uuidSchema,
    }),
  ),

  ...customerMethods,
  ...duplicateMethods,
  ...listMethods,
  ...profileMethods,
  ...venueMethods,
  ...importMethods,
} as const

export type Contract = typeof contract
export type MethodName = keyof Contract
export type ArgsOf<Name extends MethodName> =
  Contract[Name] extends Method<infer Args, unknown> ? Args : never
export type ResultOf<Name extends MethodName> =
  Contract[Name] extends Method<never, infer Result>
    ? Result
    : Contract[Name] extends { result?: infer Result }
      ? Exclude<Result, undefined>
      : never

/** What main announces; queries refetch on it. */
export interface Events {
  /** Rows changed: null means many. */
  'directory.changed': { readonly customerId: string | null }
  'sync.status': SyncStatus
  'session.changed': SessionState
  'import.progress': ImportProgress
  /** The duplicates inbox has more or less in it, or the search went on. */
  'duplicates.status': DuplicateStatus
  /** How far an export or a tagging of many is. */
  'list.progress': { readonly task: 'export' | 'tag'; readonly done: number; readonly total: number }
  'import.finished': ImportReport | { readonly fileToken: string; readonly error: ErrorReply }
}
export type EventName = keyof Events

/** What a call answers over IPC: errors travel as data so that nothing leaks through Electron's own error text. */
export type Reply<Result> =
  | { readonly ok: true; readonly value: Result }
  | { readonly ok: false; readonly error: ErrorReply }

/** Tells every open page that something happened. */
export type Announce = <Name extends EventName>(name: Name, payload: Events[Name]) => void
