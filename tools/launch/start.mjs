// `npm start`: installs what is missing, builds, starts a development backend with demo people, opens the app pointed at
// it, and ends everything with the app. With `--alone`, or a file to bring in, the app has no server.
// Arguments after `--` go to the app; paths among them are read from where the command was typed.
import path from 'node:path'
import { ensureBackend } from './backend-beside.mjs'
import { build } from './build.mjs'
import { runProgram } from './child.mjs'
import { ensureDemoFile } from './demo-file.mjs'
import { inRoot } from './places.mjs'
import { prepare, underDisplay } from './prepare.mjs'
import { giveUp, say, takeFlags } from './terminal.mjs'

const pathOptions = ['user-data-dir', 'import', 'demo']

/** Rewrites `--name PATH` and `--name=PATH` to `--name=ABSOLUTE` for the options that take paths. */
function resolvePaths(args, from) {
  const resolved = []
  const waiting = [...args]
  while (waiting.length > 0) {
    const argument = waiting.shift()
    const [, name, , inline] = /^--([a-z-]+)(=(.*))?$/s.exec(argument) ?? []
    if (!pathOptions.includes(name)) {
      resolved.push(argument)
      continue
    }
    const value = inline ?? waiting.shift()
    if (!value) giveUp(`--${name} needs a path after it.`)
    resolved.push(`--${name}=${path.resolve(from, value)}`)
  }
  return resolved
}

const { taken, rest } = takeFlags(process.argv.slice(2), ['retry-electron'])
const args = resolvePaths(rest, process.env.INIT_CWD ?? process.cwd())
const has = (name) => args.some((argument) => argument.startsWith(`--${name}=`))

const runtime = await prepare({ retryElectron: taken.has('retry-electron') })
if (!(await build())) giveUp('The build failed; the reason is above.')
const isAlone = args.includes('--alone') || has('demo') || has('import')
if (isAlone && !has('demo') && !has('user-data-dir') && !has('import')) {
  args.push(`--demo=${await ensureDemoFile()}`)
}
if (isAlone && !args.includes('--alone')) args.push('--alone')
// Two folders: a directory that was never on a server is not mixed with one that is.
if (!has('user-data-dir')) args.push(`--user-data-dir=${inRoot('.local', isAlone ? 'data' : 'counter')}`)
const backend = isAlone || has('server-url') ? null : await ensureBackend()
if (backend) args.push(`--server-url=${backend.url}`, `--server-key=${backend.anonKey}`)

// Behind a virtual display nobody can answer the question whether a key kept in a file will do.
if (runtime.wrapper.length > 0) args.push('--accept-basic-key-store')

const folder = args
  .find((argument) => argument.startsWith('--user-data-dir='))
  .split('=')
  .slice(1)
  .join('=')
say(`Opening Regulars; its data is in ${path.relative(process.cwd(), folder) || '.'}. Ctrl+C here ends it.`)
if (!runtime.display.includes('screen')) {
  say(
    'There is no screen to show it on: the app runs all the same. `npm run tour` writes pictures of every screen to docs/pictures.',
  )
}
const [program, programArgs] = underDisplay(runtime, runtime.executable, [...runtime.args, inRoot(), ...args])
const code = await runProgram(program, programArgs, {
  environment: runtime.environment,
  endsItsOwn: runtime.wrapper.length === 0,
})
await backend?.stop()
say(code === 130 ? 'Ended; nothing is left running.' : `Regulars was closed (exit code ${code}).`)
process.exit(code)
