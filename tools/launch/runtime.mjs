// Which runtime the app runs on: Electron's own binary where it is, else the stand-in on the system's Chromium.
// REGULARS_RUNTIME=electron or =stand-in decides for everyone; otherwise what is installed does.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from './places.mjs'

/** The folder that takes the place of Electron's own when its binary cannot be had. */
export const standInFolder = inRoot('tools', 'electron-on-chromium')

/** Version of the electron package that is installed; null before the dependencies are. */
export function electronVersion() {
  try {
    return JSON.parse(readFileSync(inRoot('node_modules', 'electron', 'package.json'), 'utf8')).version
  } catch {
    return null
  }
}

/** Path of Electron's own binary, or null while it has not been downloaded. */
export function findElectronBinary() {
  try {
    const folder = inRoot('node_modules', 'electron')
    const binary = path.join(folder, 'dist', readFileSync(path.join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(binary) ? binary : null
  } catch {
    return null
  }
}

/** The runtime asked for by REGULARS_RUNTIME, or null. */
export function forcedRuntime() {
  const forced = process.env.REGULARS_RUNTIME
  if (!forced) return null
  if (forced === 'electron' || forced === 'stand-in') return forced
  throw new Error(`REGULARS_RUNTIME is "${forced}"; it may be "electron" or "stand-in".`)
}

/** Whether this machine has a screen to show windows on. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** Why Chromium's sandbox cannot work here (Linux only), in words; null when it can. */
export function sandboxObstacle() {
  if (process.platform !== 'linux') return null
  if (process.getuid?.() === 0) return 'running as root'
  try {
    const restricted = readFileSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', 'utf8').trim()
    if (restricted === '1') return 'this system restricts user namespaces'
  } catch {
    // Systems without that switch do not restrict them.
  }
  return null
}

/** Describes a runtime: what to execute, with which arguments and environment. */
export function describeRuntime(kind) {
  if (kind === 'electron') {
    return {
      kind,
      executable: findElectronBinary(),
      args: sandboxObstacle() ? ['--no-sandbox'] : [],
      environment: {},
    }
  }
  const executable = path.join(standInFolder, 'electron')
  return {
    kind,
    executable,
    args: [],
    environment: { ELECTRON_OVERRIDE_DIST_PATH: standInFolder, ELECTRON_EXEC_PATH: executable },
  }
}

/** The runtime as things stand now, without installing anything. */
export function currentRuntime() {
  return describeRuntime(forcedRuntime() ?? (findElectronBinary() ? 'electron' : 'stand-in'))
}
