// The folder a development backend lives in: PostgreSQL's data beside one small file with its secret, keys, port and
// the passwords of its made-up staff. Without a folder everything is temporary.
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { signToken } from './json-web-token.ts'
import { claimsOfKey, type Keys } from './reply.ts'

export interface BackendFacts extends Keys {
  /** The port it listened on last; 0 before the first time. */
  readonly port: number
  /** Passwords of the staff it made, by e-mail. */
  readonly passwords: Readonly<Record<string, string>>
}

export interface DataFolder {
  readonly clusterFolder: string
  readonly facts: BackendFacts
  readonly isNew: boolean
  save(changes: Partial<BackendFacts>): void
  /** Removes a temporary folder; leaves one that was asked for. */
  clean(): void
}

function makeFacts(): BackendFacts {
  const secret = randomBytes(32).toString('base64url')
  const now = Date.now()
  return {
    secret,
    anonKey: signToken(secret, claimsOfKey('anon', now)),
    serviceKey: signToken(secret, claimsOfKey('service_role', now)),
    port: 0,
    passwords: {},
  }
}

function readFacts(file: string): BackendFacts | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BackendFacts) : null
}

/** Opens the folder, making it first where there is none; nothing given takes a temporary one. */
export function openDataFolder(folder?: string): DataFolder {
  const place = folder ? path.resolve(folder) : mkdtempSync(path.join(os.tmpdir(), 'regulars-backend-'))
  mkdirSync(place, { recursive: true })
  // PostgreSQL may run under another account, which has to pass through; what is in here is closed by itself.
  if (!folder) chmodSync(place, 0o711)
  const file = path.join(place, 'backend.json')
  const known = readFacts(file)
  let facts = known ?? makeFacts()
  const write = () => {
    writeFileSync(`${file}.new`, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  if (!known) write()
  return {
    clusterFolder: path.join(place, 'postgres'),
    get facts() {
      return facts
    },
    isNew: known === null,
    save(changes) {
      facts = { ...facts, ...changes }
      write()
    },
    clean() {
      if (!folder) rmSync(place, { recursive: true, force: true })
    },
  }
}
