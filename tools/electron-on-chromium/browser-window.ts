// BrowserWindow: a Chromium window whose content is exactly as large as asked for, on a display or without one.
import type {
  BrowserWindowConstructorOptions,
  BrowserWindow as ElectronBrowserWindow,
  Rectangle,
} from 'electron'
import type { Protocol } from './devtools-pipe.ts'
import type { IpcModule } from './ipc-main.ts'
import { type Runtime, requireChromium } from './runtime.ts'
import { createEvent, strictEmitter } from './strict.ts'
import type { PageTarget, Targets } from './targets.ts'
import { StandInWebContents } from './web-contents.ts'
import { refuseWeakPreferences } from './web-preferences.ts'

/** What windows need from the rest of the stand-in. */
export interface WindowSetup {
  runtime: Runtime
  ipc: IpcModule
  session: object
  targets(): Targets
  onContents(contents: StandInWebContents): void
  onCreated(window: StandInWindow): void
  onClosed(): void
  /** Runs before a window's page is touched. */
  beforeOpen(contents: StandInWebContents): Promise<void>
}

/** All open windows, oldest first, and the one last focused. */
export interface WindowList {
  open: StandInWindow[]
  focused: StandInWindow | null
  lastId: number
  setup: WindowSetup
}

/** One window. */
export class StandInWindow extends strictEmitter('BrowserWindow') {
  readonly id: number
  readonly webContents: StandInWebContents
  readonly #list: WindowList
  #bounds: Rectangle
  #minimum: [number, number]
  #title: string
  #state: 'normal' | 'minimized' | 'maximized' | 'fullscreen' = 'normal'
  #isVisible: boolean
  #hasBegun = false
  #isClosing = false
  #isDestroyed = false

