// The installers' recipe: every fuse is where it should be, and nothing but the built app can go in.
import { existsSync, readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'

interface Recipe {
  readonly files: readonly string[]
  readonly asar: boolean
  readonly asarUnpack: readonly string[]
  readonly npmRebuild: boolean
  readonly icon: string
  readonly electronFuses: Readonly<Record<string, boolean>>
  readonly nsis: { readonly deleteAppDataOnUninstall: boolean }
  readonly win: PlatformRecipe
  readonly mac: PlatformRecipe
  readonly linux: PlatformRecipe
}
interface PlatformRecipe {
  readonly files: readonly { readonly from: string; readonly to: string; readonly filter: string }[]
  readonly target: readonly { readonly target: string; readonly arch: readonly string[] }[]
}

const recipe = load(readFileSync('electron-builder.yml', 'utf8')) as Recipe
const prebuilds = 'node_modules/better-sqlite3/prebuilds'

describe('electron-builder.yml', () => {
  test('closes every fuse that would let the packed app be run as something else', () => {
    expect(recipe.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
      loadBrowserProcessSpecificV8Snapshot: false,
    })
  })

  test('takes in the built app and package.json, nothing else by name', () => {
    expect(recipe.files.filter((pattern) => !pattern.startsWith('!'))).toEqual(['out/**', 'package.json'])
    expect(recipe.files).toContain('!**/*.map')
    expect(recipe.files).toContain('!node_modules/better-sqlite3/{src,deps,prebuilds}/**')
  })

  test.each([
    ['win', 'win32', ['nsis']],
    ['mac', 'darwin', ['dmg']],
    ['linux', 'linux', ['AppImage', 'deb']],
  ] as const)('on %s packs the one native binary of its target, which exists', (name, platform, targets) => {
    const part = recipe[name]
    const filter = `${platform}-\${arch}.node`
    expect(part.files).toEqual([{ from: prebuilds, to: prebuilds, filter }])
    expect(part.target.map((entry) => entry.target)).toEqual(targets)
    for (const arch of part.target.flatMap((entry) => entry.arch)) {
      expect(existsSync(`${prebuilds}/${platform}-${arch}.node`)).toBe(true)
    }
  })

  test('keeps native code outside the archive and never rebuilds it', () => {
    expect(recipe.asar).toBe(true)
    expect(recipe.asarUnpack).toEqual(['**/*.node'])
    expect(recipe.npmRebuild).toBe(false)
  })

  test('has an icon large enough for every system', () => {
    const png = readFileSync(recipe.icon)
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1024, 1024])
  })

  test('never deletes customers when the program is removed', () => {
    expect(recipe.nsis.deleteAppDataOnUninstall).toBe(false)
  })

  test('nothing that is bundled is also shipped as a dependency', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object }
    expect(Object.keys(dependencies)).toEqual(['better-sqlite3'])
  })
})
