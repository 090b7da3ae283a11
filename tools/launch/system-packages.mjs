// System programs the launch tools may need on Linux: installed on Debian when allowed, else named in one command.
import { existsSync } from 'node:fs'
import { runProgram } from './child.mjs'
import { findOnPath } from './places.mjs'
import { say, warn } from './terminal.mjs'

/** Installs Debian packages when running as root where apt is; says the command otherwise. Answers whether it did. */
export async function installDebianPackages(packages, purpose) {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`
  const onDebian = existsSync('/etc/debian_version') && findOnPath('apt-get') !== null
  if (!onDebian) {
    warn(`${purpose} needs ${packages.join(', ')}; please install them with the system's package manager.`)
    return false
  }
  if (process.getuid?.() !== 0) {
    warn(`${purpose} needs a system package. Run this once, then start again:\n    sudo sh -c '${command}'`)
    return false
  }
  say(`${purpose} needs ${packages.join(', ')}; installing from the system's packages (${command}).`)
  const environment = { DEBIAN_FRONTEND: 'noninteractive' }
  const quiet = { environment, stdio: ['ignore', 'ignore', 'inherit'] }
  await runProgram('apt-get', ['-q', 'update'], quiet)
  const code = await runProgram(
    'apt-get',
    ['-q', 'install', '-y', '--no-install-recommends', ...packages],
    quiet,
  )
  if (code !== 0) warn(`The system's package manager failed (exit code ${code}).`)
  return code === 0
}

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const chromiumPlaces = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The system's Chromium (or Chrome); `REGULARS_CHROMIUM` names another. Null when there is none. */
export function findChromium() {
  const named = process.env.REGULARS_CHROMIUM
  if (named) return existsSync(named) ? named : null
  for (const name of chromiumNames) {
    const found = findOnPath(name)
    if (found) return found
  }
  return chromiumPlaces.find((place) => existsSync(place)) ?? null
}

/** Finds Chromium, installing it where that is allowed; null when it cannot be had. */
export async function ensureChromium() {
  const found = findChromium()
  if (found) return found
  if (process.platform !== 'linux') {
    warn('Neither Electron nor Chromium is here. Install Chromium or Google Chrome, then start again.')
    return null
  }
  await installDebianPackages(['chromium'], 'The stand-in for Electron')
  return findChromium()
}

/** Finds xvfb-run, which gives a machine without a screen a virtual one; null when it cannot be had. */
export async function ensureVirtualDisplay() {
  const found = findOnPath('xvfb-run')
  if (found && findOnPath('Xvfb')) return found
  await installDebianPackages(['xvfb', 'xauth'], 'Electron on a machine without a display')
  return findOnPath('xvfb-run')
}
