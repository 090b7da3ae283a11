// Linking and unlinking the website profile of one customer: each try a command of its own.
import type { LinkProfileArgs } from '../../../shared/profile-methods.ts'
import { useCommand } from '../../api.ts'
import { newId } from '../../new-id.ts'

export interface Linking {
  link(choice: Omit<LinkProfileArgs, 'commandId' | 'customerId'>, onDone?: () => void): void
  readonly isPending: boolean
  readonly error: Error | null
}

/** The command and how it stands. */
export function useLinking(customerId: string): Linking {
  const command = useCommand('customer.linkProfile')
  return {
    isPending: command.isPending,
    error: command.error,
    link: (choice, onDone) => {
      if (command.isPending) return
      command.mutate({ commandId: newId(), customerId, ...choice }, { onSuccess: () => onDone?.() })
    },
  }
}
