// Electron's start in Electron's order: the -r modules, the app's code, the browser, ready.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findAppEntry } from './app-entry.ts'
import { findChromium, isRoot, isWithoutDisplay, startChromium, waitForProfile } from './chromium-process.ts'
import { readCommandLine } from './command-line.ts'
import { createElectronModule } from './electron-module.ts'
import { installElectronModule } from './module-hooks.ts'
import { createOriginMap } from './origin-map.ts'
import { type Runtime, say } from './runtime.ts'

const folder = import.meta.dirname
const require = createRequire(import.meta.url)

/** Runs the app named on the command line; ends the process in plain words when it cannot. */
export async function start(): Promise<void> {
  try {
    await startApp()
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    process.exit(1)
  }
}

async function startApp(): Promise<void> {
  const executable = join(folder, 'electron')
  const parts = readCommandLine(process.argv.slice(2))
  process.argv.splice(0, 2, executable)
  presentAsElectron(executable)
  const isHeadless = isWithoutDisplay() || parts.switches.has('headless')
  announce(isHeadless)
  const entry = findAppEntry(parts.entry)
  const runtime: Runtime = {
    folder,
    executable,
    switches: parts.switches,
    appended: new Map(),
    isHeadless,
    origins: createOriginMap(),
    chromium: null,
    isReady: false,
    isQuitting: false,
  }
  const electron = createElectronModule(runtime, entry)
  installElectronModule(electron.exports)
  for (const file of parts.preloads) require(file)

  const slow = setTimeout(() => say('the main module is still loading; ready waits for it'), 10_000)
  await import(pathToFileURL(entry.main).href)
  clearTimeout(slow)
  const profile = join(electron.userData(), 'electron-on-chromium')
  if (!runtime.isQuitting) await waitForProfile(profile)
  if (runtime.isQuitting) return

  runtime.chromium = startChromium({
    profile,
    isHeadless,
    switches: runtime.switches,
    appended: runtime.appended,
  })
  const endWithChromium = (reason: string): void => {
    if (runtime.isQuitting) return
    say(`${reason}; so the app ends`)
    process.exit(1)
  }
  runtime.chromium.process.on('exit', (code) => endWithChromium(`Chromium ended by itself (${code})`))
  runtime.chromium.process.on('error', (error) =>
    endWithChromium(`Chromium cannot be started: ${error.message}`),
  )
  try {
    await electron.start()
  } catch (error) {
    // Told to quit while still starting.
    if (!runtime.isQuitting) throw error
  }
}

/** Libraries and the app itself can see which runtime this is. */
function presentAsElectron(executable: string): void {
  const about = JSON.parse(readFileSync(require.resolve('electron/package.json'), 'utf8'))
  const own = { value: '1', enumerable: true }
  const electron = { value: String(about.version), enumerable: true }
  Object.defineProperty(process, 'versions', {
    value: Object.defineProperties({ ...process.versions }, { electron, 'electron-on-chromium': own }),
    enumerable: true,
  })
  Object.assign(process, {
    type: 'browser',
    defaultApp: true,
    resourcesPath: dirname(executable),
    execPath: executable,
  })
}

function announce(isHeadless: boolean): void {
  const notes = [
    isHeadless ? 'no display, so headless' : null,
    isRoot() ? 'running as root, so without Chromium’s sandbox' : null,
  ].filter((note) => note !== null)
  say(
    `a stand-in for Electron ${process.versions.electron} on ${findChromium()}${notes.map((note) => `; ${note}`).join('')}`,
  )
}
