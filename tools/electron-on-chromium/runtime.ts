// What the parts of one running stand-in share; made once in start.ts and handed to each.
import type { Chromium } from './chromium-process.ts'
import type { OriginMap } from './origin-map.ts'

/** The state of one running stand-in. */
export interface Runtime {
  /** The folder of this stand-in, and the path of its `electron`. */
  readonly folder: string
  readonly executable: string
  /** Every switch on the command line, and those appended by the app or a test driver. */
  readonly switches: Map<string, string>
  readonly appended: Map<string, string>
  readonly isHeadless: boolean
  readonly origins: OriginMap
  /** Null until the app's code is loaded and Chromium has been started. */
  chromium: Chromium | null
  isReady: boolean
  isQuitting: boolean
}

/** Chromium once it runs; throws Electron's way when asked for before the app is ready. */
export function requireChromium(runtime: Runtime, what: string): Chromium {
  if (!runtime.chromium || !runtime.isReady) throw new Error(`${what} before app is ready`)
  return runtime.chromium
}

/** The error for whatever the stand-in does not do. */
export function unsupported(what: string): Error {
  return new Error(`The stand-in does not have electron.${what}`)
}

/** A line on stderr that is clearly the stand-in's. */
export function say(text: string): void {
  process.stderr.write(`electron-on-chromium: ${text}\n`)
}
