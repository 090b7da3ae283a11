// Long lists show their first rows, and more on demand: everything is here, so no page waits for another.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'

const step = 100

interface MoreRowsProps {
  readonly left: number
  readonly onMore: () => void
}

/** The first rows of a list, and what `MoreRows` needs to show the rest a hundred at a time. */
export function useFirstRows<Row>(rows: readonly Row[]): [readonly Row[], MoreRowsProps] {
  const [count, setCount] = useState(step)
  return [
    rows.slice(0, count),
    { left: Math.max(0, rows.length - count), onMore: () => setCount(count + step) },
  ]
}

/** The button below a list that is not shown to its end. */
export function MoreRows({ left, onMore }: MoreRowsProps) {
  const { t } = useTranslation()
  if (left === 0) return null
  return (
    <p className="py-3 text-center">
      <Button size="small" onClick={onMore}>
        {t('profile.more', { count: left })}
      </Button>
    </p>
  )
}
