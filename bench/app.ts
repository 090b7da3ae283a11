// Measures the built app as a person meets it: keystroke to painted results, start to a usable search box, memory.
// node bench/app.ts DEMO_FILE CUSTOMERS; started by `npm run bench:app`, which prepares everything.
import { rmSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { launchApp, makeFolder } from '../tests/e2e/launch.ts'
import { currentRuntime } from '../tools/launch/runtime.mjs'

const starts = 5
// What a desk types: names in both scripts, phone scraps, codes, e-mails, a typo, the wrong keyboard layout, misses.
const typed = [
  'สมชาย',
  'ใจดี',
  'somchai',
  'smith',
  '0812345',
  '4567',
  '089-12',
  '+66 81 2',
  'CUS-0042',
  'gmail',
  'ณัฐ',
  'wong',
  'นันท',
  'สมชยา',
  'l,=kp',
  'zzqx',
  'anan 08',
  'ศรี ๐๘',
]

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

const round = (value: number) => Math.round(value * 10) / 10

async function waitUntilUsable(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.activeElement?.matches('input[type=search]') && document.querySelector('[role=option]'),
    undefined,
    { polling: 10, timeout: 600_000 },
  )
}

/** From just before the process starts to a focused box with the recent customers below it; an upper bound. */
async function measureStart(folder: string): Promise<number> {
  const startedAt = performance.now()
  const app = await launchApp({ folder })
  await waitUntilUsable(app.page)
  const took = performance.now() - startedAt
  await app.close()
  return took
}

/** Times every keystroke in the page: from the input event to the frame after the list that answers it was drawn. */
async function installStopwatch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { keystrokeTimes: times })
    document.addEventListener(
      'input',
      (event) => {
        const startedAt = performance.now()
        const wanted = (event.target as HTMLInputElement).value
        const look = () => {
          const answers = document.querySelector('[data-answers]')?.getAttribute('data-answers')
          if (answers === wanted)
            requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - startedAt)))
          else requestAnimationFrame(look)
        }
        look()
      },
      { capture: true },
    )
  })
}

async function typeAndMeasure(page: Page): Promise<number[]> {
  await installStopwatch(page)
  let expected = 0
  const counted = () =>
    page.evaluate(() => (window as unknown as { keystrokeTimes: number[] }).keystrokeTimes.length)
  for (const text of typed) {
    await page.keyboard.press('Escape')
    for (const letter of text) {
      await page.keyboard.insertText(letter)
      expected += 1
      while ((await counted()) < expected) await page.waitForTimeout(5)
    }
  }
  return page.evaluate(() => (window as unknown as { keystrokeTimes: number[] }).keystrokeTimes)
}

const [demoFile = '', customers = '100000'] = process.argv.slice(2)
const folder = makeFolder()
console.log('Loading the demo directory into a fresh store…')
const first = await launchApp({ folder, args: [`--demo=${demoFile}`], patience: 600_000 })
await waitUntilUsable(first.page)
await first.close()

console.log('Starting…')
const startTimes: number[] = []
for (let run = 0; run < starts; run += 1) startTimes.push(await measureStart(folder))

console.log('Typing…')
const app = await launchApp({ folder })
await waitUntilUsable(app.page)
const memoryAtStart = await app.app.evaluate(() => process.memoryUsage().rss)
const keystrokes = await typeAndMeasure(app.page)
const memoryAfter = await app.app.evaluate(() => process.memoryUsage().rss)
await app.close()
rmSync(folder, { recursive: true, force: true })

const result = {
  runtime: currentRuntime().kind,
  customers: Number(customers),
  keystroke_to_paint_ms: {
    p50: round(percentile(keystrokes, 0.5)),
    p95: round(percentile(keystrokes, 0.95)),
    worst: round(Math.max(...keystrokes)),
    keystrokes: keystrokes.length,
  },
  start_ms: { median: round(percentile(startTimes, 0.5)), runs: startTimes.map(round) },
  main_process_mb: {
    after_start: round(memoryAtStart / 2 ** 20),
    after_typing: round(memoryAfter / 2 ** 20),
  },
}
console.log(JSON.stringify(result))
