// Coming back from a profile: everything is scrolled as it was, and the focus goes to what it was opened from.
import { useLayoutEffect, useRef } from 'react'
import { useInterface } from '../../store.ts'
import { focusSearchBox } from '../../ui/search-box-focus.ts'

/** Puts the focus back once the screen a profile was opened from is shown again. */
export function useReturn(): void {
  const screen = useInterface((state) => state.screen)
  const before = useRef(screen)
  useLayoutEffect(() => {
    const cameBack = before.current === 'profile' && screen === useInterface.getState().cameFrom.screen
    before.current = screen
    if (!cameBack) return
    const { focus, scrolled } = useInterface.getState().cameFrom
    for (const { element, top, left } of scrolled) element.scrollTo(left, top)
    // What was pressed is gone where the list changed meanwhile.
    if (focus?.isConnected && focus !== document.body) focus.focus({ preventScroll: true })
    else focusSearchBox()
  }, [screen])
}
