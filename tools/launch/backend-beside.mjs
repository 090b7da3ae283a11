// The development backend beside the app: started and filled with demo people, or found running already.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { runNode } from './child.mjs'
import { demoCustomers } from './demo-file.mjs'
import { inRoot } from './places.mjs'
import { giveUp, say } from './terminal.mjs'

const folder = inRoot('.local-supabase')
const factsFile = path.join(folder, 'running.json')
const patience = 120_000

function readFacts() {
  try {
    return JSON.parse(readFileSync(factsFile, 'utf8'))
  } catch {
    return null
  }
}

async function answers({ url, anonKey }) {
  try {
    const response = await fetch(`${url}/auth/v1/health`, {
      headers: { apikey: anonKey },
      signal: AbortSignal.timeout(3000),
    })
    return response.ok
  } catch {
    return false
  }
}

function saySignIns({ url, staff }) {
  say(`The development backend is at ${url}; it stands in for a Supabase project on this computer only.`)
  say('Sign in with one of these:')
  const width = Math.max(...staff.map(({ email }) => email.length))
  for (const { email, password, role, name } of staff) {
    console.log(`    ${email.padEnd(width)}  ${password}  ${role === 'staff' ? 'front desk' : role}, ${name}`)
  }
}

/** Answers where the backend is ({url, anonKey}) and how to end it; one that ran already is left running. */
export async function ensureBackend() {
  const running = readFacts()
  if (running && (await answers(running))) {
    say('Using the development backend that is running already; it ends with whoever started it.')
    saySignIns(running)
    return { ...running, stop: async () => {} }
  }
  say(
    existsSync(folder)
      ? 'Starting the development backend on the data of last time (.local-supabase).'
      : `Starting a development backend with ${demoCustomers.toLocaleString('en')} generated people (.local-supabase).`,
  )
  let child = null
  let isEnded = false
  const program = inRoot('tools', 'local-supabase', 'backend.ts')
  const ending = runNode([program, '--data', folder, '--demo', String(demoCustomers), '--facts', factsFile], {
    endsItsOwn: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    onStarted: (started) => {
      child = started
    },
  }).finally(() => {
    isEnded = true
  })
  for (const end = Date.now() + patience; Date.now() < end && !isEnded; await wait(50)) {
    const facts = readFacts()
    if (!facts || facts.pid !== child?.pid) continue
    saySignIns(facts)
    return {
      ...facts,
      async stop() {
        child?.kill('SIGTERM')
        await ending
      },
    }
  }
  return giveUp(
    'The development backend did not start; the reason is above. `npm start -- --alone` opens the app without one.',
  )
}
