// The whole app but its window: the directory with its sync thread, somebody signed in by PIN, and tokens kept in a file.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { ReadDb } from '../../src/main/db/handle.ts'
import { startDirectory } from '../../src/main/directory.ts'
import type { TokenVault } from '../../src/main/session/server.ts'
import type { RemoteSession } from '../../src/main/sync/remote.ts'
import type { ArgsOf, MethodName, ResultOf } from '../../src/shared/contract.ts'
import { workers } from './newcomer.ts'
import { describeSaved, planWork, type Saved } from './work.ts'

/** All that another process needs to start the same app. */
export interface AppSeat {
  readonly folder: string
  /** 32 bytes in hexadecimal. */
  readonly key: string
  readonly pin: string
}

export interface App {
  call<Name extends MethodName>(method: Name, args: ArgsOf<Name>): Promise<ResultOf<Name>>
  close(): Promise<void>
}

/** Starts the app; nobody has entered a PIN yet. */
export async function startApp({ folder, key }: AppSeat): Promise<App> {
  const directory = await startDirectory({
    folder,
    key: Buffer.from(key, 'hex'),
    workers,
    version: '1.0.0',
    runtime: 'test',
    vault: openFileVault(path.join(folder, 'tokens.json')),
    commandLine: { importFile: null, demoFile: null },
    randomBytes,
    announce: () => undefined,
    chooseImportFile: async () => null,
    chooseSavePath: async () => null,
    reportFailure: (method, error) => {
      throw new Error(`${method} failed`, { cause: error })
    },
  })
  return {
    async call(method, args) {
      const reply = await directory.dispatch({ isTrusted: true, role: directory.role() }, method, args)
      if (!reply.ok) throw new Error(`${method}: ${reply.error.code}`)
      return reply.value as ResultOf<typeof method>
    },
    close: directory.close,
  }
}

/** Has whoever is known on this counter come back to work. */
export async function enterPin(app: App, { pin }: AppSeat): Promise<void> {
  const { people } = await app.call('session.get', {})
  const [person] = people
  if (!person) throw new Error('nobody is known on this counter')
  await app.call('session.enterPin', { staffId: person.id, pin })
}

/** Tokens in plain text: these are of a backend that is gone when the test is. */
function openFileVault(file: string): TokenVault {
  const tokens = new Map<string, RemoteSession>(
    fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as [string, RemoteSession][]) : [],
  )
  const write = async () => {
    fs.writeFileSync(`${file}.new`, JSON.stringify([...tokens]))
    fs.renameSync(`${file}.new`, file)
  }
  return {
    ids: () => [...tokens.keys()],
    read: (staffId) => tokens.get(staffId) ?? null,
    keep: (staffId, session) => {
      tokens.set(staffId, session)
      return write()
    },
    forget: (staffId) => {
      tokens.delete(staffId)
      return write()
    },
  }
}

/** Saves something as the page does; `reader` is another connection to the same store. */
export async function saveInApp(app: App, reader: ReadDb, random: () => number): Promise<Saved> {
  const command = planWork(reader, random)
  const { kind, ...args } = command
  // The commands of work are methods by the same names and arguments.
  const card = await app.call(kind, args as ArgsOf<typeof kind>)
  return describeSaved(reader, command, card.id)
}
