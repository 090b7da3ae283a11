// `npm run backend`: installs what is missing and runs the development backend (tools/local-supabase) until Ctrl+C.
// Arguments after `--` go to it: --data DIR, --port N, --demo N.
import { runNode } from './child.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { inRoot } from './places.mjs'

await ensureDependencies()
const program = inRoot('tools', 'local-supabase', 'backend.ts')
process.exit(await runNode([program, ...process.argv.slice(2)], { endsItsOwn: true }))
