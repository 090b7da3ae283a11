// One page's preload: injected into an isolated world of each document, and linked to main by a binding only that world has.
import { randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { Script } from 'node:vm'
import type { Protocol, Session } from './devtools-pipe.ts'
import { createCloneCodec } from './page/clone-codec.ts'
import { createBridgeEnd, receiveBridge } from './page/context-bridge.ts'
import { type PreloadSetup, runPreload } from './page/preload-world.ts'

const worldName = 'Electron Isolated Context'

/** The way to the preload of the current document. */
export interface PageLink {
  /** Reads the preload again if its file has changed, for the next document. */
  refresh(): Promise<void>
  /** Hands text to the preload world of the current document; false when there is none. */
  post(text: string): boolean
}

/** Hears the preload’s world. */
export interface PageListeners {
  /** Gets what the preload world sends, with a way to answer it. */
  onText(text: string, reply: (text: string) => void): void
  /** Gets a preload that cannot be read or parsed. */
  onError(file: string, error: unknown): void
}

/** Injects the preload into every document to come and listens to it. */
export async function linkPage(
  session: Session,
  preloadFile: string | undefined,
  listeners: PageListeners,
): Promise<PageLink> {
  const suffix = randomBytes(8).toString('hex')
  const setup: PreloadSetup = {
    token: `bridge-${suffix}`,
    binding: `toMain_${suffix}`,
    receiver: `fromMain_${suffix}`,
    file: preloadFile ?? '',
    process: describeProcess(),
  }
  const worlds = new Map<number, Protocol.Runtime.ExecutionContextDescription>()
  const injected = { identifier: '', changedAt: 0 }
  let current: number | null = null

  const postTo = (context: number, text: string): void =>
    session.tell('Runtime.callFunctionOn', {
      executionContextId: context,
      functionDeclaration: `function (text) { ${setup.receiver}(text) }`,
      arguments: [{ value: text }],
      silent: true,
    })

  async function inject(): Promise<void> {
    injected.changedAt = changedAt(setup.file)
    const source = buildWorldSource(setup, readPreload(preloadFile, listeners))
    const { identifier } = await session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName })
    injected.identifier = identifier
  }

  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name === worldName) worlds.set(context.id, context)
  })
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    worlds.delete(executionContextId)
    if (current === executionContextId) current = null
  })
  session.on('Runtime.executionContextsCleared', () => {
    worlds.clear()
    current = null
  })
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== setup.binding || !worlds.has(executionContextId)) return
    if (payload === 'hello') current = executionContextId
    else listeners.onText(payload, (text) => postTo(executionContextId, text))
  })

  await Promise.all([
    session.send('Runtime.enable'),
    session.send('Runtime.addBinding', { name: setup.binding, executionContextName: worldName }),
    session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(${receiveBridge})(${createBridgeEnd}, ${JSON.stringify(setup.token)})`,
    }),
    inject(),
  ])
  return {
    refresh: async () => {
      if (preloadFile === undefined || changedAt(preloadFile) === injected.changedAt) return
      await session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier: injected.identifier })
      await inject()
    },
    post: (text) => {
      if (current === null) return false
      postTo(current, text)
      return true
    },
  }
}

/** The preload as a function of its surroundings; "null" when there is none or it cannot be parsed. */
function readPreload(file: string | undefined, listeners: PageListeners): string {
  if (file === undefined) return 'null'
  const names = 'require, module, exports, process, global, setImmediate, clearImmediate'
  try {
    const source = `(function (${names}) {${readFileSync(file, 'utf8')}\n})`
    new Script(source, { filename: file })
    return source
  } catch (error) {
    listeners.onError(file, error)
    return 'null'
  }
}

function changedAt(file: string): number {
  return file === '' ? 0 : (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
}

function buildWorldSource(setup: PreloadSetup, preload: string): string {
  return [
    `if (window === window.top) ${setup.binding}('hello');`,
    `(${runPreload})((${createCloneCodec})(), ${createBridgeEnd}, ${JSON.stringify(setup)}, ${preload})`,
    `//# sourceURL=${setup.file || 'preload'}`,
  ].join('\n')
}

function describeProcess(): Record<string, unknown> {
  const { platform, arch, version, versions, env, execPath, pid } = process
  return {
    platform,
    arch,
    version,
    versions: { ...versions },
    env: { ...env },
    execPath,
    pid,
    argv: [execPath],
  }
}
