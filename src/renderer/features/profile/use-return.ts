// Coming back from a profile: the focus goes to what it was opened from.
import { useEffect, useRef } from 'react'
import { useInterface } from '../../store.ts'
import { focusSearchBox } from '../../ui/search-box-focus.ts'

/** Puts the focus back once the screen a profile was opened from is shown again. */
export function useReturn(): void {
  const screen = useInterface((state) => state.screen)
  const before = useRef(screen)
  useEffect(() => {
    const cameBack = before.current === 'profile' && screen === useInterface.getState().cameFrom.screen
    before.current = screen
    if (!cameBack) return
    const { focus } = useInterface.getState().cameFrom
    // What was pressed is gone where the list changed meanwhile.
    if (focus?.isConnected && focus !== document.body) focus.focus()
    else focusSearchBox()
  }, [screen])
}
