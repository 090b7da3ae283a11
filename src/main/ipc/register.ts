// Connects the page's one channel to the dispatch, and main's announcements to every window.
import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { channels } from '../../shared/channels.ts'
import type { EventName, Events } from '../../shared/contract.ts'
import type { Role } from '../../shared/method.ts'
import type { Dispatch } from './dispatch.ts'

/** Registers the call channel; `isOwnAddress` tells the app's own pages from any other. */
export function registerCalls(
  dispatch: Dispatch,
  role: () => Role | null,
  isOwnAddress: (url: string) => boolean,
): void {
  ipcMain.handle(channels.call, (event, method: unknown, args: unknown) =>
    dispatch({ isTrusted: isTrusted(event, isOwnAddress), role: role() }, method, args),
  )
}

function isTrusted(event: IpcMainInvokeEvent, isOwnAddress: (url: string) => boolean): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isOwnAddress(frame.url)
}

/** Sends an event to every open window. */
export function announce<Name extends EventName>(name: Name, payload: Events[Name]): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(channels.event, name, payload)
  }
}
