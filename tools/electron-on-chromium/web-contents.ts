// webContents: one page as the main process sees it, over that page's DevTools session.
import type { WebContents as ElectronWebContents, NativeImage } from 'electron'
import { encodeEvent, type IpcModule } from './ipc-main.ts'
import { createNativeImage } from './native-image.ts'
import { linkPage, type PageLink } from './page-link.ts'
import { type Runtime, say } from './runtime.ts'
import { createEvent, strictEmitter } from './strict.ts'
import type { PageTarget } from './targets.ts'

type WindowOpenHandler = Parameters<ElectronWebContents['setWindowOpenHandler']>[0]

/** What a page's contents need from the rest of the stand-in. */
export interface ContentsSetup {
  runtime: Runtime
  ipc: IpcModule
  id: number
  preload: string | undefined
  session: object
  /** Opens the page; settled once its domains are enabled and its preload is in place. */
  target: Promise<PageTarget>
  close(waitForBeforeUnload: boolean): void
}

/** The contents of one window. */
export class StandInWebContents extends strictEmitter('webContents') {
  readonly id: number
  readonly session: object
  readonly mainFrame: Record<string, unknown>
  readonly #setup: ContentsSetup
  readonly #prepared: Promise<PageTarget>
  #target: PageTarget | null = null
  #link: PageLink | null = null
  #windowOpenHandler: WindowOpenHandler | null = null
  #url = ''
  #title = ''
  #zoom = 1
  #expected: string | null = null
  #isLoading = false
  #isDestroyed = false
  #isCrashed = false