  constructor(list: WindowList, options: BrowserWindowConstructorOptions = {}) {
    super()
    const { runtime, ipc, session } = list.setup
    requireChromium(runtime, 'Cannot create BrowserWindow')
    refuseWeakPreferences(options.webPreferences ?? {})
    list.lastId += 1
    this.id = list.lastId
    this.#list = list
    this.#title = options.title ?? 'Electron'
    this.#isVisible = options.show !== false
    this.#minimum = [options.minWidth ?? 0, options.minHeight ?? 0]
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    }
    // On a display the window opens with its first address, so that no blank one is seen before.
    const begun = Promise.withResolvers<string>()
    this.webContents = new StandInWebContents({
      runtime,
      ipc,
      session,
      id: this.id,
      preload: options.webPreferences?.preload,
      target: begun.promise.then((address) => this.#open(address)),
      begin: (address) => {
        this.#hasBegun = true
        begun.resolve(address)
      },
      close: (waitForBeforeUnload) => this.#close(waitForBeforeUnload),
    })
    this.webContents.on('page-title-updated', (event, title: string) => {
      this.emit('page-title-updated', event, title, true)
      if (!event.defaultPrevented) this.#title = title
    })
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    if (runtime.isHeadless) this.webContents.begin('about:blank')
    list.open.push(this)
    if (this.#isVisible) list.focused = this
    list.setup.onContents(this.webContents)
    list.setup.onCreated(this)
  }

  loadURL = (url: string) => this.webContents.loadURL(url)
  loadFile = () => this.webContents.loadFile()
  reload = () => this.webContents.reload()
  capturePage = (area?: Rectangle) => this.webContents.capturePage(area)
  getTitle = () => this.#title
  get title(): string {
    return this.#title
  }
  set title(title: string) {
    this.#title = title
  }
  setTitle = (title: string) => {
    this.#title = title
  }

  getBounds = (): Rectangle => ({ ...this.#bounds })
  getContentBounds = this.getBounds
  getNormalBounds = this.getBounds
  getSize = () => [this.#bounds.width, this.#bounds.height]
  getContentSize = this.getSize
  getPosition = () => [this.#bounds.x, this.#bounds.y]
  getMinimumSize = () => [...this.#minimum]
  setMinimumSize = (width: number, height: number) => {
    this.#minimum = [width, height]
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
    void this.webContents.prepared.then(({ targetId }) => this.#resize(targetId)).catch(() => {})
    this.emit('resize')
    this.emit('resized')
  }
  setContentBounds = (bounds: Rectangle) => this.setBounds(bounds)
  setSize = (width: number, height: number) => this.setBounds({ width, height })
  setContentSize = this.setSize
  setPosition = (x: number, y: number) => this.setBounds({ x, y })
  center = () => {}

  isVisible = () => this.#isVisible && this.#state !== 'minimized'
  isMinimized = () => this.#state === 'minimized'
  isMaximized = () => this.#state === 'maximized'
  isFullScreen = () => this.#state === 'fullscreen'
  isFocused = () => this.#list.focused === this
  isDestroyed = () => this.#isDestroyed
  isResizable = () => true
  show = () => {
    this.#isVisible = true
    this.emit('show')
    this.focus()
  }
  showInactive = () => {
    this.#isVisible = true
    this.emit('show')
  }
  hide = () => {
    this.#isVisible = false
    this.emit('hide')
    this.blur()
  }
  focus = () => {
    if (this.#list.focused !== this) {
      this.#list.focused?.blur()
      this.#list.focused = this
      this.emit('focus')
    }
    this.webContents.focus()
  }
  blur = () => {
    if (this.#list.focused !== this) return
    this.#list.focused = null
    this.emit('blur')
  }
  minimize = () => this.#setState('minimized', 'minimize')
  maximize = () => this.#setState('maximized', 'maximize')
  restore = () => this.#setState('normal', 'restore')
  unmaximize = () => this.#setState('normal', 'unmaximize')
  setFullScreen = (flag: boolean) =>
    this.#setState(flag ? 'fullscreen' : 'normal', flag ? 'enter-full-screen' : 'leave-full-screen')

  // Decoration that Chromium's own frame decides.
  setMenu = () => {}
  removeMenu = () => {}
  setMenuBarVisibility = () => {}
  setAutoHideMenuBar = () => {}
  setIcon = () => {}
  setBackgroundColor = () => {}
  setProgressBar = () => {}
  setResizable = () => {}
  flashFrame = () => {}
  setTitleBarOverlay = () => {}

  close = () => this.#close(true)
  destroy(): void {
    if (this.#isDestroyed) return
    this.#closeTarget()
    this.#finishClose()
  }

  async #open(address: string): Promise<PageTarget> {
    const { targets, beforeOpen } = this.#list.setup
    const { width, height } = this.#bounds
    const target = await targets().open(width, height, address)
    targets().watch(target.targetId, {
      onCrash: () => this.webContents.markCrashed(),
      onGone: () => {
        // Closed by the person: too late to prevent.
        if (!this.#isClosing) this.emit('close', createEvent({}))
        this.#finishClose()
      },
    })
    await Promise.all([this.#resize(target.targetId), beforeOpen(this.webContents)])
    return target
  }

  #close(waitForBeforeUnload: boolean): void {
    if (this.#isDestroyed) return
    const event = createEvent({})
    this.emit('close', event)
    if (event.defaultPrevented) {
      this.#list.setup.runtime.isQuitting = false
      return
    }
    this.#isClosing = true
    if (!waitForBeforeUnload || !this.#hasBegun || this.webContents.isCrashed()) {
      this.destroy()
      return
    }
    void this.webContents.prepared
      .then(({ session }) => session.send('Page.close'))
      .catch(() => this.destroy())
  }

  #closeTarget(): void {
    const { browser } = requireChromium(this.#list.setup.runtime, 'Cannot close a window').pipe
    void this.webContents.prepared
      .then(({ targetId }) => browser.tell('Target.closeTarget', { targetId }))
      .catch(() => {})
  }

  #finishClose(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    if (this.#list.focused === this) this.#list.focused = null
    this.#list.open = this.#list.open.filter((each) => each !== this)
    this.webContents.markDestroyed()
    this.emit('closed')
    this.#list.setup.onClosed()
  }

  #setState(state: 'normal' | 'minimized' | 'maximized' | 'fullscreen', event: string): void {
    this.#state = state
    void this.webContents.prepared
      .then(({ targetId }) => this.#setWindowBounds(targetId, { windowState: state }))
      .catch(() => {})
    this.emit(event)
  }

  async #setWindowBounds(targetId: string, bounds: Protocol.Browser.Bounds): Promise<void> {
    const { browser } = requireChromium(this.#list.setup.runtime, 'Cannot move a window').pipe
    const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId })
    await browser.send('Browser.setWindowBounds', { windowId, bounds })
  }

  async #resize(targetId: string): Promise<void> {
    const { browser } = requireChromium(this.#list.setup.runtime, 'Cannot resize a window').pipe
    const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId })
    const { width, height } = this.#bounds
    await browser.send('Browser.setContentsSize', { windowId, width, height })
  }
}

type Statics = Pick<
  typeof ElectronBrowserWindow,
  'getAllWindows' | 'getFocusedWindow' | 'fromWebContents' | 'fromId'
>

/** The class the app constructs, bound to the list of this runtime's windows. */
export function createBrowserWindowClass(list: WindowList): object {
  class BrowserWindow extends StandInWindow {
    constructor(options?: BrowserWindowConstructorOptions) {
      super(list, options)
    }
  }
  const statics = {
    getAllWindows: () => [...list.open],
    getFocusedWindow: () => list.focused,
    fromWebContents: (contents: unknown) => list.open.find((each) => each.webContents === contents) ?? null,
    fromId: (id: number) => list.open.find((each) => each.id === id) ?? null,
  } satisfies Record<keyof Statics, unknown>
  return Object.assign(BrowserWindow, statics)
}
