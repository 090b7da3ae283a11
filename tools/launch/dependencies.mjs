// Makes sure node_modules holds exactly what package-lock.json asks for, by comparing contents, never dates.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { runProgram } from './child.mjs'
import { inRoot } from './places.mjs'
import { formatDuration, giveUp, say } from './terminal.mjs'

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
  } catch {
    return null
  }
}

/** The first reason why the installed packages are not those of the lock file, in words; null when they are. */
export function findInstallGap() {
  if (!existsSync(inRoot('node_modules'))) return 'nothing is installed yet'
  const installed = readPackages(inRoot('node_modules', '.package-lock.json'))
  if (installed === null) return 'an earlier install did not finish'
  const wanted = readPackages(inRoot('package-lock.json')) ?? {}
  for (const [place, entry] of Object.entries(wanted)) {
    if (place === '' || entry.link) continue
    const present = installed[place]
    if (!present && (entry.optional || entry.devOptional || entry.peer)) continue
    if (!present) return `${place.replace(/^.*node_modules\//, '')} is missing`
    if (present.version !== entry.version) {
      return `${place.replace(/^.*node_modules\//, '')} should be ${entry.version}`
    }
  }
  if (!existsSync(inRoot('node_modules', 'node', 'bin')) && process.platform !== 'win32') {
    return 'the bundled Node is missing'
  }
  return null
}

/** Installs what is missing with `npm ci`; ends the tool with a plain message when that fails. */
export async function ensureDependencies() {
  const gap = findInstallGap()
  if (gap === null) return
  say(`Installing the dependencies with npm (${gap}); this takes a minute or two the first time.`)
  const startedAt = Date.now()
  const npmScript = process.env.npm_execpath
  const insideModules = process.execPath.startsWith(inRoot('node_modules') + path.sep)
  // Windows does not let npm replace the Node that is running this very script.
  const verb = process.platform === 'win32' && insideModules ? 'install' : 'ci'
  const args = [verb, '--no-audit', '--no-fund']
  const code = npmScript
    ? await runProgram(process.env.npm_node_execpath ?? process.execPath, [npmScript, ...args])
    : await runProgram(process.platform === 'win32' ? 'npm.cmd' : 'npm', args)
  if (code !== 0) {
    giveUp(
      "The dependencies could not be installed (see npm's own message above). Check the network and the npm registry, then run the same command again.",
    )
  }
  say(`Dependencies installed in ${formatDuration(Date.now() - startedAt)}.`)
}
