// What happens in a page, from DevTools' events, in the terms of webContents.
import type { OriginMap } from './origin-map.ts'
import type { PageTarget } from './targets.ts'

/** What webContents wants to hear of its page. */
export interface PageListener {
  onAddress(url: string, isSameDocument: boolean): void
  onStart(): void
  onReadyDocument(): void
  onLoad(): void
  onWindowOpen(url: string): void
  onConsole(level: string, message: string): void
  /** The page would rather stay; true leaves all the same. */
  onUnloadQuestion(): boolean
}

/** Tells the listener about the page's main frame. */
export function followPage(
  { session, targetId }: PageTarget,
  origins: OriginMap,
  listener: PageListener,
): void {
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId === undefined)
      listener.onAddress(origins.toApp(frame.url + (frame.urlFragment ?? '')), false)
  })
  session.on('Page.navigatedWithinDocument', ({ url, frameId }) => {
    if (frameId === targetId) listener.onAddress(origins.toApp(url), true)
  })
  session.on('Page.frameStartedLoading', ({ frameId }) => {
    if (frameId === targetId) listener.onStart()
  })
  session.on('Page.domContentEventFired', () => listener.onReadyDocument())
  session.on('Page.loadEventFired', () => listener.onLoad())
  session.on('Page.windowOpen', ({ url }) => listener.onWindowOpen(url))
  session.on('Runtime.consoleAPICalled', ({ type, args }) => {
    listener.onConsole(type, args.map((each) => each.value ?? each.description ?? '').join(' '))
  })
  session.on('Page.javascriptDialogOpening', ({ type }) => {
    // alert() and confirm() stay with the person or the test driver.
    if (type === 'beforeunload')
      session.tell('Page.handleJavaScriptDialog', { accept: listener.onUnloadQuestion() })
  })
}
