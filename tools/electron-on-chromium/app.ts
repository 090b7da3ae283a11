// app: the life of the application, from whenReady to the last quit event.
import { EventEmitter } from 'node:events'
import { basename } from 'node:path'
import type { App } from 'electron'
import type { AppEntry } from './app-entry.ts'
import { createAppPaths } from './app-paths.ts'
import { createCommandLine } from './command-line.ts'
import { type Runtime, say } from './runtime.ts'
import { createSingleInstance } from './single-instance.ts'
import { createEvent } from './strict.ts'

/** Windows as app needs to see them. */
export interface QuitSubject {
  close(): void
  once(event: 'closed', listener: () => void): unknown
  destroy(): void
  isDestroyed(): boolean
}

/** app, and what the rest of the stand-in tells it. */
export interface AppModule {
  app: EventEmitter & Partial<App>
  userData(): string
  /** Tells that Chromium runs: emits ready. */
  markReady(): void
  /** Tells that the last window has closed. */
  noteAllClosed(): void
}

/** Makes app for the application at `entry`. */
export function createApp(runtime: Runtime, entry: AppEntry, windows: () => QuitSubject[]): AppModule {
  let name = entry.name
  const paths = createAppPaths(runtime.executable, () => name, runtime.switches.get('user-data-dir'))
  const ready = Promise.withResolvers<void>()
  const languages = preferredLanguages()
  const singleInstance = createSingleInstance(({ argv, workingDirectory, additionalData }) => {
    // Never before ready, as in Electron.
    void ready.promise.then(() =>
      app.emit('second-instance', createEvent({}), argv, workingDirectory, additionalData),
    )
  })

  async function leave(code: number): Promise<never> {
    app.emit('quit', createEvent({}), code)
    const { chromium } = runtime
    if (chromium && chromium.process.exitCode === null) {
      // A closing browser writes its profile; a hanging one is not waited for.
      const gone = new Promise((resolve) => chromium.process.once('exit', resolve))
      chromium.pipe.browser.tell('Browser.close')
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 3000))])
    }
    process.exit(code)
  }

  function finishQuit(): void {
    const event = createEvent({})
    app.emit('will-quit', event)
    if (event.defaultPrevented) {
      runtime.isQuitting = false
      return
    }
    void leave(0)
  }

  function quit(): void {
    if (runtime.isQuitting) return
    const event = createEvent({})
    app.emit('before-quit', event)
    if (event.defaultPrevented) return
    runtime.isQuitting = true
    const open = windows()
    // With windows, noteAllClosed goes on; a window that refuses to close stops the quit.
    for (const window of open) window.close()
    if (open.length === 0) setImmediate(finishQuit)
  }

  const app = Object.assign(new EventEmitter(), {
    name,
    isPackaged: false,
    applicationMenu: null,
    commandLine: createCommandLine(runtime.switches, runtime.appended),
    whenReady: () => ready.promise,
    isReady: () => runtime.isReady,
    quit,
    exit: (code = 0) => {
      for (const window of windows()) window.destroy()
      app.emit('quit', createEvent({}), code)
      process.exit(code)
    },
    relaunch: () => say('app.relaunch is ignored'),
    focus: () => {},
    enableSandbox: () => {},
    disableHardwareAcceleration: () => void runtime.appended.set('disable-gpu', ''),
    setAppUserModelId: () => {},
    setAboutPanelOptions: () => {},
    getVersion: () => entry.version,
    getName: () => name,
    setName: (value: string) => {
      name = value
    },
    getAppPath: () => entry.folder,
    getPath: (path: string) => paths.get(path),
    setPath: (path: string, folder: string) => paths.set(path, folder),
    setAppLogsPath: (path?: string) => path !== undefined && paths.set('logs', path),
    getLocale: () => runtime.switches.get('lang') || (languages[0] ?? 'en-US'),
    getSystemLocale: () => languages[0] ?? 'en-US',
    getLocaleCountryCode: () => new Intl.Locale(languages[0] ?? 'en-US').region ?? '',
    getPreferredSystemLanguages: () => [...languages],
    getAppMetrics: () => [],
    requestSingleInstanceLock: (additionalData: unknown = {}) =>
      singleInstance.request(paths.get('userData'), {
        argv: [...process.argv],
        workingDirectory: process.cwd(),
        additionalData,
      }),
    hasSingleInstanceLock: () => singleInstance.has(),
    releaseSingleInstanceLock: () => singleInstance.release(),
  })

  process.on('exit', () => {
    singleInstance.release()
    runtime.chromium?.process.kill('SIGTERM')
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => (runtime.isQuitting ? process.exit(1) : quit()))
  }

  return {
    app: app as unknown as AppModule['app'],
    userData: () => paths.get('userData'),
    markReady: () => {
      runtime.isReady = true
      // A test driver replaces emit and whenReady, and needs the event first.
      app.emit('ready', createEvent({}), {})
      ready.resolve()
    },
    noteAllClosed: () => {
      if (runtime.isQuitting) finishQuit()
      else if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
      else quit()
    },
  }
}

/** The languages of the person's environment, best first, as BCP 47. */
function preferredLanguages(): string[] {
  const { LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = process.env
  const named = `${LANGUAGE ?? ''}:${LC_ALL || LC_MESSAGES || LANG || ''}`.split(':')
  const tags = named.map((each) =>
    basename(each)
      .replace(/[.@].*$/, '')
      .replaceAll('_', '-'),
  )
  const valid = tags.filter((tag) => tag !== '' && tag !== 'C' && tag !== 'POSIX' && isLanguage(tag))
  return valid.length > 0 ? [...new Set(valid)] : ['en-US']
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}
