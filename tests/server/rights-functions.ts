// Who may call what on the server, as data: every function clients could name, each with a call that is tried.
// `refused` is no EXECUTE or the function's own refusal (403); `allowed` is anything else, a complaint about arguments too.
import type { Identity } from './rights-matrix.ts'
import { sampleDevice } from './rights-sample.ts'

type Callable = 'allowed' | 'refused'
export type FunctionRights = Readonly<Record<Identity, Callable>> & {
  /** The arguments of the call that is tried. */
  readonly call: string
}

/** Schemas of which no client may call anything, whatever they hold. */
export const shutFunctions: readonly string[] = ['app', 'backoffice']

const nobody: Readonly<Record<Identity, Callable>> = {
  anon: 'refused',
  websiteUser: 'refused',
  anonymousUser: 'refused',
  unconfirmed: 'refused',
  deactivated: 'refused',
  newStaff: 'refused',
  staff: 'refused',
  manager: 'refused',
  admin: 'refused',
  service: 'refused',
}
const everybody: Readonly<Record<Identity, Callable>> = {
  anon: 'allowed',
  websiteUser: 'allowed',
  anonymousUser: 'allowed',
  unconfirmed: 'allowed',
  deactivated: 'allowed',
  newStaff: 'allowed',
  staff: 'allowed',
  manager: 'allowed',
  admin: 'allowed',
  service: 'allowed',
}
const admin = { ...nobody, admin: 'allowed' } as const
const manager = { ...admin, manager: 'allowed' } as const
// Somebody new greets first, which links them; until then the other calls do not know them.
const staff = { ...manager, staff: 'allowed' } as const
const service = { ...nobody, service: 'allowed' } as const

const device = `p_device => '${sampleDevice}'`

/** Schema-qualified function -> who may call it. */
export const functionRights: Readonly<Record<string, FunctionRights>> = {
  'public.claim_codes': { ...staff, call: `${device}, p_count => 1` },
  'public.register_device': { ...manager, call: `${device}, p_name => 'Till 1'` },
  'public.revoke_device': { ...admin, call: device },
  'public.sync_bucket_rows': {
    ...staff,
    call: `${device}, p_table => 'customers', p_buckets => '{0}', p_after => null, p_limit => 1`,
  },
  'public.sync_hashes': { ...staff, call: `${device}, p_tables => '{customers}'` },
  'public.sync_hello': {
    ...staff,
    newStaff: 'allowed',
    call: `${device}, p_protocol => 1, p_app_version => '0.1.0'`,
  },
  'public.sync_new_epoch': { ...admin, service: 'allowed', call: '' },
  'public.sync_pull': {
    ...staff,
    call: `${device}, p_protocol => 1, p_epoch => null, p_from => null, p_to => null, p_after => null,
      p_tables => '{customers}', p_limit => 1`,
  },
  'public.sync_purge': { ...service, call: '90' },
  'public.sync_push': {
    ...staff,
    call: `${device}, p_protocol => 1, p_epoch => null, p_sent_at => '2026-01-01T00:00:00.000Z', p_first_seq => 2, p_commands => '[]'`,
  },
  'public.sync_version': { ...everybody, call: '' },
}
