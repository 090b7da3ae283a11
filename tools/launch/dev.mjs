// `npm run dev`: the app with hot reload; the window follows the renderer, main and preload restart when they change.
import { build } from './build.mjs'
import { runProgram } from './child.mjs'
import { ensureDemoFile } from './demo-file.mjs'
import { inRoot, projectNode } from './places.mjs'
import { prepare, underDisplay } from './prepare.mjs'
import { giveUp, say, takeFlags } from './terminal.mjs'

const { taken, rest } = takeFlags(process.argv.slice(2), ['retry-electron'])
const runtime = await prepare({ retryElectron: taken.has('retry-electron') })
// electron-vite insists on finding the entry before its first watch build has written it.
if (!(await build())) giveUp('The build failed; the reason is above.')
say('Starting with hot reload. Ctrl+C here ends it.')
const electronVite = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
const dataFolder = rest.some((argument) => argument.startsWith('--user-data-dir'))
  ? []
  : [`--user-data-dir=${inRoot('.local', 'data')}`, `--demo=${await ensureDemoFile()}`]
const [program, args] = underDisplay(runtime, projectNode(), [
  electronVite,
  'dev',
  '--watch',
  '--',
  ...runtime.args,
  ...dataFolder,
  ...rest,
])
process.exit(await runProgram(program, args, { environment: runtime.environment }))
