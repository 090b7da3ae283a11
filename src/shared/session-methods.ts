// The methods by which a counter is set up and people take turns at it.
import * as yup from 'yup'
import { uuidSchema } from './customer.ts'
import { command, nothing, object, query, text } from './method.ts'
import { pinLength } from './pin.ts'
import type { SessionState } from './sync.ts'

const pin = text(pinLength.most)
  .matches(/^\d{4,12}$/)
  .required()

export const sessionMethods = {
  'session.get': query<Record<string, never>, SessionState>('anyone', nothing),
  /** Checks the address and the public key against the server, then keeps them; refused once people work here. */
  'session.connect': command<{ url: string; key: string }, SessionState>(
    'anyone',
    object({ url: text(500).required(), key: text(4000).required() }),
  ),
  /** A directory for this computer only; a server can still be connected later. */
  'session.stayAlone': command<Record<string, never>, SessionState>('anyone', nothing),
  /** Needs the server: the first time of a person on this device, and whenever their PIN is blocked. */
  'session.signIn': command<{ email: string; password: string }, SessionState>(
    'anyone',
    object({ email: text(320).required(), password: text(1000).required() }),
  ),
  /** Managers only, which the session checks itself: nobody has a role on a device that is not registered. */
  'session.registerDevice': command<{ name: string }, SessionState>(
    'anyone',
    object({ name: text(60).min(1).required() }),
  ),
  'session.setPin': command<{ pin: string }, SessionState>('staff', object({ pin })),
  'session.enterPin': command<{ staffId: string; pin: string }, SessionState>(
    'anyone',
    object({ staffId: uuidSchema.required(), pin }),
  ),
  'session.lock': command<Record<string, never>, SessionState>('anyone', nothing),
  /** Takes a person off this device; refused while commands of theirs are unsent. Others than oneself: managers only. */
  'session.signOut': command<{ staffId: string }, SessionState>(
    'staff',
    object({ staffId: uuidSchema.required() }),
  ),
  'session.setLockAfter': command<{ minutes: number }, SessionState>(
    'manager',
    object({ minutes: yup.number().strict().integer().min(1).max(120).required() }),
  ),
} as const
