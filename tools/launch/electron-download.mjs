// Fetches Electron's own binary once, with patience that ends: a machine that cannot reach the download
// is remembered, so that the next start does not wait again.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { askProgram, runNode } from './child.mjs'
import { inRoot, projectNode } from './places.mjs'
import { electronVersion, findElectronBinary } from './runtime.mjs'
import { say } from './terminal.mjs'

const firstByteMilliseconds = 20_000
const memoryFile = inRoot('node_modules', '.cache', 'regulars-runtime.json')

function readMemory() {
  try {
    return JSON.parse(readFileSync(memoryFile, 'utf8'))
  } catch {
    return null
  }
}

function remember(failure) {
  mkdirSync(path.dirname(memoryFile), { recursive: true })
  writeFileSync(memoryFile, `${JSON.stringify(failure, null, 2)}\n`)
}

// Runs in the project's Node so that proxies set in the environment are honoured.
const probe = `
const mirror = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror
const base = mirror || 'https://github.com/electron/electron/releases/download/v'
const url = (mirror ? mirror.replace(/\\/?$/, '/') + 'v' : base) + process.argv[1] + '/SHASUMS256.txt'
fetch(url, { signal: AbortSignal.timeout(${firstByteMilliseconds}) })
  .then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))
`

function isReachable(version) {
  const result = askProgram(projectNode(), ['-e', probe, version], firstByteMilliseconds + 5000, {
    NODE_USE_ENV_PROXY: '1',
  })
  return result.code === 0
}

function hasCachedDownload() {
  const folder = process.env.electron_config_cache
  return Boolean(folder && existsSync(folder) && readdirSync(folder).length > 0)
}

/** Tries to get Electron's binary; answers its path, or null with the reason said. `retry` forgets earlier failures. */
export async function ensureElectronBinary(retry = false) {
  const present = findElectronBinary()
  if (present) return present
  const version = electronVersion()
  if (retry) rmSync(memoryFile, { force: true })
  const memory = readMemory()
  if (memory && memory.version === version) {
    say(
      `Electron's own binary could not be downloaded on ${memory.failedAt.slice(0, 10)}; not trying again (add --retry-electron to do so).`,
    )
    return null
  }
  if (!hasCachedDownload()) {
    say("Looking whether Electron's own binary can be downloaded (at most 20 s).")
    if (!isReachable(version)) {
      remember({ version, failedAt: new Date().toISOString(), reason: 'the download cannot be reached' })
      say('It cannot: the download is not reachable from here.')
      return null
    }
  }
  say(`Downloading Electron ${version} (about 120 MB, once).`)
  const code = await runNode([inRoot('node_modules', 'electron', 'install.js')], {
    environment: { NODE_USE_ENV_PROXY: '1' },
  })
  const installed = findElectronBinary()
  if (code === 0 && installed) return installed
  remember({ version, failedAt: new Date().toISOString(), reason: 'the download failed' })
  return null
}
