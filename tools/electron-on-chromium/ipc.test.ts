import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Fixture, launchFixture, removeFolder } from './fixture/launch.ts'

interface Bridge {
  attempts: Record<string, string>
  add(left: number, right: number): Promise<number>
  echo(value: unknown): Promise<unknown>
  fail(): Promise<never>
  invoke(channel: string, value?: unknown): Promise<unknown>
  sendFunction(): Promise<unknown>
  shout(text: string): void
  onHeard(listener: (text: string) => void): () => void
  sync(value: unknown): Record<string, unknown>
  refuse(): never
  twice(callback: (value: number) => number): number
}
declare const bridge: Bridge

let fixture: Fixture
beforeAll(async () => {
  fixture = await launchFixture()
})
afterAll(async () => {
  await fixture.app.close()
  removeFolder(fixture.folder)
})

describe('from the page to main and back', () => {
  it('a click calls main and its answer is drawn', async () => {
    await fixture.page.getByRole('button', { name: 'Add' }).click()
    await fixture.page.getByText('sum 5').waitFor()
  })

  it('main sees who called, under its own address', async () => {
    const senders = await fixture.app.evaluate(() => Reflect.get(globalThis, 'fixture').senders)
    expect(senders.at(-1)).toEqual({ url: 'app://fixture/index.html', isTop: true })
  })

  it('values cross by structured clone, both ways', async () => {
    const seen = await fixture.page.evaluate(async () => {
      const sent = {
        when: new Date(5),
        map: new Map([['k', new Set([1])]]),
        bytes: new Uint16Array([1, 65535]),
        none: undefined,
      }
      const got = (await bridge.echo(sent)) as typeof sent
      return [
        got.when instanceof Date && got.when.getTime(),
        got.map instanceof Map && got.map.get('k')?.has(1),
        got.bytes instanceof Uint16Array && [...got.bytes],
        'none' in got && got.none === undefined,
        got !== sent,
      ]
    })
    expect(seen).toEqual([5, true, [1, 65535], true, true])
    const kinds = await fixture.app.evaluate(() => {
      const { echoed } = Reflect.get(globalThis, 'fixture')
      return [echoed.when instanceof Date, echoed.map instanceof Map, echoed.bytes instanceof Uint16Array]
    })
    expect(kinds).toEqual([true, true, true])
  })

  it('refuses functions in both directions, in Electron’s words', async () => {
    const messages = await fixture.page.evaluate(async () => [
      await bridge.sendFunction().catch((error) => error.message),
      await bridge.invoke('answer-a-function').catch((error) => error.message),
    ])
    expect(messages).toEqual([
      'An object could not be cloned.',
      "Error invoking remote method 'answer-a-function': Error: An object could not be cloned.",
    ])
  })

  it('tells a handler’s failure and a missing handler as Electron does', async () => {
    const messages = await fixture.page.evaluate(async () => [
      await bridge.fail().catch((error) => error.message),
      await bridge.invoke('nobody').catch((error) => error.message),
    ])
    expect(messages).toEqual([
      "Error invoking remote method 'fail': TypeError: no such luck",
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    ])
  })

  it('hears main’s messages until it stops listening', async () => {
    const heard = await fixture.page.evaluate(async () => {
      const texts: string[] = []
      const stop = bridge.onHeard((text) => texts.push(text))
      bridge.shout('one')
      await bridge.add(0, 0)
      await bridge.add(0, 0)
      stop()
      bridge.shout('two')
      await bridge.add(0, 0)
      await bridge.add(0, 0)
      return texts
    })
    expect(heard).toEqual(['ONE'])
  })

  it('answers many calls under way at once, each caller its own and in the order they came', async () => {
    const { sums, order } = await fixture.page.evaluate(async () => {
      const order: number[] = []
      const calls = Array.from({ length: 200 }, async (_, index) => {
        const sum = await bridge.add(index, 1000)
        order.push(index)
        return sum
      })
      return { sums: await Promise.all(calls), order }
    })
    expect(order).toEqual(Array.from({ length: 200 }, (_, index) => index))
    expect(sums).toEqual(order.map((index) => index + 1000))
  })
})

describe('contextBridge', () => {
  it('answers synchronously, calls back, and throws across', async () => {
    const seen = await fixture.page.evaluate(() => {
      let thrown: unknown
      try {
        bridge.refuse()
      } catch (error) {
        thrown = error instanceof Error ? error.message : 'not an Error of this world'
      }
      return [bridge.sync([1]), bridge.twice((value) => value * 5), thrown]
    })
    expect(seen).toEqual([{ got: [1], type: 'object', isArray: true }, 25, 'out of bounds'])
  })

  it('says what cannot cross', async () => {
    const messages = await fixture.page.evaluate(() =>
      [document.body, new Map([['run', () => 1]]), Symbol('s')].map((value) => {
        try {
          return bridge.sync(value)
        } catch (error) {
          return error instanceof Error ? error.message : 'threw'
        }
      }),
    )
    expect(messages).toEqual(Array(3).fill('An object could not be cloned.'))
  })

  it('leaks no prototype of the preload’s world', async () => {
    const seen = await fixture.page.evaluate(() => {
      const result = bridge.sync({ a: 1 })
      return [
        Object.getPrototypeOf(bridge) === Object.prototype,
        bridge.add instanceof Function,
        bridge.add(1, 1) instanceof Promise,
        Object.getPrototypeOf(result) === Object.prototype,
        bridge.add.constructor('return typeof require')(),
      ]
    })
    expect(seen).toEqual([true, true, true, true, 'undefined'])
  })

  it('cannot be replaced or extended', async () => {
    const seen = await fixture.page.evaluate(() => {
      const before = bridge
      for (const change of [
        () => Reflect.set(window, 'bridge', null),
        () => Reflect.deleteProperty(window, 'bridge'),
        () => Reflect.set(bridge, 'add', null),
        () => Reflect.set(bridge, 'extra', 1),
        () => Reflect.set(bridge.attempts, 'fs', 'loaded'),
      ]) {
        if (change()) return change.toString()
      }
      return Reflect.get(window, 'bridge') === before
    })
    expect(seen).toBe(true)
  })
})

describe('the preload’s world', () => {
  it('may require events, timers and url, and nothing else', async () => {
    const attempts = await fixture.page.evaluate(() => bridge.attempts)
    expect(attempts).toEqual({
      fs: 'module not found: fs',
      'node:fs': 'module not found: node:fs',
      child_process: 'module not found: child_process',
      path: 'module not found: path',
      './main.mjs': 'module not found: ./main.mjs',
      events: 'loaded',
      timers: 'loaded',
      url: 'loaded',
    })
  })

  it('is invisible to the page: no require, no process, no binding', async () => {
    const seen = await fixture.page.evaluate(() => {
      const clean = document.createElement('iframe')
      document.body.append(clean)
      const usual = new Set(Object.getOwnPropertyNames(clean.contentWindow ?? {}))
      clean.remove()
      // Chromium names a window's elements with an id, and Playwright its own helpers.
      const extra = Object.getOwnPropertyNames(window).filter(
        (name) => !usual.has(name) && !/^__p(w|laywright)/.test(name),
      )
      return {
        extra,
        require: typeof Reflect.get(window, 'require'),
        process: typeof Reflect.get(window, 'process'),
      }
    })
    expect(seen).toEqual({ extra: ['bridge'], require: 'undefined', process: 'undefined' })
  })
})
