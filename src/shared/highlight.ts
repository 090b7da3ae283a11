// Which parts of a shown text answer a query: the query's normal form is looked for in the text's normal form,
// and what is found is given back as places in the text as shown, never half of a Thai cluster or of an emoji.
import { normaliseText } from './text.ts'

type Range = [start: number, end: number]

/** A text's normal form with, for each of its UTF-16 units, the range of the original it stands for. */
interface Mapped {
  readonly normal: string
  readonly origins: readonly Range[]
}

const joinsPrevious = /^[\p{M}\p{Cf}ำ]$/u

/** End of the cluster that starts at `start`: its base character and every mark that sits on it. */
function clusterEnd(text: string, start: number): number {
  let index = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1)
  while (index < text.length) {
    const code = text.codePointAt(index) ?? 0
    if (code < 0x300) break
    const character = String.fromCodePoint(code)
    if (!joinsPrevious.test(character)) break
    index += character.length
  }
  return index
}

function mapText(text: string): Mapped {
  let normal = ''
  const origins: Range[] = []
  for (let start = 0; start < text.length; ) {
    const end = clusterEnd(text, start)
    const cluster = text.slice(start, end)
    let folded = /^\s$/.test(cluster) ? ' ' : normaliseText(cluster)
    if (folded === ' ' && (normal === '' || normal.endsWith(' '))) folded = ''
    if (folded === 'เ' && normal.endsWith('เ')) {
      // Two เ written for แ: both make the one letter.
      const first = origins.pop()
      origins.push([first?.[0] ?? start, end])
      normal = `${normal.slice(0, -1)}แ`
    } else {
      for (let index = 0; index < folded.length; index += 1) origins.push([start, end])
      normal += folded
    }
    start = end
  }
  return { normal, origins }
}

/** Only the digits of a mapped text; a leading +66, 66 or 0066 reads as the zero of the national form. */
function digitsOf(mapped: Mapped, national: boolean): Mapped {
  let normal = ''
  const origins: Range[] = []
  for (const [index, origin] of mapped.origins.entries()) {
    const character = mapped.normal.charAt(index)
    if (character < '0' || character > '9') continue
    normal += character
    origins.push(origin)
  }
  const prefix = national ? (/^(?:00[1456789]?)?660?(?=\d{3})/.exec(normal)?.[0].length ?? 0) : 0
  if (prefix === 0) return { normal, origins }
  const zero: Range = [origins[0]?.[0] ?? 0, origins[prefix - 1]?.[1] ?? 0]
  return { normal: `0${normal.slice(prefix)}`, origins: [zero, ...origins.slice(prefix)] }
}

function findAll({ normal, origins }: Mapped, fragment: string): Range[] {
  const found: Range[] = []
  if (fragment === '') return found
  for (let at = normal.indexOf(fragment); at >= 0; at = normal.indexOf(fragment, at + 1)) {
    const first = origins[at]
    const last = origins[at + fragment.length - 1]
    if (first !== undefined && last !== undefined) found.push([first[0], last[1]])
  }
  return found
}

function mergeRanges(ranges: Range[]): Range[] {
  const merged: Range[] = []
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}

/** UTF-16 ranges (end exclusive, sorted, apart) of `text` whose normal form holds one of the fragments; a fragment of digits is found across separators and across +66 for 0. */
export function highlightRanges(text: string, fragments: readonly string[]): [number, number][] {
  const mapped = mapText(text)
  const found: Range[] = []
  for (const fragment of fragments) {
    const normal = normaliseText(fragment)
    found.push(...findAll(mapped, normal))
    const digits = normal.replace(/[\s+\-./()]/g, '')
    if (!/^\d{2,}$/.test(digits)) continue
    const asWritten = findAll(digitsOf(mapped, false), digits)
    found.push(...(asWritten.length > 0 ? asWritten : findAll(digitsOf(mapped, true), digits)))
  }
  return mergeRanges(found)
}
