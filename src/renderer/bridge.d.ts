// The page's only door: what the preload puts on `window`.
import type { Bridge } from '../shared/channels.ts'

declare global {
  interface Window {
    readonly regulars: Bridge
  }
}
