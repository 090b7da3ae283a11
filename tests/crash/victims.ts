// Starts counters that are to be killed, one ahead so that it is ready when its turn comes, and kills them for good (SIGKILL,
// no clean-up of any kind) once they are where they were told to stop.
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

import { victimEnvironment } from './kill-victim.ts'

type Victim = ChildProcessByStdio<Writable, Readable, Readable>

export interface Victims {
  /**
   * Gives the next victim its task and kills it so many milliseconds after a line that begins with `after`; resolves with all
   * that it said, line by line. Rejects when it ended by itself.
   */
  kill(task: unknown, after: string, delayMs: number): Promise<string[]>
  /** Ends the one that is ready and has no task. */
  close(): void
}

/** Makes victims of one program, which reads its task from its first line of input. */
export function createVictims(program: string): Victims {
  const start = (): Victim =>
    spawn(process.execPath, [fileURLToPath(new URL(program, import.meta.url))], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: victimEnvironment(),
    })
  let ready = start()
  return {
    kill(task, after, delayMs) {
      const victim = ready
      ready = start()
      return killOne(victim, task, after, delayMs)
    },
    close: () => void ready.kill('SIGKILL'),
  }
}

function killOne(victim: Victim, task: unknown, after: string, delayMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let said = ''
    let complaints = ''
    let timeout: NodeJS.Timeout | null = null
    victim.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (timeout !== null || !`\n${said}`.includes(`\n${after}`)) return
      if (delayMs === 0) victim.kill('SIGKILL')
      timeout = setTimeout(() => victim.kill('SIGKILL'), delayMs)
    })
    victim.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text
    })
    victim.on('error', reject)
    // It may end before it has read its task; its complaints tell why.
    victim.stdin.on('error', () => undefined)
    victim.on('close', () => {
      if (timeout === null) reject(new Error(`the victim ended by itself: ${said}${complaints}`))
      clearTimeout(timeout ?? undefined)
      resolve(said.split('\n').slice(0, -1))
    })
    victim.stdin.end(`${JSON.stringify(task)}\n`)
  })
}
