// Packs the app around a placeholder where Electron's binary belongs and checks every file that went into app.asar.
// Runs on the project's own Node, after the build.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { extractAll, listPackage } from '@electron/asar'
import { build, Platform } from 'electron-builder'
import { runNode } from './child.mjs'
import { inRoot } from './places.mjs'
import { currentRuntime } from './runtime.mjs'
import { giveUp, say, warn } from './terminal.mjs'

const work = mkdtempSync(path.join(tmpdir(), 'regulars-package-'))
process.on('exit', () => rmSync(work, { recursive: true, force: true }))
if (process.platform !== 'linux') giveUp('The proof without Electron works on Linux only.')

const placeholder = path.join(work, 'electron')
mkdirSync(path.join(placeholder, 'locales'), { recursive: true })
for (const file of ['electron', 'version', 'locales/en-US.pak', 'locales/th.pak']) {
  writeFileSync(path.join(placeholder, file), file === 'electron' ? '#!/bin/sh\nexit 1\n' : '')
}
chmodSync(path.join(placeholder, 'electron'), 0o755)

await build({
  targets: Platform.LINUX.createTarget('dir'),
  projectDir: inRoot(),
  publish: 'never',
  config: {
    electronDist: placeholder,
    // A placeholder has no fuses to set.
    electronFuses: null,
    directories: { output: path.join(work, 'dist') },
  },
})

const archive = path.join(work, 'dist', 'linux-unpacked', 'resources', 'app.asar')
const target = `${process.platform}-${process.arch}`
const allowed = [
  /^package\.json$/,
  /^out\/(main|preload|renderer)\//,
  /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/[\w/-]+\.js)$/,
  new RegExp(`^node_modules/better-sqlite3/prebuilds/${target}\\.node$`),
]
const needed = [
  'package.json',
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'node_modules/better-sqlite3/lib/index.js',
  `node_modules/better-sqlite3/prebuilds/${target}.node`,
]

const entries = listPackage(archive, { isPack: false }).map((entry) =>
  entry.replace(/^[\\/]/, '').replaceAll('\\', '/'),
)
const files = entries.filter((entry) => !entries.some((other) => other.startsWith(`${entry}/`)))
const strangers = files.filter((file) => !allowed.some((pattern) => pattern.test(file)))
const missing = needed.filter((file) => !files.includes(file))
for (const file of strangers) warn(`app.asar holds ${file}, which does not belong there.`)
for (const file of missing) warn(`app.asar lacks ${file}.`)
if (strangers.length + missing.length > 0) process.exit(1)
const unpacked = path.join(
  `${archive}.unpacked`,
  'node_modules',
  'better-sqlite3',
  'prebuilds',
  `${target}.node`,
)
if (!existsSync(unpacked)) giveUp('The native store is inside the archive, where no system can load it.')

// Away from the checkout nothing but the packed files can answer an import.
const app = path.join(work, 'app')
extractAll(archive, app)
const playwright = inRoot('node_modules', '@playwright', 'test', 'cli.js')
const code = await runNode([playwright, 'test', 'packed'], {
  environment: { ...currentRuntime().environment, REGULARS_PACKED_APP: app },
})
if (code !== 0) giveUp('The packed app does not work by itself; the reason is above.')

say(
  `Proven: electron-builder.yml is valid, and app.asar holds the ${files.length} files it should and no other.`,
)
say('Proven: the packed files alone open, save and find, on the stand-in.')
say(`Proven: the native store's only binary in it is ${target}.node, unpacked beside the archive.`)
say('Not proven here: the fuses on a real binary, the installers themselves, signing, Windows and macOS.')
