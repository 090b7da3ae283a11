// Finds what to run: a folder with a package.json, or a file, as Electron's own launcher does.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** An app that can be run. */
export interface AppEntry {
  /** The folder of the app (app.getAppPath). */
  folder: string
  /** The file main starts with. */
  main: string
  name: string
  version: string
}

/** Reads the app named on the command line; throws in plain words when there is none. */
export function findAppEntry(named: string | null): AppEntry {
  if (named === null) throw new Error('Name the app to run: electron FOLDER (or electron FILE)')
  const path = resolve(named)
  if (!existsSync(path)) throw new Error(`Cannot find the app ${path}`)
  const isFolder = statSync(path).isDirectory()
  const folder = isFolder ? path : dirname(path)
  const packageFile = join(path, 'package.json')
  const about = isFolder && existsSync(packageFile) ? JSON.parse(readFileSync(packageFile, 'utf8')) : {}
  const main = isFolder ? join(path, about.main ?? 'index.js') : path
  if (!existsSync(main)) throw new Error(`Cannot find ${main}; is the app built?`)
  return {
    folder,
    main,
    name: about.productName ?? about.name ?? 'Electron',
    version: about.version ?? '0.0.0',
  }
}
