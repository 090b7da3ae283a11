// What a method open to everybody still asks a manager for, depending on what is asked.
import { AppError } from '../../shared/errors.ts'
import type { Role } from '../../shared/method.ts'
import { isAllowed } from '../domain/permissions.ts'

/** Throws NOT_ALLOWED for whoever is no manager. */
export function requireManager(role: Role | null): void {
  if (!isAllowed(role, 'manager')) {
    throw new AppError('NOT_ALLOWED', 'Your role does not allow this. Ask a manager.')
  }
}
