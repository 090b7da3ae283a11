// The duplicates inbox, merging and undoing merges.
import { AppError } from '../../shared/errors.ts'
import type { Handlers } from './dispatch.ts'

type DuplicateHandlers = Pick<
  Handlers,
  | Exclude<Extract<keyof Handlers, `duplicates.${string}`>, 'duplicates.check'>
  | Extract<keyof Handlers, `merges.${string}`>
  | 'customer.merge'
  | 'customer.unmerge'
>

/** Makes the handlers of this place. */
export function createDuplicatesPlace(): DuplicateHandlers {
  const notYet = (): never => {
    throw new AppError('UNKNOWN_METHOD', 'This is not built yet.')
  }
  return {
    'duplicates.list': notYet,
    'duplicates.status': notYet,
    'duplicates.explain': notYet,
    'duplicates.dismissed': notYet,
    'duplicates.dismiss': notYet,
    'duplicates.restore': notYet,
    'duplicates.postpone': notYet,
    'merges.preview': notYet,
    'merges.of': notYet,
    'merges.recent': notYet,
    'merges.undoPreview': notYet,
    'customer.merge': notYet,
    'customer.unmerge': notYet,
  }
}
