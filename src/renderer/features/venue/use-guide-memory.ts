// Which pages of the guide whoever works here has read on this counter, and where they left off.
import { useCallback, useMemo, useRef } from 'react'
import { useCommand, useMethod } from '../../api.ts'
import { type GuidePage, isGuidePage } from './guide-pages.ts'

interface GuideMemory {
  readonly read: readonly GuidePage[]
  readonly last: GuidePage | null
  /** Notes that a page was opened. */
  readonly remember: (page: GuidePage) => void
}

/** What is remembered; nothing while it is not known, and nothing is lost by that. */
export function useGuideMemory(): GuideMemory {
  const stored = useMethod('memory.get', { name: 'guide' })
  const { data, isSuccess } = stored
  const { mutate } = useCommand('memory.set')
  const known = useMemo(() => readMemory(data ?? null), [data])
  // Pages turned faster than they are stored are not forgotten.
  const opened = useRef<readonly GuidePage[]>([])
  const remember = useCallback(
    (page: GuidePage) => {
      opened.current = [...opened.current, page]
      const read = [...new Set([...known.read, ...opened.current])]
      if (!isSuccess || (known.last === page && read.length === known.read.length)) return
      mutate({ name: 'guide', value: JSON.stringify({ read, last: page }) })
    },
    [isSuccess, known, mutate],
  )
  return { ...known, remember }
}

function readMemory(json: string | null): Pick<GuideMemory, 'read' | 'last'> {
  try {
    const { read, last } = JSON.parse(json ?? '{}') as { read?: unknown; last?: unknown }
    const pages = Array.isArray(read)
      ? read.filter((name): name is GuidePage => isGuidePage(String(name)))
      : []
    return { read: pages, last: typeof last === 'string' && isGuidePage(last) ? last : null }
  } catch {
    return { read: [], last: null }
  }
}
