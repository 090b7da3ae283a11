// The named points a counter is killed at while it saves and syncs. `before`: between two effects; `sent`: the request is on
// its way and the answer is not here; `inside`: everything of a transaction is written but its end; `after`: it was durable,
// and nobody has been told.
import type { EngineStep } from '../../src/main/sync/engine-context.ts'

/**
 * What a kill is about: a step of the engine, a save between two of them, or a backup of the store that syncs (`sent`: it has
 * just begun; `before` it is checked; `inside`: it is checked and has no name yet; `after`: it has one, and older ones are
 * still to go).
 */
export type PointStep = EngineStep | 'save' | 'backup'
export type PointPlace = 'before' | 'sent' | 'inside' | 'after'

/**
 * What is made ready before the victim starts: a counter that never pulled, another epoch on the server, rows that differ
 * without having been changed, codes used up, credit that was spent elsewhere.
 */
export type Preparation = 'first pull' | 'epoch' | 'drift' | 'codes' | 'refusal'

export interface Point {
  readonly step: PointStep
  readonly place: PointPlace
  readonly prepare?: Preparation
  /** The kill comes at one of so many times this place is reached; 1 unless told. */
  readonly times?: number
}

/** The points of what goes up, by name. */
export const pushPoints = {
  'in the transaction of a save': { step: 'save', place: 'inside', times: 6 },
  'behind the commit of a save': { step: 'save', place: 'after', times: 6 },
  'while a greeting is kept': { step: 'save hello', place: 'inside' },
  'with codes claimed and not kept': { step: 'save codes', place: 'before', prepare: 'codes' },
  'while claimed codes are kept': { step: 'save codes', place: 'inside', prepare: 'codes' },
  'before a push': { step: 'push', place: 'before', times: 2 },
  'while the server works on a push': { step: 'push', place: 'sent' },
  'with a push carried out and its answer not kept': { step: 'save results', place: 'before' },
  'while the answers of a push are kept': { step: 'save results', place: 'inside' },
  'while a refusal is taken back': { step: 'save results', place: 'inside', prepare: 'refusal' },
  'behind the commit of answers': { step: 'save results', place: 'after' },
  'while a backup is copied': { step: 'backup', place: 'sent', times: 3 },
  'with a backup copied and not checked': { step: 'backup', place: 'before', times: 3 },
  'with a backup checked and not named': { step: 'backup', place: 'inside', times: 3 },
  'with a backup named and older ones there': { step: 'backup', place: 'after', times: 3 },
} as const satisfies Readonly<Record<string, Point>>

/** The points of what comes down, by name. */
export const pullPoints = {
  'while a pull is asked for': { step: 'pull', place: 'sent' },
  'between two slices': { step: 'apply slice', place: 'before', times: 4 },
  'in the transaction of a slice': { step: 'apply slice', place: 'inside', times: 4 },
  'behind the commit of a slice': { step: 'apply slice', place: 'after', times: 4 },
  'at the end of a pull': { step: 'finish pull', place: 'inside', times: 2 },
  'behind the end of a pull': { step: 'finish pull', place: 'after', times: 2 },
  'between two pages of a first pull': { step: 'pull', place: 'before', prepare: 'first pull', times: 4 },
  'in a slice of a first pull': { step: 'apply slice', place: 'inside', prepare: 'first pull', times: 9 },
  'at the end of a first pull': { step: 'finish pull', place: 'inside', prepare: 'first pull' },
  'while the index of a first pull is built': {
    step: 'index',
    place: 'inside',
    prepare: 'first pull',
    times: 2,
  },
  'while a reset begins': { step: 'begin reset', place: 'inside', prepare: 'epoch' },
  'behind the beginning of a reset': { step: 'begin reset', place: 'after', prepare: 'epoch' },
  'in a slice after a reset': { step: 'apply slice', place: 'inside', prepare: 'epoch', times: 8 },
  'while what a reset did not bring is removed': {
    step: 'finish pull',
    place: 'inside',
    prepare: 'epoch',
    times: 2,
  },
  'while drift is repaired': { step: 'repair', place: 'inside', prepare: 'drift' },
} as const satisfies Readonly<Record<string, Point>>
