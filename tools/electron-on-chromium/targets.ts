// Chromium's pages as they come and go. Every new one is held before it runs anything: ours are handed to the window that
// asked for them, any other was opened by a page and is closed before it loads anything.
import { randomUUID } from 'node:crypto'
import { type Chromium, openAppWindow } from './chromium-process.ts'
import type { Session } from './devtools-pipe.ts'

/** The path of the blank page an app window opens on; the stand-in answers it itself. */
export const blankPath = '/electron-on-chromium-blank'

/** A page and its DevTools session. */
export interface PageTarget {
  targetId: string
  sessionId: string
  session: Session
}

/** Hears the end of a page. */
export interface TargetWatcher {
  onCrash(): void
  onGone(): void
}

/** Opens pages and watches over them. */
export interface Targets {
  /** Opens a page in a window of its own, still blank, for an address that will be loaded. */
  open(width: number, height: number, address: string): Promise<PageTarget>
  watch(targetId: string, watcher: TargetWatcher): void
}

/** Starts watching Chromium's pages. */
export async function watchTargets(chromium: Chromium): Promise<Targets> {
  const { browser } = chromium.pipe
  const watchers = new Map<string, TargetWatcher>()
  const attached = new Map<string, PageTarget>()
  const wanted = new Map<string, (target: PageTarget) => void>()
  const opening = new Set<Promise<unknown>>()

  browser.on('Target.attachedToTarget', async ({ sessionId, targetInfo }) => {
    const { targetId, openerId, url } = targetInfo
    const target = { targetId, sessionId, session: chromium.pipe.openSession(sessionId) }
    attached.set(targetId, target)
    if (openerId === undefined) await Promise.allSettled(opening)
    const claim = wanted.get(targetId) ?? wanted.get(url)
    if (claim) {
      claim(target)
    } else {
      browser.tell('Target.closeTarget', { targetId })
    }
  })
  browser.on('Target.targetCrashed', ({ targetId }) => watchers.get(targetId)?.onCrash())
  browser.on('Target.targetDestroyed', ({ targetId }) => {
    const target = attached.get(targetId)
    if (target) chromium.pipe.closeSession(target.sessionId)
    attached.delete(targetId)
    watchers.get(targetId)?.onGone()
    watchers.delete(targetId)
  })

  const filter = [{ type: 'page' }, { exclude: true }]
  await browser.send('Target.setDiscoverTargets', { discover: true, filter })
  await browser.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter,
  })

  return {
    open: (width, height, address) => {
      const { promise, resolve } = Promise.withResolvers<PageTarget>()
      if (!chromium.isHeadless) {
        const blank = blankPage(address)
        wanted.set(blank, resolve)
        openAppWindow(chromium, blank, width, height)
        return promise.then((target) => settleBlankPage(target))
      }
      // The attachment may be told before or after the command's own answer.
      const opened = browser
        .send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height })
        .then(({ targetId }) => void wanted.set(targetId, resolve))
      opening.add(opened)
      const forget = () => void opening.delete(opened)
      opened.then(forget, forget)
      return opened.then(() => promise)
    },
    watch: (targetId, watcher) => watchers.set(targetId, watcher),
  }
}

/** Chromium shows an address bar as soon as an app window leaves the origin it was opened on, so it opens on the right one. */
function blankPage(address: string): string {
  const { protocol, origin } = new URL(address)
  const path = `${blankPath}?${randomUUID()}`
  return /^https?:$/.test(protocol) ? `${origin}${path}` : `https://blank.invalid${path}`
}

async function settleBlankPage(target: PageTarget): Promise<PageTarget> {
  const { session } = target
  await session.send('Page.enable')
  const loaded = new Promise<void>((resolve) => session.on('Page.loadEventFired', () => resolve()))
  await session.send('Runtime.runIfWaitingForDebugger')
  await loaded
  return target
}
