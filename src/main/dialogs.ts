// The system's own dialogs: choosing files (whose paths stay in main) and the words for a start that cannot go on.
import { extname } from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import type { AppError } from '../shared/errors.ts'

/** Asks for a customer file to import; its path, or null. */
export async function chooseImportFile(): Promise<string | null> {
  const options: Electron.OpenDialogOptions = {
    properties: ['openFile'],
    filters: [
      { name: 'CSV', extensions: ['csv', 'tsv', 'txt'] },
      { name: '*', extensions: ['*'] },
    ],
  }
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
  return answer.canceled ? null : (answer.filePaths[0] ?? null)
}

/** Asks where to save a file of the kind its name ends in; a path, or null. */
export async function chooseSavePath(defaultName: string): Promise<string | null> {
  const kind = extname(defaultName).slice(1)
  const options = { defaultPath: defaultName, filters: [{ name: kind.toUpperCase(), extensions: [kind] }] }
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options)
  return answer.canceled || !answer.filePath ? null : answer.filePath
}

/** Asks whether to go on where the system's key store protects the key by file rights only. */
export async function acceptWeakKeyStore(): Promise<boolean> {
  if (app.commandLine.hasSwitch('accept-basic-key-store')) return true
  const answer = await dialog.showMessageBox({
    type: 'warning',
    title: 'Regulars',
    message: 'This computer has no key store.',
    detail:
      'Customer data is encrypted, but its key would be kept in a file that anybody with this user account can read. ' +
      'Install a keyring (gnome-keyring or kwallet) to protect it, or go on if this computer is safe.',
    buttons: ['Quit', 'Go on'],
    defaultId: 0,
    cancelId: 0,
  })
  return answer.response === 1
}

/** Says why the app cannot start; nothing was changed and nothing is offered that could lose data. */
export function showStartFailure(error: AppError): void {
  dialog.showErrorBox('Regulars cannot start', error.message)
}
