import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCloneCodec } from './clone-codec.ts'

const codec = createCloneCodec()
const travel = (value: unknown) => codec.decode(codec.encode(value))

describe('values cross as structured clone carries them', () => {
  it.each([
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['minus zero', -0],
    ['infinity', Number.POSITIVE_INFINITY],
    ['big integers', 2n ** 80n],
    ['dates', new Date(86_400_000)],
    ['invalid dates', new Date(Number.NaN)],
    ['regular expressions', /a(b)+/giu],
    [
      'maps with any keys',
      new Map<unknown, unknown>([
        [{ a: 1 }, new Set([1, '2'])],
        [undefined, null],
      ]),
    ],
    ['typed arrays', new Float64Array([1.5, Number.NaN, -0])],
    ['buffers', new Uint8Array([0, 255, 128]).buffer],
    ['nested data', { rows: [{ name: 'สมชาย', tags: [], none: undefined }], ok: true }],
    ['keys that look like tags', { $: 'Date', v: 1 }],
    ['own __proto__ keys', JSON.parse('{"__proto__": {"polluted": true}}')],
    ['lone surrogates', '\ud800 and \u0000'],
  ])('%s', (_name, value) => {
    expect(travel(value)).toStrictEqual(value)
  })

  it('keeps cycles and shared identity', () => {
    const shared = { deep: new Map() }
    const value: Record<string, unknown> = { first: shared, second: [shared] }
    value.self = value
    const copy = travel(value) as typeof value & { second: unknown[] }
    expect(copy.self).toBe(copy)
    expect(copy.second[0]).toBe(copy.first)
    expect(copy.first).not.toBe(shared)
  })

  it('keeps an error’s kind, message and cause', () => {
    const copy = travel(new RangeError('too far', { cause: { at: 3 } })) as Error
    expect(copy).toBeInstanceOf(RangeError)
    expect(copy.message).toBe('too far')
    expect(copy.cause).toEqual({ at: 3 })
  })

  it('drops prototypes', () => {
    class Point {
      x = 1
      getX() {
        return this.x
      }
    }
    expect(Object.getPrototypeOf(travel(new Point()))).toBe(Object.prototype)
  })

  it.each([
    ['functions', { run: () => 1 }],
    ['symbols', [Symbol('s')]],
    ['promises', Promise.resolve()],
    ['weak maps', new WeakMap()],
  ])('refuses %s', (_name, value) => {
    expect(() => codec.encode(value)).toThrow('An object could not be cloned.')
  })

  it('agrees with structuredClone on arbitrary data', () => {
    const anything = fc.anything({
      withDate: true,
      withMap: true,
      withSet: true,
      withBigInt: true,
      withTypedArray: true,
    })
    fc.assert(
      fc.property(anything, (value) => {
        expect(travel(value)).toStrictEqual(structuredClone(value))
      }),
    )
  })
})
