// Unit tests beside their files; apart from them, those that need PostgreSQL, those that need Chromium and those that
// kill processes.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts', 'tests/*.test.ts'],
          exclude: ['tools/electron-on-chromium/**', 'tools/local-supabase/**'],
          pool: 'forks',
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'server',
          include: [
            'tests/server/**/*.test.ts',
            'tests/backend/**/*.test.ts',
            'tests/sim/parity.test.ts',
            'tools/local-supabase/**/*.test.ts',
          ],
          globalSetup: ['tests/server/global-setup.ts'],
          pool: 'forks',
          // Every file has a database of its own on the one server.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'sim',
          include: ['tests/sim/**/*.test.ts'],
          exclude: ['tests/sim/parity.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'stand-in',
          retry: 1,
          include: ['tools/electron-on-chromium/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'crash',
          include: ['tests/crash/**/*.test.ts'],
          pool: 'forks',
          testTimeout: 120_000,
        },
      },
    ],
  },
})
