// A line as small as a word: how a figure moved over the last twelve months. Its meaning is said beside it in words.

interface SparklineProps {
  readonly values: readonly (number | null)[]
}

const width = 44
const height = 16

/** The points of the line as SVG coordinates; months that are not known are left out. Empty for fewer than two. */
export function pointsOf(values: readonly (number | null)[]): string {
  const known = values
    .map((value, at) => ({ value, at }))
    .filter((one): one is { value: number; at: number } => one.value !== null)
  if (known.length < 2) return ''
  const least = Math.min(...known.map(({ value }) => value))
  const most = Math.max(...known.map(({ value }) => value))
  const span = most - least
  return known
    .map(({ value, at }) => {
      const x = 1 + (at / (values.length - 1)) * (width - 2)
      const y = span === 0 ? height / 2 : height - 2 - ((value - least) / span) * (height - 4)
      return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`
    })
    .join(' ')
}

/** The line; nothing where there is none. */
export function Sparkline({ values }: SparklineProps) {
  const points = pointsOf(values)
  if (points === '') return null
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      className="shrink-0"
    >
      <polyline
        points={points}
        fill="none"
        stroke="var(--line-strong)"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  )
}
