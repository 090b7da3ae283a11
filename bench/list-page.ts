// The stopwatches that run inside the page: from a press to the frame after its rows were drawn, and frames while scrolling.
import type { Page } from '@playwright/test'

/** Presses the `at`th element found (or `inside` it) and waits until the list answers anew, in milliseconds. */
export async function timeChange(page: Page, selector: string, at = 0, inside = ''): Promise<number> {
  return page.evaluate(
    ([found, index, within]) =>
      new Promise<number>((resolve, reject) => {
        const place = document.querySelectorAll<HTMLElement>(found)[index]
        const target = within ? place?.querySelector<HTMLElement>(within) : place
        if (!target) return reject(new Error(`There is no ${found} ${within}`))
        const answers = () => document.querySelector('[role=grid]')?.getAttribute('data-answers') ?? null
        const isEmpty = () => document.querySelector('[role=grid]') === null
        const hasRows = () => (document.querySelector('[data-row="0"] th')?.textContent ?? '') !== ''
        const before = answers()
        const startedAt = performance.now()
        target.click()
        const look = () => {
          const changed = answers() !== before && (isEmpty() || hasRows())
          if (changed) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt)))
          else if (performance.now() - startedAt > 20_000) reject(new Error(`No answer to ${found} ${index}`))
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      }),
    [selector, at, inside] as const,
  )
}

export interface Frames {
  readonly frames: number
  readonly dropped: number
  /** Of a hundred frames, how many were dropped. */
  readonly dropped_percent: number
  /** The same scrolling over a plain striped page in the same run: what the machine itself drops. */
  readonly dropped_percent_of_nothing: number
}

/** Scrolls the list by `step` pixels a frame for `duration` milliseconds and counts the frames that did not come. */
export async function measureFrames(page: Page, duration: number, step: number): Promise<Frames> {
  const counted = (moves: boolean, time: number) =>
    page.evaluate(
      ([moving, long, by]) =>
        new Promise<{ frames: number; dropped: number }>((resolve) => {
          const list = document.querySelector<HTMLElement>('[role=grid]')?.parentElement
          const plain = document.createElement('div')
          if (!moving) {
            plain.style.cssText = 'position:fixed;inset:0;z-index:99;overflow:auto;background:white'
            const stripes = document.createElement('div')
            stripes.style.cssText =
              'height:4000000px;background:repeating-linear-gradient(#fff 0 39px,#ccc 39px 40px)'
            plain.append(stripes)
            document.body.append(plain)
          }
          const scroller = moving ? list : plain
          let top = 0
          const gaps: number[] = []
          const startedAt = performance.now()
          let last = startedAt
          const next = (now: number) => {
            gaps.push(now - last)
            last = now
            top += by
            scroller?.scrollTo(0, top)
            if (now - startedAt < long) return requestAnimationFrame(next)
            const beat = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 16.7
            const interval = Math.max(4, Math.min(beat, 16.7))
            const dropped = gaps
              .slice(1)
              .reduce((sum, gap) => sum + Math.max(0, Math.round(gap / interval) - 1), 0)
            plain.remove()
            resolve({ frames: gaps.length, dropped })
          }
          requestAnimationFrame(next)
        }),
      [moves, time, step] as const,
    )
  const still = await counted(false, Math.min(duration, 5000))
  await page.evaluate(() => document.querySelector('[role=grid]')?.parentElement?.scrollTo(0, 0))
  const moving = await counted(true, duration)
  const percent = ({ frames, dropped }: { frames: number; dropped: number }) =>
    Math.round((dropped / Math.max(1, frames + dropped)) * 10_000) / 100
  return { ...moving, dropped_percent: percent(moving), dropped_percent_of_nothing: percent(still) }
}
