import { AppError } from '../../shared/errors.ts'
import type { Handlers } from './dispatch.ts'

const refuse = () => {
  throw new AppError('UNEXPECTED', 'Not built yet.')
}
type Names = Extract<
  keyof Handlers,
  | `views.${string}`
  | `tiers.${string}`
  | `notices.${string}`
  | `memory.${string}`
  | 'customer.editNote'
  | 'customer.logContact'
  | 'customer.linkProfile'
>
export const notBuilt = Object.fromEntries(
  [
    'views.list',
    'views.save',
    'views.remove',
    'tiers.list',
    'tiers.save',
    'notices.list',
    'notices.markRead',
    'notices.publish',
    'notices.withdraw',
    'memory.get',
    'memory.set',
    'customer.editNote',
    'customer.logContact',
    'customer.linkProfile',
  ].map((name) => [name, refuse]),
) as unknown as Pick<Handlers, Names>
