// A small file that stands while the store is open. Found at the next start, it means the last session did not close:
// the file is then checked in full; a clean start skips that and answers in milliseconds.
import fs from 'node:fs'
import { writeDurably } from './store-files.ts'

/** `open`: did not close; `damaged`: bad pages were met; `recovering`: a damaged file is being set aside and its rescue has not finished. */
export type SessionMark =
  | { readonly state: 'open' | 'damaged' }
  | { readonly state: 'recovering'; readonly setAside: string | null }

/** The mark the last session left, null after a clean close; an unreadable mark counts as `open`. */
export function readSessionMark(file: string): SessionMark | null {
  if (!fs.existsSync(file)) return null
  const [state, setAside] = fs.readFileSync(file, 'utf8').trim().split(' ')
  if (state === 'recovering' && setAside) return { state, setAside: setAside === '-' ? null : setAside }
  return { state: state === 'damaged' ? 'damaged' : 'open' }
}

/** Leaves a mark that outlasts a power cut. */
export function writeSessionMark(file: string, mark: SessionMark): void {
  writeDurably(
    file,
    mark.state === 'recovering' ? `${mark.state} ${mark.setAside ?? '-'}\n` : `${mark.state}\n`,
  )
}

/** Takes the mark away after a clean close; one that says `damaged` stays. */
export function clearSessionMark(file: string): void {
  if (readSessionMark(file)?.state === 'open') fs.rmSync(file, { force: true })
}
