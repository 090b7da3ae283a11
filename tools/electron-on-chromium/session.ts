// session.defaultSession: permissions decided by the app's handlers, and the little of webRequest that an app needs.
import { EventEmitter } from 'node:events'
import type { Session as ElectronSession } from 'electron'
import type { Protocol } from './devtools-pipe.ts'
import type { ProtocolModule } from './protocol.ts'
import { type Runtime, say } from './runtime.ts'
import { refuseUnknown } from './strict.ts'

type RequestHandler = Parameters<ElectronSession['setPermissionRequestHandler']>[0]
type CheckHandler = Parameters<ElectronSession['setPermissionCheckHandler']>[0]

// Chromium's names for the permissions that Electron asks its handlers about.
const permissionNames: readonly (readonly [string, string])[] = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['camera', 'media'],
  ['microphone', 'media'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-write', 'clipboard-sanitized-write'],
  ['idle-detection', 'idle-detection'],
  ['local-fonts', 'unknown'],
  ['window-management', 'window-management'],
]

/** session, and its permissions as Chromium must be told them. */
export interface SessionModule {
  session: object
  defaultSession: object
  /** Applies the handlers' answers; Chromium is told once, before a page is opened. */
  applyPermissions(contents: object): Promise<void>
}

/** Makes session with its one default session. */
export function createSession(
  runtime: Runtime,
  protocol: ProtocolModule['protocol'],
  userData: () => string,
): SessionModule {
  let requestHandler: RequestHandler = null
  let checkHandler: CheckHandler = null

  const ignoreRequests = (): void => say('session.webRequest listeners are not called by the stand-in')
  const defaultSession = refuseUnknown(
    'session',
    Object.assign(new EventEmitter(), {
      protocol,
      setPermissionRequestHandler: (handler: RequestHandler) => {
        requestHandler = handler
      },
      setPermissionCheckHandler: (handler: CheckHandler) => {
        checkHandler = handler
      },
      setDevicePermissionHandler: () => {},
      setDisplayMediaRequestHandler: () => {},
      setSpellCheckerEnabled: () => {},
      setSpellCheckerLanguages: () => {},
      isPersistent: () => true,
      getUserAgent: () => 'Chromium',
      getStoragePath: () => userData(),
      clearCache: async () => {},
      clearStorageData: async () => {},
      flushStorageData: () => {},
      webRequest: refuseUnknown('session.webRequest', {
        onHeadersReceived: ignoreRequests,
        onBeforeRequest: ignoreRequests,
        onBeforeSendHeaders: ignoreRequests,
      }),
    }),
  )

  /** Electron grants what no handler refuses. */
  function isGranted(contents: object, permission: string): boolean {
    if (checkHandler && !checkHandler(contents as never, permission as never, '', {} as never)) return false
    if (!requestHandler) return true
    let answer = false
    requestHandler(
      contents as never,
      permission as never,
      (granted) => {
        answer = granted
      },
      {} as never,
    )
    return answer
  }

  return {
    session: refuseUnknown('session', { defaultSession, fromPartition: () => defaultSession }),
    defaultSession,
    applyPermissions: async (contents) => {
      const settings = permissionNames.map(([name, permission]) => {
        const setting: Protocol.Browser.PermissionSetting = isGranted(contents, permission)
          ? 'granted'
          : 'denied'
        return runtime.chromium?.pipe.browser.send('Browser.setPermission', { permission: { name }, setting })
      })
      await Promise.allSettled(settings)
    },
  }
}
