// How the three sides are built: everything is bundled except Electron and the native store,
// the preload as one CommonJS file because a sandboxed preload cannot load anything else.
import { globSync } from 'node:fs'
import path from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** Worker threads are entries of their own: src/main/import/worker.ts becomes out/main/import/worker.js. */
function findWorkers(): Record<string, string> {
  const files = globSync('src/main/**/*worker.ts').map((file) => file.replaceAll('\\', '/'))
  return Object.fromEntries(files.map((file) => [file.replace(/^src\/main\/|\.ts$/g, ''), file]))
}

/** The ES form of this package declares a `require` of its own, which no bundled module may. */
const withoutOwnRequire = { fflate: path.resolve('node_modules/fflate/lib/node.cjs') }

export default defineConfig({
  main: {
    resolve: { alias: withoutOwnRequire },
    build: {
      sourcemap: false,
      rolldownOptions: {
        input: { index: 'src/main/index.ts', ...findWorkers() },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      sourcemap: false,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), tailwindcss()],
    build: {
      sourcemap: false,
      minify: true,
      // The page's policy lets fonts and pictures come from the app only, never from inside the styles.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: { input: { index: path.resolve('src/renderer/index.html') } },
    },
  },
})
