// Chromium's pages as they come and go. Every new one is held before it runs anything: ours are handed to the window that
// asked for them, any other was opened by a page and goes to `onPopup`.
import type { Chromium } from './chromium-process.ts'
import type { Session } from './devtools-pipe.ts'

export interface PageTarget {
  targetId: string
  sessionId: string
  session: Session
}

export interface TargetWatcher {
  onTitle(title: string): void
  onCrash(): void
  onGone(): void
}

export interface Targets {
  /** Opens a page in a window of its own; it waits until `Runtime.runIfWaitingForDebugger`. */
  open(width: number, height: number): Promise<PageTarget>
  watch(targetId: string, watcher: TargetWatcher): void
}

/** Starts watching Chromium's pages. */
export async function watchTargets(
  chromium: Chromium,
  onPopup: (url: string, openerId: string | undefined) => void,
): Promise<Targets> {
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
    const claim = wanted.get(targetId)
    if (claim) {
      claim(target)
    } else {
      browser.tell('Target.closeTarget', { targetId })
      onPopup(url, openerId)
    }
  })
  browser.on('Target.targetInfoChanged', ({ targetInfo }) => {
    watchers.get(targetInfo.targetId)?.onTitle(targetInfo.title)
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
    open: (width, height) => {
      const { promise, resolve } = Promise.withResolvers<PageTarget>()
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
