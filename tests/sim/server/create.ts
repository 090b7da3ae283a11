// New customers on the server model: the code they end up with, and two creations of one person that neither counter
// could have seen becoming one.
import { normaliseText } from '../../../src/shared/text.ts'
import type { ColumnValue, Operation } from '../../../src/shared/wire.ts'
import { type Execution, openConflict, Refusal, sideOf } from './execution.ts'
import { foldInto } from './fold.ts'
import { canLink, linkColumns } from './links.ts'
import type { ServerRow } from './rows.ts'
import { isVisible } from './snapshot.ts'
import type { Transaction } from './transactions.ts'

type Insert = Extract<Operation, { op: 'insert' | 'append' }>

const customerDefaults: Readonly<Record<string, ColumnValue>> = {
  nickname: null,
  contact_number: null,
  secondary_phone: null,
  email: null,
  date_of_birth: null,
  address: null,
  address_line_2: null,
  city: null,
  postal_code: null,
  preferred_language: null,
  date_joined: null,
  customer_source: 'Walk In',
  vip_tier_id: null,
  vip_status_date: null,
  sms_pdpa: 0,
  email_pdpa: 0,
  marketing_consent: 0,
  linked_profile_id: null,
  profile_link_confidence: null,
  profile_link_method: null,
  profile_linked_at: null,
  is_active: 1,
  merged_into: null,
  name_key: null,
  available_credit: 0,
  available_point: 0,
  total_lifetime_value: 0,
  total_visits: 0,
  last_visit_at: null,
  first_transaction_at: null,
}

const nothingLinked = Object.fromEntries(
  ['linked_profile_id', ...linkColumns].map((column) => [column, null]),
)

/** Tells of a profile that could not be linked, unless whoever they became one with holds it. */
export function tellLostLink(execution: Execution, customerId: string): void {
  const { transaction, notes, calledAt } = execution
  const { lostLink } = notes
  if (lostLink === undefined) return
  Object.assign(notes.audit, nothingLinked)
  const held = transaction.get('customers', customerId)?.values.linked_profile_id ?? null
  if (held === lostLink) return
  const kept = { value: held, at: calledAt }
  openConflict(execution, customerId, 'field', 'linked_profile_id', kept, sideOf(execution, lostLink))
}

/** Writes a code number as people read it: CUS-001, CUS-1000. */
function formatCode(number: number): string {
  return `CUS-${String(number).padStart(3, '0')}`
}

/** Makes the customer's row, with a code that is nobody else's. */
export function createCustomer(execution: Execution, { id, values }: Insert): void {
  const { transaction, notes } = execution
  if (transaction.get('customers', id)) {
    throw new Refusal('DUPLICATE_CUSTOMER', 'This customer was created already.')
  }
  const given = values.customer_code ?? null
  const code = given !== null && mayUse(execution, String(given)) ? String(given) : takeCode(transaction)
  const createdAt = execution.toServerTime(String(values.created_at ?? execution.at))
  const link = values.linked_profile_id ?? null
  const isLost = !canLink(transaction, link, id)
  if (isLost) notes.lostLink = link
  const linkedAt = values.profile_linked_at ?? null
  const row = {
    ...customerDefaults,
    ...values,
    profile_linked_at: linkedAt === null ? null : execution.toServerTime(String(linkedAt)),
    ...(isLost && nothingLinked),
    customer_code: code,
    created_at: createdAt,
    created_by: execution.actor,
    updated_by: execution.actor,
  }
  transaction.write('customers', id, row, execution.device)
  if (code === given) return
  notes.customerCode = code
  if (given === null) return
  openConflict(
    execution,
    id,
    'code',
    'customer_code',
    { value: code, at: execution.calledAt },
    sideOf(execution, given),
  )
  const alias = { customer_id: id, kind: 'alias', value: given, normalised: normaliseText(String(given)) }
  transaction.write('customer_identifiers', execution.newId(), { ...alias, status: 'current' })
}

function mayUse({ transaction, device }: Execution, code: string): boolean {
  const number = Number(/^CUS-(\d+)$/.exec(code)?.[1] ?? Number.NaN)
  const isOwn = transaction
    .all('code_blocks')
    .some((block) => block.device === device && block.firstCode <= number && number <= block.lastCode)
  return isOwn && formatCode(number) === code && isFree(transaction, code)
}

function isFree(transaction: Transaction, code: string): boolean {
  return (
    !transaction.all('customers').some((row) => row.values.customer_code === code) &&
    !transaction
      .all('customer_redirects')
      .some((row) => row.values.kind === 'code' && row.values.dead_value === code)
  )
}

function takeCode(transaction: Transaction): string {
  transaction.lock('codes')
  for (;;) {
    const settings = transaction.get('settings', 'only')
    if (!settings) throw new Error('the server has no settings')
    const code = formatCode(settings.nextCode)
    transaction.put('settings', 'only', { ...settings, nextCode: settings.nextCode + 1 })
    if (isFree(transaction, code)) return code
  }
}

/** Whether two name keys may be one person's: they sound alike, and are written alike or in different scripts. */
export function isSameName(left: ColumnValue, right: ColumnValue): boolean {
  if (typeof left !== 'string' || typeof right !== 'string') return false
  const [leftSound, leftScript, leftExact] = left.split('|')
  const [rightSound, rightScript, rightExact] = right.split('|')
  return (
    leftSound !== '' && leftSound === rightSound && (leftScript !== rightScript || leftExact === rightExact)
  )
}

function phonesOf(transaction: Transaction, customerId: string): ReadonlySet<ColumnValue | undefined> {
  return new Set(
    transaction
      .all('customer_identifiers')
      .filter(
        ({ values }) =>
          values.customer_id === customerId && values.kind === 'phone' && values.status === 'current',
      )
      .map(({ values }) => values.normalised),
  )
}

/** Folds a customer just made into one that is the same person and that its maker could not have known of; answers who lives on. */
export function foldSamePerson(execution: Execution, id: string): string {
  const { transaction } = execution
  const made = transaction.get('customers', id)
  if (!made) return id
  const phones = phonesOf(transaction, id)
  const [survivor] = transaction
    .all('customers')
    .filter((other) => other.id !== id && isUnseenTwin(execution, made, other))
    .filter((other) => [...phonesOf(transaction, other.id)].some((phone) => phones.has(phone)))
    .toSorted((left, right) => left.created - right.created || (left.id < right.id ? -1 : 1))
  if (!survivor) return id
  foldInto(execution, survivor.id, made)
  return survivor.id
}

function isUnseenTwin(execution: Execution, made: ServerRow, other: ServerRow): boolean {
  const { transaction, seen, device } = execution
  const born = [made.values.date_of_birth, other.values.date_of_birth]
  return (
    other.values.merged_into === null &&
    other.values.is_active === 1 &&
    isSameName(made.values.name_key ?? null, other.values.name_key ?? null) &&
    (born[0] === null || born[1] === null || born[0] === born[1]) &&
    !(seen !== null && isVisible(other.created, seen)) &&
    !transaction
      .all('audit_log')
      .some(
        ({ values }) =>
          values.customer_id === other.id &&
          values.action === 'customer.create' &&
          values.device_id === device,
      )
  )
}
