// ipcMain: what pages call and send, answered as Electron answers it, errors included.
import { EventEmitter } from 'node:events'
import type { IpcMain } from 'electron'
import { createCloneCodec } from './page/clone-codec.ts'

type Handler = Parameters<IpcMain['handle']>[1]

/** Who sent a message, as `event.sender` and `event.senderFrame`. */
export interface IpcSender {
  sender: object
  senderFrame: object
}

/** ipcMain, and the door for what pages send. */
export interface IpcModule {
  ipcMain: EventEmitter & Pick<IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>
  /** Handles one message from a page; `reply` carries the answer of an invoke back, `onNotice` gets the rest. */
  receive(text: string, from: IpcSender, reply: (text: string) => void, onNotice: NoticeListener): void
}

/** What the preload world tells of itself: `preload-error` (file, error) and `title` (title, address). */
export type NoticeListener = (kind: string, subject: string, content: unknown) => void

const codec = createCloneCodec()

/** The text that makes the preload's ipcRenderer emit `channel`; throws "An object could not be cloned." */
export function encodeEvent(channel: string, values: readonly unknown[]): string {
  return codec.encode(['event', channel, values])
}

/** Makes ipcMain. */
export function createIpcMain(): IpcModule {
  const handlers = new Map<string, Handler>()

  const handle: IpcMain['handle'] = (channel, handler) => {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    if (typeof handler !== 'function') throw new TypeError(`Expected handler to be a function`)
    handlers.set(channel, handler)
  }
  const removeHandler = (channel: string) => void handlers.delete(channel)
  const ipcMain = Object.assign(new EventEmitter(), {
    handle,
    handleOnce: (channel: string, handler: Handler) =>
      handle(channel, (event, ...values) => {
        removeHandler(channel)
        return handler(event, ...values)
      }),
    removeHandler,
  })

  async function invoke(from: IpcSender, channel: string, values: unknown[]): Promise<unknown> {
    const handler = handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    const event = { type: 'frame', processId: 1, frameId: 1, ...from }
    return handler(event as unknown as Electron.IpcMainInvokeEvent, ...values)
  }

  return {
    ipcMain,
    receive: (text, from, reply, onNotice) => {
      const [kind, id, channel, content] = codec.decode(text) as [string, number, string, unknown]
      if (kind === 'send') {
        const event = {
          type: 'frame',
          processId: 1,
          frameId: 1,
          ports: [],
          returnValue: undefined,
          reply: (name: string, ...values: unknown[]) => reply(encodeEvent(name, values)),
          ...from,
        }
        ipcMain.emit(channel, event, ...(content as unknown[]))
      } else if (kind !== 'invoke') {
        onNotice(kind, channel, content)
      } else {
        invoke(from, channel, content as unknown[])
          .then((result) => codec.encode(['resolve', id, result]))
          .catch((error) =>
            codec.encode(['reject', id, `Error invoking remote method '${channel}': ${error}`]),
          )
          .then(reply)
      }
    },
  }
}
