// Which role may do what: roles are ordered, and a method names the least one that may call it.
import { type Access, type Role, roles } from '../../shared/method.ts'

/** Whether somebody of role `held` (null: nobody signed in) may call a method that asks for `needed`. */
export function isAllowed(held: Role | null, needed: Access): boolean {
  if (needed === 'anyone') return true
  return held !== null && roles.indexOf(held) >= roles.indexOf(needed)
}
