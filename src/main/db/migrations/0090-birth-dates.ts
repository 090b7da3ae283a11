// Whoever is typed in with a birth date is compared with the people of that day, however common their name is.
import type { WriteDb } from '../handle.ts'

export const version = 90

/** By name; a load that fills an empty file builds it after its rows. */
export const birthDateIndex = {
  customers_by_birth_date: `INDEX customers_by_birth_date ON customers (date_of_birth) WHERE date_of_birth IS NOT NULL`,
} as const

export function migrate(db: WriteDb): void {
  db.exec(`CREATE ${birthDateIndex.customers_by_birth_date}`)
}
