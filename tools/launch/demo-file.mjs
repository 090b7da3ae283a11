// Demo directories on disk: generated people as JSON lines, made once per size and kept in .local.
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { runNode } from './child.mjs'
import { inRoot } from './places.mjs'
import { giveUp, say } from './terminal.mjs'

/** How many people `npm start` opens with. */
export const demoCustomers = 3000

/** Makes the demo file of that many customers unless it is there; answers its path. */
export async function ensureDemoFile(customers = demoCustomers) {
  const file = inRoot('.local', customers === demoCustomers ? 'demo.jsonl' : `demo-${customers}.jsonl`)
  if (existsSync(file)) return file
  say(`Making demo data: ${customers.toLocaleString('en')} generated people, Thai and English.`)
  mkdirSync(path.dirname(file), { recursive: true })
  const unfinished = `${file}.unfinished`
  const writer = inRoot('tools', 'demo-data', 'write.ts')
  const code = await runNode([writer, '--customers', String(customers), '--out', unfinished])
  if (code !== 0) giveUp('The demo data could not be made; the reason is above.')
  renameSync(unfinished, file)
  return file
}
