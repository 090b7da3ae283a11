// Builds main, preload and renderer into out/, or leaves them be when the sources have not changed since.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runNode } from './child.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { inRoot } from './places.mjs'
import { formatDuration, giveUp, say, warn } from './terminal.mjs'

const sources = ['src', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const outputs = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']
const stampFile = inRoot('out', 'built-from.json')

function* listFiles(place) {
  for (const entry of readdirSync(place, { withFileTypes: true })) {
    const child = path.join(place, entry.name)
    if (entry.isDirectory()) yield* listFiles(child)
    else if (!/\.test\.tsx?$/.test(entry.name)) yield child
  }
}

function fingerprintSources() {
  const hash = createHash('sha256')
  for (const source of sources) {
    const place = inRoot(source)
    if (!existsSync(place)) continue
    const files = path.extname(place) ? [place] : [...listFiles(place)].sort()
    for (const file of files)
      hash.update(path.relative(inRoot(), file)).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex')
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8')).fingerprint
  } catch {
    return null
  }
}

/** Worker files that the built main process names but that were not built. */
function findMissingWorkers() {
  const main = inRoot('out', 'main')
  return [...listFiles(main)].flatMap((file) => {
    const named = readFileSync(file, 'utf8').matchAll(/new URL\(["'](\.[^"']+\.js)["'], import\.meta\.url\)/g)
    return [...named]
      .map((match) => path.resolve(path.dirname(file), match[1]))
      .filter((worker) => !existsSync(worker))
  })
}

/** Builds when the sources differ from what out/ was built from (or always, with `force`); answers success. */
export async function build({ force = false } = {}) {
  const fingerprint = fingerprintSources()
  const complete = outputs.every((output) => existsSync(inRoot(output)))
  if (!force && complete && readStamp() === fingerprint) {
    say('The build in out/ is up to date.')
    return true
  }
  say('Building the app (main, preload, renderer) into out/.')
  const startedAt = Date.now()
  const electronVite = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const code = await runNode([electronVite, 'build', '--logLevel', 'warn'])
  if (code !== 0) return false
  const missing = findMissingWorkers()
  for (const worker of missing)
    warn(`The main process starts ${path.relative(inRoot(), worker)}, which was not built.`)
  if (missing.length > 0) return false
  writeFileSync(stampFile, `${JSON.stringify({ fingerprint })}\n`)
  say(`Built in ${formatDuration(Date.now() - startedAt)}.`)
  return true
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureDependencies()
  if (!(await build({ force: true }))) giveUp('The build failed; the reason is above.')
}
