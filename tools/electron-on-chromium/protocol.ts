// protocol.registerSchemesAsPrivileged and protocol.handle: the app's own Response objects answer intercepted requests.
// Also the gate every page navigation passes, so that will-navigate can refuse it.
import type { CustomScheme, Protocol as ElectronProtocol } from 'electron'
import type { Protocol, Session } from './devtools-pipe.ts'
import { type Runtime, say } from './runtime.ts'
import { blankPath } from './targets.ts'

type Handler = Parameters<ElectronProtocol['handle']>[1]
type PausedRequest = Protocol.Fetch.requestPausedPayload

// Main can refuse a window that a page wants only before it exists, and DevTools asks nobody: so documents are served with
// a sandbox that allows all but windows. window.open answers null then, as with Electron's `deny`.
const noWindows = {
  name: 'content-security-policy',
  value:
    'sandbox allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-pointer-lock ' +
    'allow-orientation-lock allow-presentation allow-top-navigation',
}

/** protocol, and its start once Chromium runs. */
export interface ProtocolModule {
  protocol: Pick<
    ElectronProtocol,
    'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'
  >
  /** Starts answering, once Chromium runs; `mayNavigate` is asked for every document request, by frame. */
  serve(browser: Session, mayNavigate: (frameId: string, url: string) => Promise<boolean>): Promise<void>
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
        responseHeaders: [...translateHeaders(runtime, response.headers), noWindows],
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
      browser.on('Fetch.requestPaused', async (paused) => {
        const { requestId, request, resourceType, frameId } = paused
        const { hostname, pathname } = new URL(request.url)
        if (pathname === blankPath) {
          const responseHeaders = [{ name: 'content-type', value: 'text/html' }]
          browser.tell('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders })
        } else if (paused.responseStatusCode !== undefined) {
          browser.tell('Fetch.continueResponse', forbidWindows(paused))
        } else if (resourceType === 'Document' && !(await mayNavigate(frameId, request.url))) {
          browser.tell('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
        } else if (!hostname.endsWith('.invalid')) {
          browser.tell('Fetch.continueRequest', { requestId })
        } else if (pathname === '/favicon.ico' && resourceType === 'Other') {
          // Chromium's tabs ask for it; Electron has no tabs.
          browser.tell('Fetch.fulfillRequest', { requestId, responseCode: 204 })
        } else {
          await answer(browser, paused)
        }
      })
      await browser.send('Fetch.enable', {
        patterns: [
          { urlPattern: 'https://*.invalid/*' },
          { urlPattern: '*', resourceType: 'Document' },
          { urlPattern: 'http*', resourceType: 'Document', requestStage: 'Response' },
        ],
      })
    },
  }
}

/** The same answer with a policy that lets its document open no window. */
function forbidWindows(paused: PausedRequest): Protocol.Fetch.continueResponseParameters {
  const { requestId, responseStatusCode = 0, responseHeaders = [] } = paused
  if (responseStatusCode >= 300 && responseStatusCode < 400) return { requestId }
  return {
    requestId,
    responseCode: responseStatusCode,
    responsePhrase: paused.responseStatusText || undefined,
    responseHeaders: [...responseHeaders, noWindows],
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
