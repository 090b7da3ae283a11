// The modules that an app touches lightly: nativeTheme, clipboard, shell, Menu, screen, power, net and the like.
import { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Clipboard, NativeTheme, Net, Shell } from 'electron'
import type { WindowList } from './browser-window.ts'
import { createNativeImage } from './native-image.ts'
import { type Runtime, say } from './runtime.ts'
import { refuseUnknown } from './strict.ts'

/** Makes them. */
export function createSmallModules(runtime: Runtime, list: WindowList): Record<string, object> {
  return {
    nativeTheme: refuseUnknown('nativeTheme', createNativeTheme(list)),
    clipboard: refuseUnknown('clipboard', createClipboard()),
    shell: refuseUnknown('shell', createShell()),
    net: refuseUnknown('net', createNet()),
    Menu: createMenuClass(),
    MenuItem: class MenuItem {},
    nativeImage: refuseUnknown('nativeImage', {
      createEmpty: () => createNativeImage(Buffer.alloc(0)),
      createFromBuffer: (png: Buffer) => createNativeImage(png),
    }),
    crashReporter: refuseUnknown('crashReporter', { start: () => {}, addExtraParameter: () => {} }),
    powerMonitor: refuseUnknown(
      'powerMonitor',
      Object.assign(new EventEmitter(), {
        isOnBatteryPower: () => false,
        onBatteryPower: false,
        getSystemIdleTime: () => 0,
        getSystemIdleState: () => 'active',
      }),
    ),
    screen: refuseUnknown('screen', createScreen(runtime)),
  }
}

function createNativeTheme(list: WindowList) {
  let source: NativeTheme['themeSource'] = 'system'
  const theme = new EventEmitter()
  return Object.defineProperties(theme, {
    themeSource: {
      enumerable: true,
      get: () => source,
      set: (value: NativeTheme['themeSource']) => {
        if (!['system', 'light', 'dark'].includes(value))
          throw new TypeError(`Error processing argument ${value}`)
        source = value
        for (const { webContents } of list.open) webContents.emulateColorScheme(value)
        theme.emit('updated')
      },
    },
    // Whether the person's desktop is dark is Chromium's to know; main is told only what the app chose.
    shouldUseDarkColors: { enumerable: true, get: () => source === 'dark' },
    shouldUseHighContrastColors: { enumerable: true, get: () => false },
    shouldUseInvertedColorScheme: { enumerable: true, get: () => false },
    prefersReducedTransparency: { enumerable: true, get: () => false },
    inForcedColorsMode: { enumerable: true, get: () => false },
  })
}

/** A clipboard of this process; the page's own navigator.clipboard is Chromium's. */
function createClipboard(): Pick<Clipboard, 'writeText' | 'readText' | 'clear'> {
  let text = ''
  return {
    writeText: async (value) => {
      text = value
    },
    readText: async () => text,
    clear: () => {
      text = ''
    },
  }
}

function createShell(): Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep'> {
  return {
    openExternal: async (url) => say(`shell.openExternal ${url} (nothing is opened)`),
    openPath: async (path) => {
      say(`shell.openPath ${path} (nothing is opened)`)
      return ''
    },
    showItemInFolder: (path) => say(`shell.showItemInFolder ${path} (nothing is opened)`),
    beep: () => {},
  }
}

function createNet(): Pick<Net, 'fetch' | 'isOnline'> & { online: boolean } {
  return {
    online: true,
    isOnline: () => true,
    fetch: async (input, init) => {
      const url = typeof input === 'string' ? input : input.url
      if (!url.startsWith('file:')) return fetch(input as RequestInfo, init as RequestInit)
      return new Response(new Uint8Array(await readFile(fileURLToPath(url))))
    },
  }
}

function createMenuClass(): object {
  class Menu {
    items: unknown[] = []
    popup(): void {}
    closePopup(): void {}
    append(item: unknown): void {
      this.items.push(item)
    }
    getMenuItemById(): null {
      return null
    }
  }
  return Object.assign(Menu, {
    setApplicationMenu: (menu: unknown) => {
      if (menu !== null) say('menus are not shown, and their accelerators do nothing')
    },
    getApplicationMenu: () => null,
    buildFromTemplate: (template: unknown[]) => Object.assign(new Menu(), { items: template }),
  })
}

function createScreen(runtime: Runtime) {
  const area = { x: 0, y: 0, width: 1920, height: 1080 }
  const factor = Number(runtime.switches.get('force-device-scale-factor') ?? 1)
  const display = {
    id: 1,
    bounds: area,
    workArea: area,
    size: area,
    workAreaSize: area,
    scaleFactor: factor,
    rotation: 0,
  }
  return Object.assign(new EventEmitter(), {
    getPrimaryDisplay: () => display,
    getAllDisplays: () => [display],
    getDisplayMatching: () => display,
    getDisplayNearestPoint: () => display,
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
  })
}