  constructor(setup: ContentsSetup) {
    super()
    this.id = setup.id
    this.session = setup.session
    this.#setup = setup
    this.mainFrame = this.#describeMainFrame()
    this.#prepared = setup.target.then((target) => this.#prepare(target))
    this.#prepared.catch(
      (error) => this.#isDestroyed || say(`the window could not be opened: ${error.message}`),
    )
  }

  get targetId(): string | undefined {
    return this.#target?.targetId
  }

  async loadURL(url: string): Promise<void> {
    if (!URL.canParse(url)) throw new Error(`ERR_INVALID_URL (-300) loading '${url}'`)
    const { session } = await this.#prepared
    const address = this.#setup.runtime.origins.toChromium(url)
    this.#expected = address
    this.#isLoading = true
    const finished = new Promise((resolve) => this.once('stand-in-load-settled', resolve))
    const { errorText } = await session.send('Page.navigate', { url: address })
    this.#expected = null
    if (errorText && errorText !== 'net::ERR_ABORTED') {
      this.#isLoading = false
      this.emit('did-fail-load', createEvent({}), -2, errorText.replace('net::', ''), url, true, 1, 1)
      throw new Error(`${errorText.replace('net::', '')} (-2) loading '${url}'`)
    }
    if (!errorText) await finished
  }

  loadFile(): never {
    throw new Error('The stand-in does not have loadFile: module scripts do not load from file:// pages')
  }

  send(channel: string, ...values: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument')
    this.#link?.post(encodeEvent(channel, values))
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const { session } = await this.#prepared
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    })
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    }
    return result.value
  }

  async capturePage(area?: { x: number; y: number; width: number; height: number }): Promise<NativeImage> {
    const { session } = await this.#prepared
    const clip = area ? { clip: { ...area, scale: 1 } } : {}
    const { data } = await session.send('Page.captureScreenshot', { format: 'png', ...clip })
    return createNativeImage(Buffer.from(data, 'base64'))
  }

  setWindowOpenHandler(handler: WindowOpenHandler | null): void {
    this.#windowOpenHandler = handler
  }

  /** Asks the handler about a window the page tried to open; it is never opened. */
  refusePopup(url: string): void {
    const details = { url: this.#setup.runtime.origins.toApp(url), frameName: '', features: '' }
    const rest = {
      disposition: 'foreground-tab' as const,
      referrer: { url: this.#url, policy: 'default' as const },
    }
    const answer = this.#windowOpenHandler?.({ ...details, ...rest })
    if (answer?.action !== 'deny') say('the stand-in opens no window for a page; it was refused')
  }

  /** Whether the page may go there; emits will-navigate unless the app itself asked for it. */
  mayNavigate(frameId: string, address: string): boolean {
    if (frameId !== this.#target?.targetId || address === this.#expected) return true
    const url = this.#setup.runtime.origins.toApp(address)
    const event = createEvent({ url, isSameDocument: false, isMainFrame: true, frame: this.mainFrame })
    this.emit('will-navigate', event, url, false, true, 1, 1)
    return !event.defaultPrevented
  }

  getURL = () => this.#url
  getTitle = () => this.#title
  isDestroyed = () => this.#isDestroyed
  isCrashed = () => this.#isCrashed
  isLoading = () => this.#isLoading
  isLoadingMainFrame = () => this.#isLoading
  isDevToolsOpened = () => false
  getUserAgent = () => 'Chromium'
  getType = () => 'window'
  getOSProcessId = () => process.pid
  getZoomFactor = () => this.#zoom
  focus = () => this.#tell('Page.bringToFront')
  reload = () => this.#tell('Page.reload')
  reloadIgnoringCache = () => this.#tell('Page.reload', { ignoreCache: true })
  stop = () => this.#tell('Page.stopLoading')
  openDevTools = () => {}
  closeDevTools = () => {}
  toggleDevTools = () => {}
  setIgnoreMenuShortcuts = () => {}
  setBackgroundThrottling = () => {}
  setVisualZoomLevelLimits = async () => {}
  close = (options?: { waitForBeforeUnload?: boolean }) =>
    this.#setup.close(options?.waitForBeforeUnload ?? false)

  /** CSS zoom, since DevTools cannot set Chromium's own: page.css sizes follow, viewport units do not. */
  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0")
    this.#zoom = factor
    this.#tell('Runtime.evaluate', { expression: `document.documentElement.style.zoom = ${factor}` })
  }

  /** nativeTheme.themeSource reaches the page as its colour scheme. */
  emulateColorScheme(source: 'system' | 'light' | 'dark'): void {
    const value = source === 'system' ? '' : source
    this.#tell('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
  }

  /** The page is gone, for whatever reason. */
  markDestroyed(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    this.#link = null
    this.emit('destroyed')
  }

  /** The page's process crashed. */
  markCrashed(): void {
    this.#isCrashed = true
    this.emit('render-process-gone', createEvent({}), { reason: 'crashed', exitCode: 1 })
  }

  /** Chromium tells the page's title. */
  noteTitle(title: string): void {
    if (title === this.#title || this.#url === '') return
    this.#title = title
    this.emit('page-title-updated', createEvent({}), title, true)
  }

  /** The page's session, once it is prepared. */
  get prepared(): Promise<PageTarget> {
    return this.#prepared
  }

  #tell: PageTarget['session']['tell'] = (method, params) =>
    void this.#prepared.then(({ session }) => session.tell(method, params)).catch(() => {})

  async #prepare(target: PageTarget): Promise<PageTarget> {
    this.#target = target
    const { session } = target
    const { origins } = this.#setup.runtime
    const from = { sender: this, senderFrame: this.mainFrame }
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return
      this.#url = origins.toApp(frame.url + (frame.urlFragment ?? ''))
      this.#isCrashed = false
      if (this.#zoom !== 1) this.setZoomFactor(this.#zoom)
      this.emit('did-navigate', createEvent({}), this.#url, 200, 'OK')
    })
    session.on('Page.navigatedWithinDocument', ({ url, frameId }) => {
      if (frameId !== target.targetId) return
      this.#url = origins.toApp(url)
      this.emit('did-navigate-in-page', createEvent({}), this.#url, true, 1, 1)
    })
    session.on('Page.frameStartedLoading', ({ frameId }) => {
      if (frameId !== target.targetId) return
      this.#isLoading = true
      this.emit('did-start-loading')
    })
    session.on('Page.domContentEventFired', () => this.emit('dom-ready', createEvent({})))
    session.on('Page.loadEventFired', () => {
      this.#isLoading = false
      this.emit('did-finish-load')
      this.emit('stand-in-load-settled')
      this.emit('did-stop-loading')
    })
    session.on('Runtime.consoleAPICalled', ({ type, args }) => {
      const message = args.map((each) => each.value ?? each.description ?? '').join(' ')
      this.emit('console-message', createEvent({ level: type, message, lineNumber: 0, sourceId: '' }))
    })
    const onPreloadError = (file: string, error: unknown): void => {
      const described = error instanceof Error ? error : new Error(String(error))
      say(`unable to run the preload ${file}: ${described.stack}`)
      this.emit('preload-error', createEvent({}), file, described)
    }
    await session.send('Page.enable')
    this.#link = await linkPage(session, this.#setup.preload, {
      onText: (text, reply) => this.#setup.ipc.receive(text, from, reply, onPreloadError),
      onError: onPreloadError,
    })
    await session.send('Runtime.runIfWaitingForDebugger')
    return target
  }

  #describeMainFrame(): Record<string, unknown> {
    const contents = this
    const frame = {
      get url() {
        return contents.getURL()
      },
      get origin() {
        const url = URL.parse(contents.getURL())
        return url ? `${url.protocol}//${url.host}` : 'null'
      },
      parent: null,
      name: '',
      frames: [],
      detached: false,
      processId: 1,
      routingId: 1,
      frameTreeNodeId: 1,
      isDestroyed: () => contents.isDestroyed(),
      executeJavaScript: (code: string, userGesture?: boolean) =>
        contents.executeJavaScript(code, userGesture),
      send: (channel: string, ...values: unknown[]) => contents.send(channel, ...values),
      get top() {
        return frame
      },
    }
    return frame
  }
}
