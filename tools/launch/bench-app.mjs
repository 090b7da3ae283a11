// `npm run bench:app`: how fast the built app answers a keystroke, opens, and how much memory it takes,
// at 100,000 customers (or `-- --customers N`). `npm run bench:list-app` does the same for the Customers screen, used for
// `-- --minutes N` (5). The last line printed is one JSON object.
import { build } from './build.mjs'
import { runProgram } from './child.mjs'
import { ensureDemoFile } from './demo-file.mjs'
import { inRoot, projectNode } from './places.mjs'
import { prepare, underDisplay } from './prepare.mjs'
import { giveUp, say } from './terminal.mjs'

function readNumber(flag, otherwise) {
  const at = process.argv.indexOf(flag)
  const value = at < 0 ? otherwise : Number(process.argv[at + 1])
  if (!Number.isSafeInteger(value) || value < 0) giveUp(`${flag} takes a whole number.`)
  return value
}

const customers = readNumber('--customers', 100_000)
const minutes = readNumber('--minutes', 5)
const isList = process.argv.includes('--list')
const runtime = await prepare()
if (!(await build())) giveUp('The build failed; the reason is above.')
const demoFile = await ensureDemoFile(customers)
say(`Measuring the built app at ${customers.toLocaleString('en')} customers.`)
const bench = inRoot('bench', isList ? 'list-app.ts' : 'app.ts')
const [program, args] = underDisplay(runtime, projectNode(), [
  bench,
  demoFile,
  String(customers),
  String(minutes),
])
const environment = { ...runtime.environment, REGULARS_RUNTIME: runtime.kind }
process.exit(await runProgram(program, args, { environment }))
