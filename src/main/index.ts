// The composition root: the only file that wires the shell, the store, the write path and the page together.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, powerMonitor } from 'electron'
import type { Announce, Events } from '../shared/contract.ts'
import { AppError, toErrorReply } from '../shared/errors.ts'
import { appOrigin, declareAppScheme, serveApp } from './app-protocol.ts'
import { readCommandLine } from './command-line.ts'
import { acceptWeakKeyStore, chooseImportFile, chooseSavePath, showStartFailure } from './dialogs.ts'
import { startDirectory } from './directory.ts'
import { announce, registerCalls } from './ipc/register.ts'
import { logFailure } from './log.ts'
import { loadStoreKey, openTokenVault } from './secrets.ts'
import { lockDown, openWindow } from './window.ts'

const developmentUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
const startAddress = developmentUrl ?? `${appOrigin}/index.html`
const ownPrefix = developmentUrl ?? `${appOrigin}/`
const isOwnAddress = (url: string) => url.startsWith(ownPrefix)

app.enableSandbox()
declareAppScheme()

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', focusWindow)
  app.whenReady().then(start).catch(failToStart)
} else {
  app.quit()
}

async function start(): Promise<void> {
  const folder = app.getPath('userData')
  mkdirSync(folder, { recursive: true })
  const hasStore = existsSync(join(folder, 'regulars.db'))
  const key = await loadStoreKey(folder, hasStore, acceptWeakKeyStore)
  const directory = await startDirectory({
    folder,
    key,
    version: app.getVersion(),
    runtime: describeRuntime(),
    commandLine: readCommandLine(process.argv, process.cwd()),
    workers: {
      backup: new URL('./db/backup-worker.js', import.meta.url),
      import: new URL('./import/worker.js', import.meta.url),
      reports: new URL('./reports/worker.js', import.meta.url),
      sync: new URL('./sync/worker.js', import.meta.url),
    },
    vault: await openTokenVault(folder),
    randomBytes,
    announce: announceAndTell,
    chooseImportFile,
    chooseSavePath,
    reportFailure: logFailure,
  })

  lockDown(isOwnAddress)
  serveApp(join(import.meta.dirname, '../renderer'))
  registerCalls(directory.dispatch, directory.role, isOwnAddress)
  openWindow(startAddress)
  powerMonitor.on('lock-screen', directory.lock)
  powerMonitor.on('suspend', directory.lock)
  powerMonitor.on('resume', directory.wake)

  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow(startAddress)
  })
  app.on('window-all-closed', () => app.quit())
  closeBeforeQuit(directory.close)
}

/** Whoever started an import from a terminal reads there, too, how it ended: counts only. */
const announceAndTell: Announce = (name, payload) => {
  announce(name, payload)
  if (name === 'import.finished') {
    const report = payload as Events['import.finished']
    if ('error' in report) process.stdout.write(`Import failed: ${report.error.code}\n`)
    else {
      const { rows, created, known, refused, seconds } = report
      const also =
        report.kind === 'sales'
          ? `receipts of ${report.customers} customers`
          : `${report.completed} completed`
      const counts = `${created} new, ${known} known, ${refused} refused, ${also}`
      process.stdout.write(
        `${report.dryRun ? 'Dry run' : 'Import'} of ${rows} rows: ${counts} (${seconds.toFixed(1)} s)\n`,
      )
    }
  }
}

/** Holds the quit until the store is closed and its backup is verified. */
function closeBeforeQuit(close: () => Promise<void>): void {
  let isClosed = false
  app.on('will-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    close()
      .catch((error: unknown) => logFailure('close', error))
      .finally(() => {
        isClosed = true
        app.quit()
      })
  })
}

function focusWindow(): void {
  const window = BrowserWindow.getAllWindows()[0]
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.focus()
}

function failToStart(error: unknown): void {
  logFailure('start', error)
  const { code, message } = toErrorReply(error)
  showStartFailure(new AppError(code, message))
  app.exit(1)
}

function describeRuntime(): string {
  const standIn = process.versions['electron-on-chromium']
  return standIn ? `Chromium stand-in ${standIn}` : `Electron ${process.versions.electron}`
}
