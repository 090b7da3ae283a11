// Who may do what on the server, as data: every identity against every table and operation, and against every function.
// rights-walk.ts tries each cell on a real database; a table or function that is not named here fails the walk.

/**
 * `newStaff` is on the list of staff by an e-mail they confirmed, and not linked yet; `unconfirmed` claims the e-mail of a
 * member of staff without having confirmed it; `anonymousUser` is Supabase's sign-in without any e-mail.
 */
export const identities = [
  'anon',
  'websiteUser',
  'anonymousUser',
  'unconfirmed',
  'deactivated',
  'newStaff',
  'staff',
  'manager',
  'admin',
  'service',
] as const
export type Identity = (typeof identities)[number]

export const operations = ['select', 'insert', 'update', 'delete'] as const
export type TableOperation = (typeof operations)[number]

/** All rows of the table, that many of the sample's rows, no row but no error either, or an error. */
export type Readable = 'all' | number | 'none' | 'refused'
export type Writable = 'done' | 'refused'

export interface TableRights {
  readonly select: Readonly<Record<Identity, Readable>>
  readonly insert: Readonly<Record<Identity, Writable>>
  readonly update: Readonly<Record<Identity, Writable>>
  readonly delete: Readonly<Record<Identity, Writable>>
}

const onlyTheService: Readonly<Record<Identity, Writable>> = {
  anon: 'refused',
  websiteUser: 'refused',
  anonymousUser: 'refused',
  unconfirmed: 'refused',
  deactivated: 'refused',
  newStaff: 'refused',
  staff: 'refused',
  manager: 'refused',
  admin: 'refused',
  service: 'done',
}
const nobodyReads: Readonly<Record<Identity, Readable>> = {
  anon: 'refused',
  websiteUser: 'none',
  anonymousUser: 'none',
  unconfirmed: 'none',
  deactivated: 'none',
  newStaff: 'none',
  staff: 'none',
  manager: 'none',
  admin: 'none',
  service: 'all',
}

function readBy(readers: Partial<Record<Identity, Readable>>): TableRights {
  return {
    select: { ...nobodyReads, ...readers },
    insert: onlyTheService,
    update: onlyTheService,
    delete: onlyTheService,
  }
}
const admins = { admin: 'all' } as const
const managers = { ...admins, manager: 'all' } as const
const staff = { ...managers, staff: 'all', newStaff: 'all' } as const

/** Schemas of which clients reach no table, whatever stands there. */
export const shutTables: readonly string[] = ['app']
export const nothingForClients: TableRights = {
  select: {
    anon: 'refused',
    websiteUser: 'refused',
    anonymousUser: 'refused',
    unconfirmed: 'refused',
    deactivated: 'refused',
    newStaff: 'refused',
    staff: 'refused',
    manager: 'refused',
    admin: 'refused',
    service: 'all',
  },
  insert: onlyTheService,
  update: onlyTheService,
  delete: onlyTheService,
}

/** Schema-qualified table -> its rights. Numbers count the rows of rights-sample.ts. */
export const tableRights: Readonly<Record<string, TableRights>> = {
  'backoffice.allowed_users': readBy(admins),
  'backoffice.customers': readBy(staff),
  'public.audit_log': readBy(staff),
  'public.code_blocks': readBy(managers),
  'public.command_log': readBy(managers),
  'public.crm_profile_links': readBy(staff),
  'public.customer_bookings': readBy({ ...staff, websiteUser: 1 }),
  'public.customer_contact_history': readBy(staff),
  'public.customer_identifiers': readBy(staff),
  'public.customer_ledger': readBy(staff),
  'public.customer_merge_history': readBy(staff),
  'public.customer_notes': readBy(staff),
  'public.customer_package_uses': readBy(staff),
  'public.customer_packages': readBy(staff),
  'public.customer_redirects': readBy(staff),
  'public.customer_transactions': readBy(staff),
  'public.customers': readBy(staff),
  'public.device_staff': readBy(managers),
  'public.devices': readBy(staff),
  'public.duplicate_dismissals': readBy(staff),
  'public.feature_flags': readBy(staff),
  'public.notification_reads': readBy({ ...managers, staff: 1 }),
  'public.notifications': readBy(staff),
  'public.profiles': readBy({ ...staff, websiteUser: 1 }),
  // The manager's view is shared, those of staff and admin are their own.
  'public.saved_views': readBy({ newStaff: 1, staff: 2, manager: 1, admin: 2 }),
  'public.sync_conflicts': readBy(staff),
  'public.sync_settings': readBy(managers),
  'public.sync_tombstones': readBy(staff),
  'public.vip_customer_data': readBy(staff),
  'public.vip_tiers': readBy(staff),
  'public.website_profiles': readBy(staff),
}
