// The one window, locked down: sandboxed, isolated, without Node, unable to navigate, open windows or ask permissions.
import { join } from 'node:path'
import { app, BrowserWindow, session } from 'electron'

/** Refuses every permission, navigation, new window and webview, for every page there will ever be. */
export function lockDown(isOwnAddress: (url: string) => boolean): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => {
      if (!isOwnAddress(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/** Opens the window on `address` and shows it once there is something to see. */
export function openWindow(address: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 600,
    useContentSize: true,
    show: false,
    title: 'Regulars',
    backgroundColor: '#f5f6f8',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(address)
  return window
}
