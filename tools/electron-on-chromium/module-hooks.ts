// Makes `electron` a module of this process, for import and require alike, as in Electron's own Node.
import { registerHooks } from 'node:module'

const names = ['electron', 'electron/main', 'electron/common']
const store = Symbol.for('electron-on-chromium')

/** Answers `electron` with these exports from now on. */
export function installElectronModule(exports: Record<string, unknown>): void {
  Object.defineProperty(globalThis, store, { value: exports })
  const content = `globalThis[Symbol.for('electron-on-chromium')]`
  const lines = Object.keys(exports).map((name) => `export const ${name} = electron.${name}`)
  const sources: Record<string, string> = {
    module: `const electron = ${content}\nexport default electron\n${lines.join('\n')}`,
    commonjs: `module.exports = ${content}`,
  }
  registerHooks({
    resolve: (specifier, context, next) => {
      if (!names.includes(specifier)) return next(specifier, context)
      const format = context.conditions.includes('require') ? 'commonjs' : 'module'
      return { url: `electron-on-chromium:${format}`, format, shortCircuit: true }
    },
    load: (url, context, next) => {
      const [scheme, format = ''] = url.split(':')
      if (scheme !== 'electron-on-chromium') return next(url, context)
      return { format, source: sources[format] ?? '', shortCircuit: true }
    },
  })
}
