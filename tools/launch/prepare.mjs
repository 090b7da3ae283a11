// Everything a command needs before it can work: dependencies, a runtime, and a display where one is needed.
// Each step says in plain words what it does; nothing is done twice.
import { askProgram } from './child.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { ensureElectronBinary } from './electron-download.mjs'
import { describeRuntime, forcedRuntime, hasDisplay, sandboxObstacle } from './runtime.mjs'
import { ensureChromium, ensureVirtualDisplay, installDebianPackages } from './system-packages.mjs'
import { giveUp, say, warn } from './terminal.mjs'

// What Electron links against that a server without a desktop lacks.
const electronLibraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6']

async function electronStarts(runtime) {
  const ask = () => askProgram(runtime.executable, [...runtime.args, '--version'])
  if (ask().code === 0) return true
  if (process.platform !== 'linux') return false
  await installDebianPackages(electronLibraries, "Electron's own binary")
  return ask().code === 0
}

async function prepareElectron() {
  const runtime = describeRuntime('electron')
  if (!(await electronStarts(runtime))) {
    warn("Electron's own binary is here but does not start on this machine.")
    return null
  }
  if (hasDisplay()) return { ...runtime, wrapper: [], display: 'this screen' }
  const xvfb = await ensureVirtualDisplay()
  if (!xvfb) return null
  return { ...runtime, wrapper: [xvfb, '-a', '-s', '-screen 0 1920x1080x24'], display: 'a virtual display' }
}

async function prepareStandIn() {
  if (process.platform === 'win32') return null
  const chromium = await ensureChromium()
  if (!chromium) return null
  const runtime = describeRuntime('stand-in')
  return { ...runtime, wrapper: [], display: hasDisplay() ? 'this screen' : 'no display (headless)' }
}

function sayRuntime(runtime) {
  if (runtime.kind === 'electron') {
    say(`Runtime: Electron's own binary, on ${runtime.display}.`)
    const obstacle = sandboxObstacle()
    if (obstacle) say(`Chromium's sandbox is off because of ${obstacle}; a packaged app always keeps it on.`)
    return
  }
  say(
    `Runtime: the stand-in for Electron on the system's Chromium, on ${runtime.display}. It is a development tool, not Electron.`,
  )
}

/** Chooses the runtime and makes it ready; ends the tool with one plain message when there is none to be had. */
export async function prepareRuntime({ retryElectron = false } = {}) {
  const forced = forcedRuntime()
  let runtime = null
  if (forced !== 'stand-in' && (await ensureElectronBinary(retryElectron || forced === 'electron'))) {
    runtime = await prepareElectron()
  }
  if (!runtime && forced !== 'electron') runtime = await prepareStandIn()
  if (!runtime) {
    giveUp(
      forced === 'electron'
        ? "Electron's own binary was asked for (REGULARS_RUNTIME=electron) but cannot be had or started here."
        : "There is nothing to run the app on: Electron's binary cannot be downloaded (a mirror can be named in ELECTRON_MIRROR) and there is no Chromium.",
    )
  }
  sayRuntime(runtime)
  return runtime
}

/** Installs the dependencies and makes the runtime ready. */
export async function prepare(options = {}) {
  await ensureDependencies()
  return prepareRuntime(options)
}

/** Wraps a command so that it runs under the runtime's display: answers [program, arguments]. */
export function underDisplay(runtime, command, args) {
  const [wrapper, ...wrapperArgs] = runtime.wrapper
  return wrapper ? [wrapper, [...wrapperArgs, command, ...args]] : [command, args]
}
