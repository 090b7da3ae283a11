// Text with the parts that matched marked.
import { Fragment } from 'react'

interface MarkedTextProps {
  readonly text: string
  /** UTF-16 ranges, sorted and apart, end exclusive. */
  readonly ranges?: readonly (readonly [start: number, end: number])[] | undefined
}

/** Renders `text` with each range inside a <mark>. */
export function MarkedText({ text, ranges }: MarkedTextProps) {
  if (!ranges || ranges.length === 0) return text
  return (
    <>
      {ranges.map(([start, end], index) => (
        <Fragment key={start}>
          {text.slice(ranges[index - 1]?.[1] ?? 0, start)}
          <mark>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(ranges.at(-1)?.[1] ?? 0)}
    </>
  )
}
