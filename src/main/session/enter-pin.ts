// One try at a PIN: counted in the store before it is made, compared, and forgiven when it was right.
import { AppError } from '../../shared/errors.ts'
import type { WriteDb } from '../db/handle.ts'
import { countTry, markAtWork, readStaff, type StaffRow, writePin } from '../db/staff.ts'
import { verifyPin } from './pin.ts'
import { mostTries, secondsLeft, waitAfter } from './pin-tries.ts'

/**
 * Resolves when `pin` is this person's. Throws PIN_WRONG (details: triesLeft, waitSeconds), PIN_WAIT (details: waitSeconds)
 * without trying, and PIN_BLOCKED once the password is needed. Not to be called twice at a time.
 */
export async function enterPin(db: WriteDb, person: StaffRow, pin: string, now: () => Date): Promise<void> {
  const { id, pinHash, wrongTries } = person
  if (pinHash === null || wrongTries >= mostTries) throw blocked()
  const started = now()
  const seconds = secondsLeft(person.waitUntil, wrongTries, started)
  if (seconds > 0) {
    // Written anew where a clock set back would stretch it.
    countTry(db, id, wrongTries, later(started, seconds))
    throw new AppError('PIN_WAIT', 'Too many wrong PINs. Wait a little, or use the password.', {
      field: 'pin',
      details: { waitSeconds: seconds },
    })
  }
  const tries = wrongTries + 1
  const wait = waitAfter(tries)
  countTry(db, id, tries, wait > 0 ? later(started, wait) : null)
  if (await verifyPin(pin, pinHash)) {
    if (readStaff(db, id)?.pinHash !== pinHash) throw blocked()
    markAtWork(db, id, now().toISOString())
    return
  }
  if (tries >= mostTries) {
    writePin(db, id, null)
    throw blocked()
  }
  throw new AppError('PIN_WRONG', 'This is not the PIN.', {
    field: 'pin',
    details: { triesLeft: mostTries - tries, waitSeconds: wait },
  })
}

function later(from: Date, seconds: number): string {
  return new Date(from.getTime() + seconds * 1000).toISOString()
}

function blocked(): AppError {
  return new AppError('PIN_BLOCKED', 'The PIN no longer works. Sign in with the password.', { field: 'pin' })
}
