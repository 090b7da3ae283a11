// webContents: one page as the main process sees it, over that page's DevTools session.
import type { WebContents as ElectronWebContents, NativeImage } from 'electron'
import { encodeEvent, type IpcModule } from './ipc-main.ts'
import { describeMainFrame } from './main-frame.ts'
import { createNativeImage } from './native-image.ts'
import { followPage } from './page-events.ts'
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
  /** The page, once it is open. */
  target: Promise<PageTarget>
  /** Opens the page if it is not open yet, for an address that will be loaded. */
  begin(address: string): void
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
    this.mainFrame = describeMainFrame(this)
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
    const address = this.#setup.runtime.origins.toChromium(url)
    this.#setup.begin(address)
    const { session } = await this.#prepared
    this.#expected = address
    this.#isLoading = true
    const finished = new Promise<void>((resolve, reject) => {
      this.once('did-finish-load', resolve)
      this.once('destroyed', () => reject(new Error(`ERR_FAILED (-2) loading '${url}'`)))
    })
    finished.catch(() => {})
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

  /** Asks the handler about a window the page tries to open; it is never opened. */
  #refuseWindow(url: string): void {
    const details = { url: this.#setup.runtime.origins.toApp(url), frameName: '', features: '' }
    const rest = {
      disposition: 'foreground-tab' as const,
      referrer: { url: this.#url, policy: 'default' as const },
    }
    const answer = this.#windowOpenHandler?.({ ...details, ...rest })
    if (answer?.action !== 'deny') say('the stand-in opens no window for a page; it was refused')
  }

  /** Whether the page may go there; emits will-navigate unless the app itself asked for it. */
  async mayNavigate(frameId: string, address: string): Promise<boolean> {
    if (frameId !== this.#target?.targetId) return true
    await this.#link?.refresh()
    if (address === this.#expected) return true
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
  forcefullyCrashRenderer = () => this.#tell('Page.crash')
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

  /** Opens the page, if it is not open yet. */
  begin(address: string): void {
    this.#setup.begin(address)
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
    await session.send('Page.enable')
    followPage(target, this.#setup.runtime.origins, {
      onAddress: (url, isSameDocument) => {
        this.#url = url
        this.#isCrashed = false
        if (this.#zoom !== 1) this.setZoomFactor(this.#zoom)
        if (isSameDocument) this.emit('did-navigate-in-page', createEvent({}), url, true, 1, 1)
        else this.emit('did-navigate', createEvent({}), url, 200, 'OK')
      },
      onStart: () => {
        this.#isLoading = true
        this.emit('did-start-loading')
      },
      onReadyDocument: () => this.emit('dom-ready', createEvent({})),
      onWindowOpen: (address) => this.#refuseWindow(address),
      onLoad: () => {
        this.#isLoading = false
        this.emit('did-finish-load')
        this.emit('did-stop-loading')
      },
      onConsole: (level, message) =>
        this.emit('console-message', createEvent({ level, message, lineNumber: 0, sourceId: '' })),
      onUnloadQuestion: () => {
        const event = createEvent({})
        this.emit('will-prevent-unload', event)
        return event.defaultPrevented
      },
    })
    const from = { sender: this, senderFrame: this.mainFrame }
    this.#link = await linkPage(session, this.#setup.preload, {
      onText: (text, reply) =>
        this.#setup.ipc.receive(text, from, reply, (kind, subject, content) =>
          kind === 'title' ? this.#noteTitle(subject) : this.#notePreloadError(subject, content),
        ),
      onError: (file, error) => this.#notePreloadError(file, error),
    })
    await session.send('Runtime.runIfWaitingForDebugger')
    return target
  }

  #noteTitle(title: string): void {
    if (title === this.#title || title === '') return
    this.#title = title
    this.emit('page-title-updated', createEvent({}), title, true)
  }

  #notePreloadError(file: string, error: unknown): void {
    const described = error instanceof Error ? error : new Error(String(error))
    say(`unable to run the preload ${file}: ${described.stack}`)
    this.emit('preload-error', createEvent({}), file, described)
  }
}
