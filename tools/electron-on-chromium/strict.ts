// Makes whatever the stand-in lacks fail at once and by name, rather than as "undefined is not a function" somewhere else.
import { EventEmitter } from 'node:events'
import { unsupported } from './runtime.ts'

// Names that engines, inspectors and promises look for on any object.
const innocent =
  /^(_.*|then|catch|toJSON|inspect|constructor|domain|nodeType|tagName|asymmetricMatch|\$\$typeof|default)$/

/** The same module, but reading a member it does not have throws "The stand-in does not have electron.NAME.MEMBER". */
export function refuseUnknown<Module extends object>(name: string, module: Module): Module {
  return new Proxy(module, {
    get: (target, key, receiver) => {
      if (typeof key === 'symbol' || key in target || innocent.test(key))
        return Reflect.get(target, key, receiver)
      throw unsupported(`${name}.${key}`)
    },
  })
}

/** A stand-in for a whole module: using it in any way throws "The stand-in does not have electron.NAME". */
export function refuseAll(name: string): object {
  const refuse = (): never => {
    throw unsupported(name)
  }
  return new Proxy(class {}, {
    get: (target, key) => {
      if (typeof key === 'symbol' || innocent.test(key) || key === 'prototype')
        return Reflect.get(target, key)
      throw unsupported(`${name}.${key}`)
    },
    apply: refuse,
    construct: refuse,
  })
}

/** A base class like EventEmitter whose instances refuse members that `name` does not have. */
export function strictEmitter(name: string): new () => EventEmitter {
  class StrictEmitter extends EventEmitter {}
  Object.setPrototypeOf(StrictEmitter.prototype, refuseUnknown(name, Object.create(EventEmitter.prototype)))
  return StrictEmitter
}

/** An Electron event: it carries details and may be prevented. */
export type StandInEvent<Details> = Details & { defaultPrevented: boolean; preventDefault(): void }

/** Makes an event. */
export function createEvent<Details extends object>(details: Details): StandInEvent<Details> {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    },
  }
  return event
}
