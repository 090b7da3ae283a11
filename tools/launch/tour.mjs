// `npm run tour`: opens the built app on demo data and writes a picture of every screen, in both languages and themes.
import { build } from './build.mjs'
import { runProgram } from './child.mjs'
import { ensureDemoFile } from './demo-file.mjs'
import { inRoot, projectNode } from './places.mjs'
import { prepare, underDisplay } from './prepare.mjs'
import { giveUp, say } from './terminal.mjs'

const runtime = await prepare()
if (!(await build())) giveUp('The build failed; the reason is above.')
const demoFile = await ensureDemoFile()
say('Going through the screens; the pictures go to docs/pictures.')
const [program, args] = underDisplay(runtime, projectNode(), [
  inRoot('tools', 'tour', 'take-pictures.ts'),
  demoFile,
])
const environment = { ...runtime.environment, REGULARS_RUNTIME: runtime.kind }
const code = await runProgram(program, args, { environment })
if (code !== 0) giveUp('The tour stopped before its end; the reason is above.')
