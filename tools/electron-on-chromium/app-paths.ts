// app.getPath: where Electron puts things on this system.
import { existsSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { unsupported } from './runtime.ts'

/** app.getPath and app.setPath. */
export interface AppPaths {
  get(name: string): string
  set(name: string, path: string): void
}

/** Paths of an app called `name()`; `--user-data-dir` decides where its own data goes. */
export function createAppPaths(
  executable: string,
  name: () => string,
  userDataDir: string | undefined,
): AppPaths {
  const chosen = new Map<string, string>()
  if (userDataDir) chosen.set('userData', resolve(userDataDir))
  const home = homedir()
  const known: Record<string, () => string> = {
    home: () => home,
    appData: () => appDataFolder(home),
    userData: () => join(get('appData'), name()),
    sessionData: () => get('userData'),
    logs: () => join(get('userData'), 'logs'),
    crashDumps: () => join(get('userData'), 'Crashpad'),
    temp: () => tmpdir(),
    exe: () => executable,
    module: () => executable,
    desktop: () => userFolder(home, 'DESKTOP', 'Desktop'),
    documents: () => userFolder(home, 'DOCUMENTS', 'Documents'),
    downloads: () => userFolder(home, 'DOWNLOAD', 'Downloads'),
    music: () => userFolder(home, 'MUSIC', 'Music'),
    pictures: () => userFolder(home, 'PICTURES', 'Pictures'),
    videos: () => userFolder(home, 'VIDEOS', 'Videos'),
  }

  function get(path: string): string {
    const folder = chosen.get(path) ?? known[path]?.()
    if (folder === undefined) throw unsupported(`app.getPath('${path}')`)
    return folder
  }

  return {
    get,
    set: (path, folder) => {
      if (!(path in known)) throw new Error(`Failed to set path '${path}'`)
      if (resolve(folder) !== folder) throw new Error('Path must be absolute')
      chosen.set(path, folder)
    },
  }
}

function appDataFolder(home: string): string {
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support')
  return process.env.XDG_CONFIG_HOME || join(home, '.config')
}

/** The folder named in ~/.config/user-dirs.dirs, else the usual English name. */
function userFolder(home: string, key: string, usual: string): string {
  const file = join(home, '.config', 'user-dirs.dirs')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const [, path] = new RegExp(`^XDG_${key}_DIR="(.*)"$`, 'm').exec(text) ?? []
  return path ? path.replace(/^\$HOME/, home) : join(home, usual)
}
