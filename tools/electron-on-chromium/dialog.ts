// dialog: files are chosen by Chromium's own file chooser (so a test driver can answer it), questions are asked in the
// page, and nothing waits for ever where nobody can answer.
import { join } from 'node:path'
import type { Dialog, FileFilter, MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron'
import type { StandInWindow, WindowList } from './browser-window.ts'
import type { Session } from './devtools-pipe.ts'
import { askInPage, type Question } from './page/ask-in-page.ts'
import { type Runtime, say } from './runtime.ts'

type Supported = Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>

/** How long a question may wait where there is no display and no test driver. */
const unattendedWait = 5000

/** Makes dialog over the windows of this runtime. */
export function createDialog(
  runtime: Runtime,
  list: WindowList,
  folderOf: (name: string) => string,
): Supported {
  const isAttended = (): boolean => !runtime.isHeadless || runtime.switches.has('remote-debugging-port')

  function choose<Options>(values: unknown[]): { window: StandInWindow | null; options: Options } {
    const [first, second] = values
    const given = second === undefined ? null : (first as StandInWindow)
    return {
      window: given ?? list.focused ?? list.open[0] ?? null,
      options: (second ?? first ?? {}) as Options,
    }
  }

  async function showOpenDialog(...values: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    const { window, options } = choose<OpenDialogOptions>(values)
    if (!window) throw new Error('The stand-in has dialog.showOpenDialog only while a window is open')
    const { session } = await window.webContents.prepared
    if (!isAttended()) say('a file chooser is open and nobody can see it; a test driver can answer it')
    const filePaths = await chooseFiles(session, options)
    return { canceled: filePaths.length === 0, filePaths }
  }

  async function showSaveDialog(...values: unknown[]): Promise<{ canceled: boolean; filePath: string }> {
    const { options } = choose<SaveDialogOptions>(values)
    const filePath = join(folderOf('downloads'), options.defaultPath?.split(/[\\/]/).at(-1) || 'untitled')
    say(`saving to ${filePath}`)
    return { canceled: false, filePath }
  }

  async function showMessageBox(
    ...values: unknown[]
  ): Promise<{ response: number; checkboxChecked: boolean }> {
    const { window, options } = choose<MessageBoxOptions>(values)
    const buttons = options.buttons?.length ? options.buttons : ['OK']
    const fallback =
      options.cancelId ??
      Math.max(
        0,
        buttons.findIndex((each) => /^(cancel|no)$/i.test(each)),
      )
    const checkboxChecked = options.checkboxChecked ?? false
    say(`asks: ${[options.message, options.detail].filter(Boolean).join(' ')} [${buttons.join('] [')}]`)
    if (!window || window.webContents.getURL() === '') {
      say(`no window to ask in; answered "${buttons[fallback]}"`)
      return { response: fallback, checkboxChecked }
    }
    const { session } = await window.webContents.prepared
    const question: Question = { ...options, buttons, fallback, wait: isAttended() ? null : unattendedWait }
    const response = await ask(session, question).catch(() => fallback)
    return { response, checkboxChecked }
  }

  return {
    showOpenDialog: showOpenDialog as Dialog['showOpenDialog'],
    showSaveDialog: showSaveDialog as Dialog['showSaveDialog'],
    showMessageBox: showMessageBox as Dialog['showMessageBox'],
    showErrorBox: (title, content) => say(`${title}: ${content}`),
  }
}

/** Clicks a file input that is in no document, as if the person had; the paths behind the chosen files. */
async function chooseFiles(session: Session, options: OpenDialogOptions): Promise<string[]> {
  const contextId = await openWorld(session)
  const properties = options.properties ?? ['openFile']
  const isFolder = properties.includes('openDirectory')
  const setup = {
    accept: listExtensions(options.filters ?? []),
    multiple: properties.includes('multiSelections'),
    isFolder,
  }
  // Chromium keeps an input alive while its own chooser is open, not while a test driver's is: this handle does.
  const { result: input } = await session.send('Runtime.evaluate', {
    contextId,
    expression: `(${createFileInput})(${JSON.stringify(setup)})`,
  })
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: input.objectId,
    userGesture: true,
    awaitPromise: true,
    functionDeclaration: String(pickFiles),
  })
  session.tell('Runtime.releaseObject', { objectId: input.objectId ?? '' })
  if (!result.objectId) return []
  const { result: members } = await session.send('Runtime.getProperties', {
    objectId: result.objectId,
    ownProperties: true,
  })
  const files = members.filter((each) => /^\d+$/.test(each.name))
  const paths = await Promise.all(
    files.map(({ value }) => session.send('DOM.getFileInfo', { objectId: value?.objectId ?? '' })),
  )
  return paths.map(({ path }) => path).slice(0, setup.multiple || isFolder ? undefined : 1)
}

/** Runs in the page. */
function createFileInput(setup: { accept: string; multiple: boolean; isFolder: boolean }): HTMLInputElement {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = setup.accept
  input.multiple = setup.multiple
  input.webkitdirectory = setup.isFolder
  return input
}

/** Runs in the page, on the input. */
function pickFiles(this: HTMLInputElement): Promise<File[]> {
  return new Promise((resolve) => {
    this.addEventListener('change', () => resolve([...(this.files ?? [])]))
    this.addEventListener('cancel', () => resolve([]))
    this.click()
  })
}

async function ask(session: Session, question: Question): Promise<number> {
  const contextId = await openWorld(session)
  const { result } = await session.send('Runtime.evaluate', {
    contextId,
    awaitPromise: true,
    returnByValue: true,
    expression: `(${askInPage})(${JSON.stringify(question)})`,
  })
  return typeof result.value === 'number' ? result.value : question.fallback
}

/** A world beside the page's, which neither the page nor its preload can see. */
async function openWorld(session: Session): Promise<number> {
  const { frameTree } = await session.send('Page.getFrameTree')
  const world = { frameId: frameTree.frame.id, worldName: 'electron-on-chromium dialogs' }
  const { executionContextId } = await session.send('Page.createIsolatedWorld', world)
  return executionContextId
}

function listExtensions(filters: readonly FileFilter[]): string {
  const extensions = filters.flatMap((filter) => filter.extensions)
  return extensions.includes('*') ? '' : extensions.map((each) => `.${each}`).join(',')
}
