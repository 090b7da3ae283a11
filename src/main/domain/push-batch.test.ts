import fc from 'fast-check'
import { expect, it } from 'vitest'
import { takePushBatch, utf8Length } from './push-batch.ts'

const limits = { commands: 500, bytes: 512 * 1024 }
const command = (seq: number, payload = '{}') => ({ seq, payload })

it('counts bytes as UTF-8 counts them', () => {
  expect(utf8Length('สมชาย')).toBe(15)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length)
    }),
  )
  for (const lone of ['\ud800', 'a\udc00', '\ud800a', '\ud800\ud800\udc00']) {
    expect(utf8Length(lone)).toBe(new TextEncoder().encode(lone).length)
  }
})

it('ends at the limit of commands', () => {
  const queue = Array.from({ length: 1_000 }, (_, index) => command(index + 7))
  expect(takePushBatch(queue, limits).map(({ seq }) => seq)).toEqual(
    queue.slice(0, 500).map(({ seq }) => seq),
  )
})

it('ends before a gap in the numbers', () => {
  expect(takePushBatch([command(3), command(4), command(6)], limits).map(({ seq }) => seq)).toEqual([3, 4])
})

it('sends one that is too large by itself alone, wherever it stands', () => {
  const large = command(2, 'x'.repeat(limits.bytes + 1))
  expect(takePushBatch([command(1), large, command(3)], limits)).toEqual([command(1)])
  expect(takePushBatch([large, command(3)], limits)).toEqual([large])
})

it('reads no further than it must', () => {
  let read = 0
  const cursor = function* () {
    for (let seq = 1; ; seq += 1) {
      read += 1
      yield command(seq)
    }
  }
  expect(takePushBatch(cursor(), { commands: 10, bytes: 1_000_000 })).toHaveLength(10)
  expect(read).toBe(10)
})

it('takes everything in order in the end, within both limits', () => {
  const payloads = fc.array(fc.string({ maxLength: 400 }), { maxLength: 60 })
  fc.assert(
    fc.property(payloads, fc.integer({ min: 1, max: 9 }), (texts, commands) => {
      let queue = texts.map((payload, index) => command(index + 1, payload))
      const sent: number[] = []
      while (queue.length > 0) {
        const batch = takePushBatch(queue, { commands, bytes: 1_000 })
        expect(batch.length).toBeGreaterThan(0)
        expect(batch.length).toBeLessThanOrEqual(commands)
        const bytes = batch.reduce((sum, { payload }) => sum + utf8Length(payload), 0)
        expect(batch.length === 1 || bytes <= 1_000).toBe(true)
        sent.push(...batch.map(({ seq }) => seq))
        queue = queue.slice(batch.length)
      }
      expect(sent).toEqual(texts.map((_, index) => index + 1))
    }),
  )
})
