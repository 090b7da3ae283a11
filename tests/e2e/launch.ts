// Opens the built app as a person would, on Electron's own binary or on the stand-in, in a folder of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { inRoot } from '../../tools/launch/places.mjs'
import { currentRuntime } from '../../tools/launch/runtime.mjs'

/** An open app: its window's page, its process and the folder its data is in. */
export interface OpenApp {
  readonly app: ElectronApplication
  readonly page: Page
  readonly folder: string
  /** What the page logged as errors or threw, in order; a test that provokes some empties it. */
  readonly pageErrors: string[]
  /** Closes the app as a person would and waits for the process to end. */
  close(): Promise<void>
  /** Ends the process like a power cut. */
  kill(): Promise<void>
}

export interface LaunchOptions {
  /** The data folder; a fresh one unless given. */
  readonly folder?: string
  readonly args?: readonly string[]
  /** Starts as on a new computer, where the set-up screen asks what this directory is to be. */
  readonly asksAtStart?: boolean
  /** How long the window may take, in milliseconds: a large demo directory is read before it opens. */
  readonly patience?: number
  /** The app's folder, when it is not the checkout's build. */
  readonly appFolder?: string
}

const runFolder = mkdtempSync(path.join(tmpdir(), 'regulars-e2e-'))
process.once('exit', () => rmSync(runFolder, { recursive: true, force: true, maxRetries: 5 }))

/** Makes a folder that is gone when this process ends. */
export function makeFolder(): string {
  return mkdtempSync(path.join(runFolder, 'data-'))
}

/** The command line that opens the built app: [program, arguments]. */
export function appCommand(
  folder: string,
  args: readonly string[],
  appFolder = inRoot(),
): [string, string[]] {
  const runtime = currentRuntime()
  if (!runtime.executable) throw new Error('There is no runtime to open the app with; run npm start once.')
  // A test machine has no key store, or one that would ask a person.
  const keyStore = [
    '--accept-basic-key-store',
    ...(process.platform === 'darwin' ? ['--use-mock-keychain'] : []),
  ]
  return [runtime.executable, [...runtime.args, appFolder, `--user-data-dir=${folder}`, ...keyStore, ...args]]
}

/** Opens the app and waits for its window. */
export async function launchApp(options: LaunchOptions = {}): Promise<OpenApp> {
  const folder = options.folder ?? makeFolder()
  const given = options.asksAtStart ? (options.args ?? []) : ['--alone', ...(options.args ?? [])]
  const [executablePath, args] = appCommand(folder, given, options.appFolder)
  const environment = { ...process.env, ...currentRuntime().environment } as Record<string, string>
  delete environment.ELECTRON_RUN_AS_NODE
  delete environment.INIT_CWD
  const app = await _electron.launch({ executablePath, args, env: environment, timeout: 30_000 })
  const page = await app.firstWindow({ timeout: options.patience ?? 30_000 })
  // Chromium drops keys until the page has been painted once, as it does for a person.
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
  const pageErrors: string[] = []
  page.on('pageerror', (error) => pageErrors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text())
  })
  return {
    app,
    page,
    folder,
    pageErrors,
    close: () => app.close(),
    kill: async () => {
      const child = app.process()
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    },
  }
}
