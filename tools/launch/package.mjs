// `npm run package`: the installers of this system. Where Electron's own binary cannot be had, it packs the app around
// a placeholder instead, checks what went in, and says plainly what that proves and what it does not.
import { build } from './build.mjs'
import { runNode } from './child.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { ensureElectronBinary } from './electron-download.mjs'
import { inRoot } from './places.mjs'
import { prepareRuntime } from './prepare.mjs'
import { forcedRuntime } from './runtime.mjs'
import { giveUp, say, takeFlags } from './terminal.mjs'

async function packForReal(args) {
  say('Packing the installers of this system into dist/.')
  const builder = inRoot('node_modules', 'electron-builder', 'cli.js')
  const code = await runNode([builder, '--publish', 'never', ...args])
  if (code !== 0) giveUp('Packing failed; the reason is above.')
  say('The installers are in dist/. They are not signed: that needs certificates of your own.')
}

async function packAroundPlaceholder() {
  say(
    "Electron's own binary cannot be had here, so no installer can be made. Proving what can be proven without it.",
  )
  await prepareRuntime()
  const code = await runNode([inRoot('tools', 'launch', 'prove-package.mjs')])
  if (code !== 0) giveUp('The package would not be right; the reason is above.')
}

const { taken, rest } = takeFlags(process.argv.slice(2), ['retry-electron'])
await ensureDependencies()
const canPack = forcedRuntime() !== 'stand-in' && (await ensureElectronBinary(taken.has('retry-electron')))
if (!(await build())) giveUp('The build failed; the reason is above.')
if (canPack) await packForReal(rest)
else await packAroundPlaceholder()
