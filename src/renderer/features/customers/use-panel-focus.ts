// The question who somebody is stops a save; its way out takes the focus then.
import { useEffect, useRef } from 'react'

/** A ref for the panel; `isAsking` once saving stopped there, `busy` while its buttons rest. */
export function usePanelFocus(isAsking: boolean, busy: boolean) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isAsking && !busy) panel.current?.querySelector<HTMLElement>('[data-exit]')?.focus()
  }, [isAsking, busy])
  return panel
}
