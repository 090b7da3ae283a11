// How far an export or the tagging of many is, as it is told while it goes on.
import { useEffect, useState } from 'react'
import type { Events } from '../../../shared/contract.ts'

type Told = Events['list.progress']

interface ListProgressProps {
  readonly task: Told['task']
  readonly label: string
}

/** A bar that moves once something was told; until then it only says that work goes on. */
export function ListProgress({ task, label }: ListProgressProps) {
  const [told, setTold] = useState<Told>()
  useEffect(
    () =>
      window.regulars.on('list.progress', (progress) => {
        if (progress.task === task) setTold(progress)
      }),
    [task],
  )
  return <progress aria-label={label} className="h-2 w-full" value={told?.done} max={told?.total} />
}
