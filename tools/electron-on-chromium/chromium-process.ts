// Starts the system's Chromium with its DevTools pipe in our hands, and sees to it that it never outlives us.
import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, mkdirSync, readFileSync, readlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { joinFeatures } from './command-line.ts'
import { type DevtoolsPipe, openDevtoolsPipe } from './devtools-pipe.ts'
import { say } from './runtime.ts'

const executableNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

// What an app's window has no use for: first-run pages, background traffic, throttling of hidden windows, bubbles.
const baseSwitches: readonly (readonly [string, string])[] = [
  ['no-first-run', ''],
  ['allow-pre-commit-input', ''],
  ['no-default-browser-check', ''],
  ['no-startup-window', ''],
  ['no-service-autorun', ''],
  ['password-store', 'basic'],
  ['disable-back-forward-cache', ''],
  ['disable-background-networking', ''],
  ['disable-background-timer-throttling', ''],
  ['disable-backgrounding-occluded-windows', ''],
  ['disable-renderer-backgrounding', ''],
  ['disable-breakpad', ''],
  ['disable-component-update', ''],
  ['disable-default-apps', ''],
  ['disable-extensions', ''],
  ['disable-field-trial-config', ''],
  ['disable-search-engine-choice-screen', ''],
  ['disable-sync', ''],
  ['hide-crash-restore-bubble', ''],
  ['disable-features', 'Translate,HttpsUpgrades,MediaRouter,OptimizationHints,PaintHolding'],
]

// Switches given on the command line that are Chromium's business; the others belong to the app.
const passedSwitches = [
  'disable-gpu',
  'enable-logging',
  'force-device-scale-factor',
  'lang',
  'no-sandbox',
  'proxy-server',
  'remote-debugging-port',
  'v',
]

/** How Chromium is started. */
export interface ChromiumOptions {
  profile: string
  isHeadless: boolean
  /** The whole command line's switches, and those the app appended. */
  switches: ReadonlyMap<string, string>
  appended: ReadonlyMap<string, string>
}

/** A Chromium of ours. */
export interface Chromium {
  executable: string
  profile: string
  isHeadless: boolean
  process: ChildProcess
  pipe: DevtoolsPipe
}

/** Whether there is no display to open a window on. */
export function isWithoutDisplay(): boolean {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
}

/** Root may not use Chromium's sandbox; this says so at start. */
export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** The Chromium to use: REGULARS_CHROMIUM, or the first one on the path; throws in plain words when there is none. */
export function findChromium(): string {
  const named = process.env.REGULARS_CHROMIUM
  if (named) return named
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of executableNames) {
      const file = join(folder, name)
      if (isExecutable(file)) return file
    }
  }
  throw new Error(
    'electron-on-chromium found no Chromium. Install one (Debian: apt-get install chromium) or set REGULARS_CHROMIUM to its path.',
  )
}

/**
 * Waits for the Chromium of an earlier start that was killed: it ends a moment after its pipe, and while it still holds the
 * profile another would hand itself over to it and end. Where there is no /proc it is not waited for.
 */
export async function waitForProfile(profile: string): Promise<void> {
  if (!isHeld(profile)) return
  say('an earlier Chromium is still ending; waiting for it')
  const end = Date.now() + 10_000
  while (isHeld(profile) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** Starts Chromium on its own profile. */
export function startChromium(options: ChromiumOptions): Chromium {
  const executable = findChromium()
  mkdirSync(options.profile, { recursive: true })
  const switches = new Map<string, string>(baseSwitches)
  for (const name of passedSwitches) {
    const value = options.switches.get(name)
    if (value !== undefined) switches.set(name, value)
  }
  for (const [name, value] of options.appended) {
    switches.set(name, joinFeatures(name, switches.get(name), value))
  }
  if (options.isHeadless) switches.set('headless', '')
  if (isRoot()) switches.set('no-sandbox', '')
  switches.set('user-data-dir', options.profile)
  switches.set('remote-debugging-pipe', '')
  const words = Array.from(switches, ([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
  const child = spawn(executable, words, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    env: withUtf8(process.env),
  })
  forwardStderr(child.stderr)
  const pipe = openDevtoolsPipe(child.stdio[3] as Writable, child.stdio[4] as Readable)
  return { executable, profile: options.profile, isHeadless: options.isHeadless, process: child, pipe }
}

/** Where no language is set at all, Chromium would take no file whose name is not plain ASCII. */
function withUtf8(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isSet = ['LC_ALL', 'LC_CTYPE', 'LANG'].some((name) => environment[name])
  return isSet ? environment : { ...environment, LANG: 'C.UTF-8' }
}

/** Asks the running Chromium for a window without tabs or address bar: a second start is handed over to it and ends. */
export function openAppWindow(chromium: Chromium, address: string, width: number, height: number): void {
  const words = [
    `--user-data-dir=${chromium.profile}`,
    `--window-size=${width},${height}`,
    `--app=${address}`,
  ]
  if (isRoot()) words.push('--no-sandbox')
  spawn(chromium.executable, words, { stdio: 'ignore' })
}

/** Chromium's own chatter is kept back, except the one line that debuggers wait for (ELECTRON_ENABLE_LOGGING shows all). */
function forwardStderr(stderr: Readable | null): void {
  const isVerbose = Boolean(process.env.ELECTRON_ENABLE_LOGGING)
  let rest = ''
  stderr?.setEncoding('utf8')
  stderr?.on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (isVerbose || line.startsWith('DevTools listening on ')) process.stderr.write(`${line}\n`)
    }
  })
}

/** Chromium's own lock is a link to "host-id"; the id may have been given to another process since. */
function isHeld(profile: string): boolean {
  try {
    const id = readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1)
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(profile)
  } catch {
    return false
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
