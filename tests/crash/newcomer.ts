// A generated person as the page would send them, and where the worker threads lie when run from the sources.
import type { CreateCustomerArgs } from '../../src/shared/customer-methods.ts'

/** The arguments that save person `number`; the same number is the same person. */
export function planNewcomer(number: number): CreateCustomerArgs {
  const digits = String(number).padStart(15, '0').slice(-12)
  return {
    commandId: `11111111-0000-7000-8000-${digits}`,
    customerId: `22222222-0000-7000-8000-${digits}`,
    facts: {
      fullName: `วิชัย Newcomer${number}`,
      primaryPhone: `08${digits.slice(-8)}`,
      customerSource: 'Walk In',
      smsConsent: false,
      emailConsent: false,
      marketingConsent: false,
    },
    despiteDuplicates: { reason: 'a test', seenIds: [] },
  }
}

/** The worker entries of the sources. */
export const workers = {
  backup: new URL('../../src/main/db/backup-worker.ts', import.meta.url),
  import: new URL('../../src/main/import/worker.ts', import.meta.url),
  reports: new URL('../../src/main/reports/worker.ts', import.meta.url),
  sync: new URL('../../src/main/sync/worker.ts', import.meta.url),
}
