// Demo directories on disk: generated people and the year they lived up to today, as JSON lines, made once a day and size and
// kept in .local.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { runNode } from './child.mjs'
import { inRoot } from './places.mjs'
import { giveUp, say } from './terminal.mjs'

/** How many people `npm start` opens with. */
export const demoCustomers = 3000

/** Today at this computer, YYYY-MM-DD. */
function today() {
  const now = new Date()
  const two = (part) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** Makes the demo file of that many customers, up to today, unless it is there; answers its path. */
export async function ensureDemoFile(customers = demoCustomers) {
  const day = today()
  const file = inRoot('.local', `demo-${customers}-${day}.jsonl`)
  if (existsSync(file)) return file
  say(
    `Making demo data: ${customers.toLocaleString('en')} generated people, Thai and English, and their last year.`,
  )
  mkdirSync(path.dirname(file), { recursive: true })
  const unfinished = `${file}.unfinished`
  const writer = inRoot('tools', 'demo-data', 'write.ts')
  const options = ['--customers', String(customers), '--year', '--out', unfinished]
  const code = await runNode([writer, ...options])
  if (code !== 0) giveUp('The demo data could not be made; the reason is above.')
  const isOlder = (name) => name.startsWith(`demo-${customers}-`) && name.endsWith('.jsonl')
  for (const name of readdirSync(inRoot('.local')).filter(isOlder)) rmSync(inRoot('.local', name))
  renameSync(unfinished, file)
  return file
}
