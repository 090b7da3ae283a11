// Structured clone as text, since DevTools carries only strings. The same code runs in Node and in the page, so
// `createCloneCodec` is sent there as its own source: it may use nothing from outside itself.

/** Both directions of structured clone as text. */
export interface CloneCodec {
  /** Text of a value; throws "An object could not be cloned." for functions, symbols, promises and platform objects. */
  encode(value: unknown): string
  /** The value again, with identity and cycles kept inside it. */
  decode(text: string): unknown
}

/** Makes a codec for Date, RegExp, Map, Set, Error, ArrayBuffer, typed arrays, BigInt, undefined, NaN and plain data. */
export function createCloneCodec(): CloneCodec {
  type Tagged = { $: string; v?: unknown; k?: string }
  const refuse = (): never => {
    throw new Error('An object could not be cloned.')
  }
  const errors: Record<string, ErrorConstructor> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  }
  const views: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  }

  const toBase64 = (bytes: Uint8Array): string => {
    let text = ''
    for (let start = 0; start < bytes.length; start += 8192) {
      text += String.fromCharCode(...bytes.subarray(start, start + 8192))
    }
    return btoa(text)
  }
  const fromBase64 = (text: string): ArrayBuffer =>
    Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer

  const writeEntries = (value: object, seen: Map<object, number>): Record<string, unknown> => {
    const entries: [string, unknown][] = []
    for (const key of Object.keys(value)) {
      entries.push([key, write((value as Record<string, unknown>)[key], seen)])
    }
    return Object.fromEntries(entries)
  }

  const writeError = (error: Error, seen: Map<object, number>): Tagged => {
    const name = Object.hasOwn(errors, error.name) ? error.name : 'Error'
    const content: Record<string, unknown> = { message: String(error.message), stack: String(error.stack) }
    if ('cause' in error) content.cause = write(error.cause, seen)
    return { $: 'Error', k: name, v: content }
  }

  const writeObject = (value: object, seen: Map<object, number>): unknown => {
    if (Array.isArray(value)) return Array.from(value, (item) => write(item, seen))
    if (value instanceof Date) return { $: 'Date', v: Number.isNaN(value.getTime()) ? null : value.getTime() }
    if (value instanceof RegExp) return { $: 'RegExp', v: value.source, k: value.flags }
    if (value instanceof Map) {
      return { $: 'Map', v: Array.from(value, ([key, item]) => [write(key, seen), write(item, seen)]) }
    }
    if (value instanceof Set) return { $: 'Set', v: Array.from(value, (item) => write(item, seen)) }
    if (value instanceof ArrayBuffer) return { $: 'ArrayBuffer', v: toBase64(new Uint8Array(value)) }
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      const name = Object.prototype.toString.call(value).slice(8, -1)
      return { $: 'view', k: name, v: toBase64(bytes) }
    }
    if (value instanceof Error) return writeError(value, seen)
    if (value instanceof Boolean || value instanceof Number || value instanceof String) {
      return { $: 'boxed', v: write(value.valueOf(), seen) }
    }
    // Platform objects, promises, weak collections and proxied modules all carry a tag of their own.
    const tag = Object.prototype.toString.call(value)
    if (tag !== '[object Object]' && tag !== '[object Arguments]') return refuse()
    const content = writeEntries(value, seen)
    return Object.hasOwn(content, '$') ? { $: 'object', v: content } : content
  }

  const write = (value: unknown, seen: Map<object, number>): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number') {
      if (Number.isFinite(value) && !Object.is(value, -0)) return value
      return { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) }
    }
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) }
    if (typeof value !== 'object') return refuse()
    const before = seen.get(value)
    if (before !== undefined) return { $: 'same', v: before }
    seen.set(value, seen.size)
    return writeObject(value, seen)
  }

  const readEntries = (content: object, target: object, made: unknown[]): object => {
    for (const [key, item] of Object.entries(content)) {
      // An own key "__proto__" must stay data.
      Object.defineProperty(target, key, {
        value: read(item, made),
        writable: true,
        enumerable: true,
        configurable: true,
      })
    }
    return target
  }

  const keep = <Made>(value: Made, made: unknown[]): Made => {
    made.push(value)
    return value
  }

  const readTagged = (tagged: Tagged, made: unknown[]): unknown => {
    const { $: kind, v: content, k: name = '' } = tagged
    if (kind === 'undefined') return undefined
    if (kind === 'number') return Number(content)
    if (kind === 'bigint') return BigInt(content as string)
    if (kind === 'same') return made[content as number]
    if (kind === 'Date') return keep(new Date((content as number | null) ?? Number.NaN), made)
    if (kind === 'RegExp') return keep(new RegExp(content as string, name), made)
    if (kind === 'ArrayBuffer') return keep(fromBase64(content as string), made)
    if (kind === 'view') return keep(new (views[name] ?? refuse())(fromBase64(content as string)), made)
    if (kind === 'boxed') return keep(Object(read(content, made)), made)
    if (kind === 'object') return readEntries(content as object, keep({}, made), made)
    if (kind === 'Map') {
      const map = keep(new Map(), made)
      for (const [key, item] of content as [unknown, unknown][]) map.set(read(key, made), read(item, made))
      return map
    }
    if (kind === 'Set') {
      const set = keep(new Set(), made)
      for (const item of content as unknown[]) set.add(read(item, made))
      return set
    }
    if (kind === 'Error') {
      const error = keep(new (errors[name] ?? Error)(), made)
      for (const [key, item] of Object.entries(content as object)) {
        Object.defineProperty(error, key, { value: read(item, made), writable: true, configurable: true })
      }
      return error
    }
    return refuse()
  }

  const read = (value: unknown, made: unknown[]): unknown => {
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) {
      const array: unknown[] = keep([], made)
      for (const item of value) array.push(read(item, made))
      return array
    }
    if (Object.hasOwn(value, '$')) return readTagged(value as Tagged, made)
    return readEntries(value, keep({}, made), made)
  }

  return {
    encode: (value) => JSON.stringify(write(value, new Map())),
    decode: (text) => read(JSON.parse(text), []),
  }
}
