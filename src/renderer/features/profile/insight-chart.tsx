// Bars, drawn with the chart library in the colours of the theme, without movement. Loaded only with the Insights tab.
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { InsightRow } from './insight-part.tsx'

const label = { fill: 'var(--muted)', fontSize: 12 }

interface InsightChartProps {
  readonly rows: readonly InsightRow[]
  readonly say: (value: number) => string
}

/** One bar for each row; its exact value under the mouse. What it shows is in the table beside it for everybody else. */
export function InsightChart({ rows, say }: InsightChartProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...rows]}
        margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
        barCategoryGap="18%"
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="name"
          tick={label}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          minTickGap={10}
          interval="equidistantPreserveStart"
        />
        <YAxis
          tick={label}
          tickLine={false}
          axisLine={false}
          width="auto"
          allowDecimals={false}
          tickCount={4}
          tickFormatter={say}
        />
        <Tooltip
          cursor={{ fill: 'var(--hover)' }}
          isAnimationActive={false}
          content={({ active, payload }) => {
            const row = payload?.[0]?.payload as InsightRow | undefined
            return active && row ? (
              <p className="rounded border border-line bg-surface px-2.5 py-1 text-sm">
                <span className="text-muted">{row.name}</span>{' '}
                <strong className="font-semibold">{say(row.value)}</strong>
              </p>
            ) : null
          }}
        />
        <Bar
          dataKey="value"
          fill="var(--accent)"
          radius={[3, 3, 0, 0]}
          maxBarSize={36}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  )
}
