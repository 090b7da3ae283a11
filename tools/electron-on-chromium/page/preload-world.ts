// What a sandboxed preload finds: a `require` that knows electron, events, timers and url, and ipcRenderer, contextBridge
// and webUtils. It runs in an isolated world; `runPreload` is sent there as its own source and may use nothing from outside.
import type { CloneCodec } from './clone-codec.ts'
import type { BridgeEnd } from './context-bridge.ts'

/** What a preload’s world is told about itself. */
export interface PreloadSetup {
  token: string
  /** The binding that carries text to main, visible in this world only. */
  binding: string
  /** The global of this world that main calls with text. */
  receiver: string
  file: string
  process: Record<string, unknown>
}

/** Builds the preload's surroundings and runs it; problems go to main as a `preload-error` message. */
export function runPreload(
  codec: CloneCodec,
  makeEnd: (channel: EventTarget, own: string, other: string) => BridgeEnd,
  setup: PreloadSetup,
  preload: ((...surroundings: unknown[]) => void) | null,
): void {
  if (window !== window.top) return
  type Listener = (...values: unknown[]) => void
  const world = globalThis as unknown as Record<string, (text: string) => void>
  const tellMain = (...message: unknown[]) => world[setup.binding]?.(codec.encode(message))

  class EventEmitter {
    listenersByEvent = new Map<string, Listener[]>()
    on(event: string, listener: Listener) {
      this.listenersByEvent.set(event, [...this.listeners(event), listener])
      return this
    }
    once(event: string, listener: Listener) {
      const wrapper = Object.assign(
        (...values: unknown[]) => {
          this.removeListener(event, wrapper)
          listener.apply(this, values)
        },
        { listener },
      )
      return this.on(event, wrapper)
    }
    removeListener(event: string, listener: Listener) {
      const kept = [...this.listeners(event)]
      const index = kept.findLastIndex(
        (each) => each === listener || Reflect.get(each, 'listener') === listener,
      )
      if (index !== -1) kept.splice(index, 1)
      this.listenersByEvent.set(event, kept)
      return this
    }
    removeAllListeners(event?: string) {
      if (event === undefined) this.listenersByEvent.clear()
      else this.listenersByEvent.delete(event)
      return this
    }
    listeners(event: string) {
      return this.listenersByEvent.get(event) ?? []
    }
    listenerCount(event: string) {
      return this.listeners(event).length
    }
    emit(event: string, ...values: unknown[]) {
      for (const listener of this.listeners(event)) listener.apply(this, values)
      return this.listenerCount(event) > 0
    }
    addListener(event: string, listener: Listener) {
      return this.on(event, listener)
    }
    off(event: string, listener: Listener) {
      return this.removeListener(event, listener)
    }
  }

  const waiting = new Map<number, [(value: unknown) => void, (reason: Error) => void]>()
  let lastCall = 0
  const ipcRenderer = Object.assign(new EventEmitter(), {
    send: (channel: string, ...values: unknown[]) => tellMain('send', 0, String(channel), values),
    invoke: (channel: string, ...values: unknown[]) =>
      new Promise((resolve, reject) => {
        lastCall += 1
        tellMain('invoke', lastCall, String(channel), values)
        waiting.set(lastCall, [resolve, reject])
      }),
    sendSync: () => {
      throw new Error('The stand-in does not have electron.ipcRenderer.sendSync')
    },
  })

  Object.defineProperty(globalThis, setup.receiver, {
    value: (text: string) => {
      const [kind, target, content] = codec.decode(text) as [string, number | string, unknown]
      if (kind === 'event') {
        ipcRenderer.emit(String(target), { sender: ipcRenderer, ports: [] }, ...(content as unknown[]))
        return
      }
      const [resolve, reject] = waiting.get(Number(target)) ?? []
      waiting.delete(Number(target))
      if (kind === 'resolve') resolve?.(content)
      else reject?.(new Error(String(content)))
    },
  })

  // DevTools tells titles late or not at all.
  const tellTitle = () => tellMain('title', 0, document.title, location.href)
  document.addEventListener('DOMContentLoaded', () => {
    tellTitle()
    const changes = { subtree: true, childList: true, characterData: true }
    if (document.head) new MutationObserver(tellTitle).observe(document.head, changes)
  })

  const channel = document.createElement('i')
  document.dispatchEvent(new MouseEvent(setup.token, { relatedTarget: channel }))
  const end = makeEnd(channel, 'to-preload', 'to-page')
  let isKeyTaken: unknown = false
  end.onMessage(([kind, answer]) => {
    if (kind === 'exposed') isKeyTaken = answer
  })
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => {
      end.post(['expose', key, end.wrap(api)])
      if (isKeyTaken)
        throw new Error('Cannot bind an API on top of an existing property on the window object')
    },
  }

  const webUtils = {
    getPathForFile: () => {
      throw new Error('The stand-in does not have electron.webUtils.getPathForFile')
    },
  }
  const refuseUnknown = (name: string, known: object) =>
    new Proxy(known, {
      get: (target, key) => {
        if (typeof key === 'symbol' || key in target || key === '__esModule' || key === 'default') {
          return key === 'default' ? target : Reflect.get(target, key)
        }
        throw new Error(`The stand-in does not have ${name}.${String(key)} in a preload`)
      },
    })
  const electron = refuseUnknown('electron', { ipcRenderer, contextBridge, webUtils })
  const modules: Record<string, unknown> = {
    electron,
    'electron/renderer': electron,
    'electron/common': electron,
    events: Object.assign(EventEmitter, { EventEmitter, default: EventEmitter }),
    timers: {
      setTimeout: setTimeout.bind(globalThis),
      clearTimeout: clearTimeout.bind(globalThis),
      setInterval: setInterval.bind(globalThis),
      clearInterval: clearInterval.bind(globalThis),
      setImmediate: (task: Listener, ...values: unknown[]) => setTimeout(task, 0, ...values),
      clearImmediate: clearTimeout.bind(globalThis),
    },
    url: { URL, URLSearchParams },
  }
  const require = (name: string): unknown => {
    const bare = String(name).replace(/^node:/, '')
    if (Object.hasOwn(modules, bare)) return modules[bare]
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  const timers = modules.timers as Record<string, unknown>
  try {
    preload?.(
      require,
      module,
      module.exports,
      { ...setup.process, contextIsolated: true, sandboxed: true, type: 'renderer' },
      globalThis,
      timers.setImmediate,
      timers.clearImmediate,
    )
  } catch (error) {
    tellMain('preload-error', 0, setup.file, error)
  }
}
