// Starts a victim, kills it for good (SIGKILL, no clean-up of any kind) and answers what it had said by then.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const victim = fileURLToPath(new URL('./victim.ts', import.meta.url))

const compiled = fileURLToPath(new URL('../../node_modules/.cache/crash-victims', import.meta.url))

/** Hundreds of starts of one program: what was read and stripped of types once is kept. */
export function victimEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_COMPILE_CACHE: compiled }
}

/** The work to give a victim and the moment to end it. */
export interface Killing {
  readonly work: string
  readonly folder: string
  readonly key: Buffer
  /** A file the work is about. */
  readonly file?: string
  /** Kill so many milliseconds after the first line that begins with this. */
  readonly after: string
  readonly delayMs: number
}

/** Runs a victim until it is killed; its complete lines. Rejects when it ends before `after` was said. */
export function killVictim({ work, folder, key, file = '', after, delayMs }: Killing): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [victim, work, folder, key.toString('hex'), file], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: victimEnvironment(),
    })
    let said = ''
    let complaints = ''
    let timeout: NodeJS.Timeout | null = null
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (timeout === null && `\n${said}`.includes(`\n${after}`)) {
        timeout = setTimeout(() => child.kill('SIGKILL'), delayMs)
      }
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text
    })
    child.on('error', reject)
    child.on('close', () => {
      if (timeout === null) reject(new Error(`${work} ended by itself: ${said}${complaints}`))
      clearTimeout(timeout ?? undefined)
      resolve(said.split('\n').slice(0, -1))
    })
  })
}
