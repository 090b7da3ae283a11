import { describe, expect, it } from 'vitest'
import { createOriginMap } from './origin-map.ts'

const map = createOriginMap()
map.declare('app')

describe('addresses translate both ways', () => {
  it.each([
    ['app://desk/index.html?a=1#b', 'https://desk.app.invalid/index.html?a=1#b'],
    ['app://desk/', 'https://desk.app.invalid/'],
  ])('%s', (own, chromium) => {
    expect(map.toChromium(own)).toBe(chromium)
    expect(map.toApp(chromium)).toBe(own)
  })

  it('gives an address without a path the root', () => {
    expect(map.toChromium('app://desk')).toBe('https://desk.app.invalid/')
  })

  it.each([
    'https://example.com/app',
    'http://localhost:5173/',
    'other://desk/x',
    'https://desk.other.invalid/',
  ])('leaves %s alone', (url) => {
    expect(map.toChromium(url)).toBe(url)
    expect(map.toApp(url)).toBe(url)
  })

  it('rewrites the scheme in a policy and nothing else', () => {
    expect(map.toChromiumPolicy("default-src 'self' app: data:; img-src app://desk/x https://a.b;")).toBe(
      "default-src 'self' https://*.app.invalid data:; img-src https://desk.app.invalid/x https://a.b;",
    )
  })
})
