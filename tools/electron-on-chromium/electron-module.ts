// Everything `electron` exports, put together; what the stand-in lacks is there too and throws when used.
import type { EventEmitter } from 'node:events'
import { createApp } from './app.ts'
import type { AppEntry } from './app-entry.ts'
import { createBrowserWindowClass, type StandInWindow, type WindowList } from './browser-window.ts'
import { createDialog } from './dialog.ts'
import { createIpcMain } from './ipc-main.ts'
import { createProtocol } from './protocol.ts'
import type { Runtime } from './runtime.ts'
import { createSafeStorage } from './safe-storage.ts'
import { createSession } from './session.ts'
import { createSmallModules } from './small-modules.ts'
import { refuseAll, refuseUnknown } from './strict.ts'
import { type Targets, watchTargets } from './targets.ts'

const missing = [
  'BaseWindow',
  'BrowserView',
  'ImageView',
  'MessageChannelMain',
  'Notification',
  'ShareMenu',
  'TouchBar',
  'Tray',
  'View',
  'WebContentsView',
  'autoUpdater',
  'contentTracing',
  'desktopCapturer',
  'globalShortcut',
  'inAppPurchase',
  'netLog',
  'powerSaveBlocker',
  'pushNotifications',
  'sharedTexture',
  'systemPreferences',
  'utilityProcess',
  'webFrameMain',
]

/** The whole module and the way to start it. */
export interface ElectronModule {
  exports: Record<string, unknown>
  app: EventEmitter
  userData(): string
  /** Connects the modules to the running Chromium, then makes the app ready. */
  start(): Promise<void>
}

/** Builds the module for one app. */
export function createElectronModule(runtime: Runtime, entry: AppEntry): ElectronModule {
  let targets: Targets | null = null
  const ipc = createIpcMain()
  const protocol = createProtocol(runtime)
  const { app, userData, markReady, noteAllClosed } = createApp(runtime, entry, () => list.open)
  const session = createSession(runtime, protocol.protocol, userData)
  const list: WindowList = {
    open: [],
    focused: null,
    lastId: 0,
    setup: {
      runtime,
      ipc,
      session: session.defaultSession,
      targets: () => {
        if (!targets) throw new Error('Chromium is not running')
        return targets
      },
      onContents: (contents) => app.emit('web-contents-created', {}, contents),
      onCreated: (window) => app.emit('browser-window-created', {}, window),
      onClosed: () => {
        if (list.open.length === 0) noteAllClosed()
      },
      beforeOpen: (contents) => session.applyPermissions(contents),
    },
  }
  const byTarget = (targetId: string | undefined): StandInWindow | undefined =>
    list.open.find((each) => each.webContents.targetId === targetId)

  const exports: Record<string, unknown> = {
    app: refuseUnknown('app', app),
    BrowserWindow: createBrowserWindowClass(list),
    ipcMain: refuseUnknown('ipcMain', ipc.ipcMain),
    protocol: refuseUnknown('protocol', protocol.protocol),
    session: session.session,
    safeStorage: createSafeStorage(() => runtime.isReady),
    dialog: refuseUnknown(
      'dialog',
      createDialog(runtime, list, (name) => app.getPath?.(name as 'downloads') ?? ''),
    ),
    webContents: refuseUnknown('webContents', {
      getAllWebContents: () => list.open.map((each) => each.webContents),
      getFocusedWebContents: () => list.focused?.webContents ?? null,
      fromId: (id: number) => list.open.find((each) => each.webContents.id === id)?.webContents,
      fromDevToolsTargetId: (targetId: string) => byTarget(targetId)?.webContents,
    }),
    ...createSmallModules(runtime, list),
  }
  for (const name of missing) exports[name] = refuseAll(name)

  return {
    exports,
    app,
    userData,
    start: async () => {
      if (!runtime.chromium) throw new Error('Chromium is not running')
      targets = await watchTargets(runtime.chromium)
      await protocol.serve(
        runtime.chromium.pipe.browser,
        (frameId, url) => byTarget(frameId)?.webContents.mayNavigate(frameId, url) ?? Promise.resolve(true),
      )
      markReady()
    },
  }
}
