// Measures the Customers screen of the built app as a person meets it: its click to painted rows, a sort or a filter to
// painted rows, frames dropped while scrolling, and what the page's process holds after minutes of use.
// node bench/list-app.ts DEMO_FILE CUSTOMERS MINUTES; started by `npm run bench:list-app`, which prepares everything.
import { rmSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { launchApp, makeFolder, type OpenApp } from '../tests/e2e/launch.ts'
import { currentRuntime } from '../tools/launch/runtime.mjs'
import { measureFrames, timeChange } from './list-page.ts'
import { rendererMegabytes } from './renderer-memory.ts'

const opens = 5

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
const round = (value: number) => Math.round(value * 10) / 10
const spread = (values: readonly number[]) => ({
  p50: round(percentile(values, 0.5)),
  p95: round(percentile(values, 0.95)),
  worst: round(Math.max(...values)),
  changes: values.length,
})

async function waitUntilUsable(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[role=option]'), undefined, {
    polling: 20,
    timeout: 600_000,
  })
}

const places = {
  counter: 'nav > ul > li:nth-child(1) > button',
  customers: 'nav > ul > li:nth-child(2) > button',
}
const heads = ['fullName', 'lastVisit', 'totalVisits', 'lifetimeValue', 'customerCode', 'status'] as const

async function open(folder: string): Promise<OpenApp> {
  const app = await launchApp({ folder })
  await app.page.setViewportSize({ width: 1366, height: 768 })
  await waitUntilUsable(app.page)
  return app
}

/** Presses each head twice: upwards and downwards, each a change of its own. */
async function timeSorts(page: Page): Promise<number[]> {
  const times: number[] = []
  for (const head of heads) {
    for (let press = 0; press < 2; press += 1) {
      times.push(await timeChange(page, `[data-column=${head}]`))
    }
  }
  times.push(await timeChange(page, `[data-column=${heads[5]}]`))
  return times
}

/** What main alone takes for the same orders, asked straight over the bridge about a question it has not met. */
async function timeCalls(page: Page): Promise<number[]> {
  const times: number[] = []
  for (const by of heads) {
    for (const order of ['asc', 'desc']) {
      const args = { filters: { visitsFrom: 0 }, sort: { by, order }, offset: 0, limit: 100 }
      times.push(
        await page.evaluate(async (asked) => {
          const bridge = (
            window as unknown as { regulars: { call(name: string, args: object): Promise<unknown> } }
          ).regulars
          const startedAt = performance.now()
          await bridge.call('customers.list', asked)
          return performance.now() - startedAt
        }, args),
      )
    }
  }
  return times
}

/** Goes through the choices of the filter panel, each pressed and taken back. */
async function timeFilters(page: Page): Promise<number[]> {
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const panel = '[role=dialog]'
  await page.locator(panel).waitFor()
  const times: number[] = []
  const boxes = await page.locator(`${panel} input[type=checkbox]`).count()
  for (let box = 0; box < boxes; box += 1) {
    for (let press = 0; press < 2; press += 1) {
      times.push(await timeChange(page, `${panel} input[type=checkbox]`, box))
    }
  }
  const groups = await page.locator(`${panel} fieldset:has(input[type=radio])`).count()
  for (let group = 0; group < groups; group += 1) {
    const radios = `${panel} fieldset:has(input[type=radio])`
    for (const choice of [0, 1, 2]) {
      times.push(await timeChange(page, radios, group, `label:nth-of-type(${choice + 1}) input`))
    }
  }
  await page.keyboard.press('Escape')
  return times
}

/** A minute of a manager's use: sorting, filtering, searching, scrolling, opening people, going back and forth. */
async function workForAWhile(page: Page, until: number): Promise<void> {
  while (performance.now() < until) {
    await page.locator(places.customers).click()
    await page.locator('[data-row] th').first().waitFor()
    await timeSorts(page)
    await measureFrames(page, 4000, 90)
    await page.getByRole('searchbox').fill(`som${Math.floor(performance.now()) % 10}`)
    await page.waitForTimeout(400)
    await page.getByRole('searchbox').fill('')
    await page.waitForTimeout(400)
    for (let row = 0; row < 4; row += 1) {
      await page.locator(`[data-row="${row}"] th`).click()
      await page.waitForTimeout(250)
    }
    await page.locator(places.counter).click()
    await page.waitForTimeout(250)
  }
}

const [demoFile = '', customers = '100000', minutes = '5'] = process.argv.slice(2)
const folder = makeFolder()
console.log('Loading the demo directory into a fresh store…')
const first = await launchApp({ folder, args: [`--demo=${demoFile}`], patience: 600_000 })
await waitUntilUsable(first.page)
await first.close()

console.log('Opening the list…')
const cold: number[] = []
const warm: number[] = []
for (let run = 0; run < opens; run += 1) {
  const app = await open(folder)
  cold.push(await timeChange(app.page, places.customers))
  await app.page.locator(places.counter).click()
  await app.page.waitForTimeout(300)
  warm.push(await timeChange(app.page, places.customers))
  await app.close()
}

console.log('Sorting and filtering…')
const app = await open(folder)
await timeChange(app.page, places.customers)
const sorts = await timeSorts(app.page)
const calls = await timeCalls(app.page)
const filters = await timeFilters(app.page)
console.log('Scrolling…')
const frames = await measureFrames(app.page, 15_000, 24)
const fast = await measureFrames(app.page, 8000, 400)

console.log(`Using the list for ${minutes} minutes…`)
const memory: { minute: number; megabytes: number; heap: number }[] = []
const startedAt = performance.now()
for (let minute = 0; minute <= Number(minutes); minute += 1) {
  if (minute > 0) await workForAWhile(app.page, startedAt + minute * 60_000)
  memory.push({ minute, ...(await rendererMegabytes(app)) })
}
await app.close()
rmSync(folder, { recursive: true, force: true })

console.log(
  JSON.stringify({
    runtime: currentRuntime().kind,
    customers: Number(customers),
    open_ms: { cold: spread(cold), again: spread(warm) },
    sort_ms: spread(sorts),
    call_ms: spread(calls),
    filter_ms: spread(filters),
    scrolling: { ...frames, at: '24 px a frame' },
    scrolling_fast: { ...fast, at: '400 px a frame' },
    renderer: memory,
  }),
)
