// End-to-end tests over the built app, two files at a time; the runtime is chosen in tests/e2e/launch.ts.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  // On a screen the windows would take the focus from each other.
  workers: process.env.REGULARS_RUNTIME === 'stand-in' ? 2 : 1,
  // A window under load can be late once. What does not pass at once is named in the summary, never hidden.
  retries: 2,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.REGULARS_E2E_REPORT ?? 'test-results/reports/e2e.json' }],
  ],
})
