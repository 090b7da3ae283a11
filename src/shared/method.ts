// What one IPC method is made of, and the strict pieces their argument schemas are built from.
import * as yup from 'yup'

export const roles = ['staff', 'manager', 'admin'] as const
export type Role = (typeof roles)[number]
/** Who may call a method: `anyone` needs no sign-in, every role includes the ones before it. */
export type Access = 'anyone' | Role

export interface Method<Args, Result> {
  readonly kind: 'query' | 'command'
  /** The least role that may call it. */
  readonly access: Access
  readonly args: yup.Schema<Args>
  /** The most bytes its arguments may take, where the usual is too little. */
  readonly largestArgs?: number
  /** Carries the result's type only; never set. */
  readonly result?: Result
}

/** A method that changes nothing. */
export function query<Args, Result>(
  access: Access,
  args: yup.Schema<Args>,
  largestArgs?: number,
): Method<Args, Result> {
  return { kind: 'query', access, args, largestArgs }
}
/** A method that changes something. */
export function command<Args, Result>(
  access: Access,
  args: yup.Schema<Args>,
  largestArgs?: number,
): Method<Args, Result> {
  return { kind: 'command', access, args, largestArgs }
}

/** An object with exactly these properties. */
export const object = <Shape extends yup.ObjectShape>(shape: Shape) =>
  yup.object(shape).strict().noUnknown().required()
/** A text of at most so many UTF-16 units. */
export const text = (maximum: number) => yup.string().strict().max(maximum)
/** A whole number between the two, both included. */
export const integer = (minimum: number, maximum: number) =>
  yup.number().strict().integer().min(minimum).max(maximum)
/** No arguments at all. */
export const nothing = object({}) as unknown as yup.Schema<Record<string, never>>
