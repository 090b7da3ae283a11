// Merging and undoing merges.
import { AppError } from '../../shared/errors.ts'
import type { Handlers } from './dispatch.ts'

type DuplicateHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `merges.${string}`> | 'customer.merge' | 'customer.unmerge'
>

/** Makes the handlers of this place. */
export function createDuplicatesPlace(): DuplicateHandlers {
  const notYet = (): never => {
    throw new AppError('UNKNOWN_METHOD', 'This is not built yet.')
  }
  return {
    'merges.preview': notYet,
    'merges.of': notYet,
    'merges.recent': notYet,
    'merges.undoPreview': notYet,
    'customer.merge': notYet,
    'customer.unmerge': notYet,
  }
}
