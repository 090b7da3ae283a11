// `npm run bench:app`: how fast the built app answers a keystroke, opens, and how much memory it takes,
// at 100,000 customers (or `-- --customers N`). The last line printed is one JSON object.
import { build } from './build.mjs'
import { runProgram } from './child.mjs'
import { ensureDemoFile } from './demo-file.mjs'
import { inRoot, projectNode } from './places.mjs'
import { prepare, underDisplay } from './prepare.mjs'
import { giveUp, say } from './terminal.mjs'

const at = process.argv.indexOf('--customers')
const customers = at < 0 ? 100_000 : Number(process.argv[at + 1])
if (!Number.isSafeInteger(customers) || customers < 1) giveUp('--customers takes a whole number.')
const runtime = await prepare()
if (!(await build())) giveUp('The build failed; the reason is above.')
const demoFile = await ensureDemoFile(customers)
say(`Measuring the built app at ${customers.toLocaleString('en')} customers.`)
const bench = inRoot('bench', 'app.ts')
const [program, args] = underDisplay(runtime, projectNode(), [bench, demoFile, String(customers)])
const environment = { ...runtime.environment, REGULARS_RUNTIME: runtime.kind }
process.exit(await runProgram(program, args, { environment }))
