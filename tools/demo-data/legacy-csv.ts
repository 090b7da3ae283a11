// The demo directory as the legacy POS would export it: one wide row a customer, dates and amounts in whatever form.
import type { DirectoryRecord } from '../../src/shared/directory-record.ts'
import type { Random } from './random.ts'

/** The header line of the export. */
export const legacyHeader =
  'id,customer_name,contact_number,email,date_of_birth,address,available_credit,available_point,sms_pdpa,date_joined'

/** One customer as a line of the export, without its line end. */
export function writeLegacyLine(random: Random, record: DirectoryRecord): string {
  const { facts } = record
  const total = (kind: 'credit' | 'points') =>
    record.ledger.reduce((sum, entry) => (entry.kind === kind ? sum + entry.amount : sum), 0)
  const legacyId = record.identifiers.find((one) => one.kind === 'legacy_id')?.value
  const address = [facts.addressLine1, facts.addressLine2, facts.city, facts.postalCode]
  const cells = [
    legacyId ?? record.customerCode,
    facts.fullName,
    facts.primaryPhone ?? '',
    facts.email ?? '',
    facts.dateOfBirth ? writeDay(random, facts.dateOfBirth) : '',
    address.filter((part) => part !== undefined).join(', '),
    writeBaht(random, total('credit')),
    String(total('points')),
    random.pick(facts.smsConsent ? ['1', 'true', 'Y'] : ['0', 'false', 'N', '']),
    writeDay(random, facts.registrationDate ?? record.createdAt.slice(0, 10)),
  ]
  return cells.map(quote).join(',')
}

function writeDay(random: Random, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const buddhist = String(Number(year) + 543)
  const chance = random.next()
  if (chance < 0.5) return day
  if (chance < 0.75) return `${date}/${month}/${year}`
  if (chance < 0.9) return `${date}/${month}/${buddhist}`
  return `${buddhist}-${month}-${date}`
}

function writeBaht(random: Random, satang: number): string {
  const plain = (satang / 100).toFixed(2)
  return random.chance(0.2) ? plain.replace(/\B(?=(\d{3})+\.)/g, ',') : plain
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
