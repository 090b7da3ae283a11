// protocol.registerSchemesAsPrivileged and protocol.handle: the app's own Response objects answer intercepted requests.
// Also the gate every page navigation passes, so that will-navigate can refuse it.
import type { CustomScheme, Protocol as ElectronProtocol } from 'electron'
import type { Protocol, Session } from './devtools-pipe.ts'
import { type Runtime, say } from './runtime.ts'

type Handler = Parameters<ElectronProtocol['handle']>[1]
type PausedRequest = Protocol.Fetch.requestPausedPayload

export interface ProtocolModule {
  protocol: Pick<
    ElectronProtocol,
    'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'
  >
  /** Starts answering, once Chromium runs; `mayNavigate` is asked for every document request, by frame. */
  serve(browser: Session, mayNavigate: (frameId: string, url: string) => boolean): Promise<void>
}

/** Makes the module. */
export function createProtocol(runtime: Runtime): ProtocolModule {
  const privileged = new Map<string, CustomScheme['privileges']>()
  const handlers = new Map<string, Handler>()

  async function answer(browser: Session, paused: PausedRequest): Promise<void> {
    const { requestId } = paused
    const url = runtime.origins.toApp(paused.request.url)
    const handler = handlers.get(url.slice(0, url.indexOf(':')))
    if (!handler) {
      browser.tell('Fetch.failRequest', { requestId, errorReason: 'AddressUnreachable' })
      return
    }
    try {
      const response = await handler(describeRequest(runtime, url, paused.request))
      if (response.type === 'error') throw new Error(`the handler of ${url} answered Response.error()`)
      browser.tell('Fetch.fulfillRequest', {
        requestId,
        responseCode: response.status,
        responseHeaders: translateHeaders(runtime, response.headers),
        body: Buffer.from(await response.arrayBuffer()).toString('base64'),
      })
    } catch (error) {
      say(`protocol.handle: ${error instanceof Error ? error.stack : error}`)
      browser.tell('Fetch.failRequest', { requestId, errorReason: 'Failed' })
    }
  }

  return {
    protocol: {
      registerSchemesAsPrivileged: (schemes) => {
        if (runtime.isReady) {
          throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
        }
        for (const { scheme, privileges } of schemes) {
          privileged.set(scheme, privileges)
          runtime.origins.declare(scheme)
        }
      },
      handle: (scheme, handler) => {
        const privileges = privileged.get(scheme)
        if (!privileges?.standard || !privileges.secure) {
          throw new Error(
            `The stand-in serves ${scheme}: only when it was registered as a standard and secure scheme before ready`,
          )
        }
        if (handlers.has(scheme))
          throw new Error('Failed to register protocol: the scheme has been registered')
        handlers.set(scheme, handler)
      },
      unhandle: (scheme) => {
        if (!handlers.delete(scheme))
          throw new Error('Failed to unregister protocol: the scheme is not registered')
      },
      isProtocolHandled: (scheme) =>
        handlers.has(scheme) || ['http', 'https', 'file', 'data'].includes(scheme),
    },
    serve: async (browser, mayNavigate) => {
      browser.on('Fetch.requestPaused', (paused) => {
        const { requestId } = paused
        const isOurs = /^https:\/\/[^/?#]+\.invalid(?=[/?#]|$)/.test(paused.request.url)
        if (paused.resourceType === 'Document' && !mayNavigate(paused.frameId, paused.request.url)) {
          browser.tell('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
        } else if (isOurs) {
          void answer(browser, paused)
        } else {
          browser.tell('Fetch.continueRequest', { requestId })
        }
      })
      await browser.send('Fetch.enable', {
        patterns: [{ urlPattern: 'https://*.invalid/*' }, { urlPattern: '*', resourceType: 'Document' }],
      })
    },
  }
}

function describeRequest(runtime: Runtime, url: string, request: Protocol.Network.Request): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    const isAddress = /^(origin|referer)$/i.test(name)
    headers.set(name, isAddress ? runtime.origins.toApp(value) : value)
  }
  const parts = (request.postDataEntries ?? []).map((entry) => Buffer.from(entry.bytes ?? '', 'base64'))
  const body = request.hasPostData ? { body: Buffer.concat(parts) } : {}
  return new Request(url, { method: request.method, headers, ...body })
}

function translateHeaders(runtime: Runtime, headers: Headers): { name: string; value: string }[] {
  return Array.from(headers, ([name, value]) => ({
    name,
    value: /^content-security-policy(-report-only)?$/i.test(name)
      ? runtime.origins.toChromiumPolicy(value)
      : value,
  }))
}
