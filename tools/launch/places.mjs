// Where things are in the checkout, and the environment children run in: the project's own Node 24 comes first.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/** A path inside the checkout. */
export function inRoot(...parts) {
  return path.join(root, ...parts)
}

/** The Node that came with the dependencies (24); the one running now until they are installed. */
export function projectNode() {
  const own = inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(own) ? own : process.execPath
}

/** The environment for children: dependencies' programs first on the path, nothing that turns Electron into Node. */
export function childEnvironment(extra = {}) {
  const environment = { ...process.env, ...extra }
  delete environment.ELECTRON_RUN_AS_NODE
  const name = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  environment[name] = [inRoot('node_modules', '.bin'), environment[name]].filter(Boolean).join(path.delimiter)
  return environment
}

/** Finds a program on the path by its bare name; null when there is none. */
export function findOnPath(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  for (const folder of folders) {
    const candidate = path.join(folder, name)
    if (existsSync(candidate)) return candidate
  }
  return null
}
