// What other features put into a profile: they meet in app.tsx, which hands these in.
import { createContext, type ReactNode, useContext } from 'react'
import type { CustomerField } from '../../../shared/customer.ts'
import type { CustomerProfile } from '../../../shared/profile.ts'

/** Where the focus goes once a fact was edited: to its own pencil or to a neighbour's. */
export type AfterEdit = 'stay' | 'next' | 'previous'

export interface ProfileParts {
  /** The buttons under the name: check-in, sale, note and the rest. */
  actions(profile: CustomerProfile): ReactNode
  /** An editor in place of one field's value; undefined where a field is edited in the whole form only. */
  editor?(profile: CustomerProfile, field: CustomerField, onDone: (goTo?: AfterEdit) => void): ReactNode
}

const PartsContext = createContext<ProfileParts>({ actions: () => null })

/** Hands the parts to a profile. */
export const ProfilePartsProvider = PartsContext.Provider

/** The parts handed in. */
export function useProfileParts(): ProfileParts {
  return useContext(PartsContext)
}
