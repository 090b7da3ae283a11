// Which role may do what: roles are ordered, and a method names the least one that may call it.
import { type Role, roles } from '../../shared/contract.ts'

/** Whether somebody of role `held` may call a method that asks for role `needed`. */
export function isAllowed(held: Role, needed: Role): boolean {
  return roles.indexOf(held) >= roles.indexOf(needed)
}
