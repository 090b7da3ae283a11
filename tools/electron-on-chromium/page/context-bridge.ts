// contextBridge's crossing between the preload's world and the page's. Both worlds share one detached element that only
// they hold; a CustomEvent's `detail` is cloned by Chromium when the other world reads it, so no object ever leaks across.
// The functions below are sent to the page as their own source: they may use nothing from outside themselves.

/** One world’s side of the bridge. */
export interface BridgeEnd {
  /** Describes a value for the other world: data is cloned, functions and promises become references. */
  wrap(value: unknown): unknown
  /** Rebuilds what the other world described, functions as proxies that call back. */
  unwrap(wrapped: unknown): unknown
  /** Sends one message to the other world, which handles it before this returns. */
  post(message: unknown[]): void
  /** Handles messages other than calls and settlements. */
  onMessage(handler: (message: unknown[]) => void): void
}

/** Makes one end of the bridge over the shared element; `own` and `other` are the two directions' event names. */
export function createBridgeEnd(channel: EventTarget, own: string, other: string): BridgeEnd {
  // Everything is taken from the world's built-ins now: the page may replace them later.
  const apply = Reflect.apply
  const dispatchEvent = EventTarget.prototype.dispatchEvent
  const NewEvent = CustomEvent
  const detailGetter = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get ?? (() => null)
  const NewPromise = Promise
  const then = Promise.prototype.then
  const NewError = Error
  const functions = new Map<number, (...values: unknown[]) => unknown>()
  const settlers = new Map<number, [(value: unknown) => void, (reason: unknown) => void]>()
  const answers: unknown[][] = []
  let lastId = 0
  let handle: (message: unknown[]) => void = () => {}
  const released = new FinalizationRegistry<number>((id) => post(['release', id]))

  const post = (message: unknown[]): void => {
    apply(dispatchEvent, channel, [new NewEvent(other, { detail: message })])
  }

  const wrap = (value: unknown, depth = 0): unknown => {
    if (depth > 1000) throw new NewError('Electron contextBridge recursion depth exceeded')
    if (typeof value === 'symbol') throw new NewError('An object could not be cloned.')
    if (typeof value === 'function') {
      lastId += 1
      functions.set(lastId, value as (...values: unknown[]) => unknown)
      return ['function', lastId]
    }
    if (value === null || typeof value !== 'object') return ['value', value]
    if (value instanceof NewPromise) {
      lastId += 1
      const id = lastId
      const settle = (kind: string) => (result: unknown) => {
        try {
          post([kind, id, wrap(result)])
        } catch (error) {
          post(['reject', id, wrap(error)])
        }
      }
      apply(then, value, [settle('resolve'), settle('reject')])
      return ['promise', id]
    }
    if (value instanceof NewError) return ['error', String(value.message), String(value.stack)]
    if (Array.isArray(value)) return ['array', value.map((item) => wrap(item, depth + 1))]
    if (Object.prototype.toString.call(value) === '[object Object]') {
      const entries = Object.keys(value).map((key) => [
        key,
        wrap((value as Record<string, unknown>)[key], depth + 1),
      ])
      return ['object', entries]
    }
    return ['value', value]
  }

  const unwrapFunction = (id: number): unknown => {
    const proxy = (...values: unknown[]): unknown => {
      post(['call', id, wrap(values)])
      const [kind, answer] = answers.pop() ?? ['throw', ['error', 'An object could not be cloned.', '']]
      const result = unwrap(answer)
      if (kind === 'throw') throw result
      return result
    }
    released.register(proxy, id)
    return proxy
  }

  const unwrap = (wrapped: unknown): unknown => {
    const [kind, content, stack] = wrapped as [string, unknown, string?]
    if (kind === 'function') return unwrapFunction(content as number)
    if (kind === 'array') return (content as unknown[]).map((item) => unwrap(item))
    if (kind === 'promise') {
      return new NewPromise((resolve, reject) => settlers.set(content as number, [resolve, reject]))
    }
    if (kind === 'error') {
      const error = new NewError(content as string)
      Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true })
      return error
    }
    if (kind === 'object') {
      const object = {}
      for (const [key, item] of content as [string, unknown][]) {
        Object.defineProperty(object, key, {
          value: unwrap(item),
          writable: true,
          enumerable: true,
          configurable: true,
        })
      }
      return object
    }
    return content
  }

  const answerCall = (id: number, values: unknown): void => {
    let answer: unknown[]
    try {
      const target = functions.get(id)
      if (!target) throw new NewError('The function has gone')
      answer = ['answer', wrap(target(...(unwrap(values) as unknown[])))]
    } catch (error) {
      answer = ['throw', wrap(error)]
    }
    post(answer)
  }

  channel.addEventListener(own, (event) => {
    // Null when Chromium could not clone it; the caller then finds no answer.
    const message = apply(detailGetter, event, []) as unknown[] | null
    if (message === null) return
    const [kind, id, content] = message as [string, number, unknown]
    if (kind === 'call') answerCall(id, content)
    else if (kind === 'answer' || kind === 'throw') answers.push(message)
    else if (kind === 'release') functions.delete(id)
    else if (kind === 'resolve' || kind === 'reject') {
      settlers.get(id)?.[kind === 'resolve' ? 0 : 1](unwrap(content))
      settlers.delete(id)
    } else handle(message)
  })

  return {
    wrap,
    unwrap,
    post,
    onMessage: (handler) => {
      handle = handler
    },
  }
}

/** Runs in the page's world before any of its scripts: waits for the preload's element, then exposes what it is told to. */
export function receiveBridge(makeEnd: typeof createBridgeEnd, token: string): void {
  if (window !== window.top) return
  const freeze = (value: unknown): unknown => {
    if (value !== null && (typeof value === 'object' || typeof value === 'function')) {
      if (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) {
        for (const item of Object.values(value)) freeze(item)
      }
      if (!ArrayBuffer.isView(value)) Object.freeze(value)
    }
    return value
  }
  const connect = (event: Event): void => {
    const channel = (event as MouseEvent).relatedTarget
    if (!channel) return
    document.removeEventListener(token, connect)
    event.stopImmediatePropagation()
    const end = makeEnd(channel, 'to-page', 'to-preload')
    end.onMessage(([kind, key, wrapped]) => {
      if (kind !== 'expose') return
      const isTaken = Object.hasOwn(window, key as string)
      if (!isTaken) {
        Object.defineProperty(window, key as string, { value: freeze(end.unwrap(wrapped)), enumerable: true })
      }
      end.post(['exposed', isTaken])
    })
  }
  document.addEventListener(token, connect)
}
