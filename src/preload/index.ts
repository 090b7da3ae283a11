// The page's only door: two fixed channels, call() and on(). No Electron object and no event object passes through.
import { contextBridge, ipcRenderer } from 'electron'
import { type Bridge, channels } from '../shared/channels.ts'

type Listener = (payload: unknown) => void
const listeners = new Map<string, Set<Listener>>()

ipcRenderer.on(channels.event, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload)
})

const bridge: Bridge = {
  call: (method, args) => ipcRenderer.invoke(channels.call, method, args),
  on: (event, listener) => {
    const heard = listeners.get(event) ?? new Set()
    listeners.set(event, heard)
    heard.add(listener as Listener)
    return () => heard.delete(listener as Listener)
  },
}

contextBridge.exposeInMainWorld('regulars', bridge)
