// Locking from the page: by its key at any time, and by itself after some minutes in which nobody touched anything.
import { useEffect, useEffectEvent } from 'react'
import type { SessionState } from '../../../shared/sync.ts'
import { callMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'

const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
const lookEvery = 5000

/** Locks the screen; `next` is whom it asks first (see the interface state). */
export function lockScreen(next: string | null = null): void {
  useInterface.getState().awaitPerson(next)
  // What is in the way of locking is in the way of everything else, too, and is told there.
  void callMethod('session.lock', {}).catch(() => undefined)
}

/** Watches the key and the time for as long as somebody works here. */
export function useLocking(session: SessionState): void {
  const isWorking = session.mode === 'server' && session.current !== null
  const minutes = session.lockAfterMinutes
  const lock = useEffectEvent(() => lockScreen())
  useEffect(() => {
    if (!isWorking) return
    let touched = Date.now()
    const touch = () => {
      touched = Date.now()
    }
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.shiftKey || event.metaKey || event.code !== 'KeyL') return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat) lock()
    }
    // After sleep the first look finds how long it was.
    const timer = setInterval(() => {
      if (Date.now() - touched >= minutes * 60_000) lock()
    }, lookEvery)
    for (const name of touches) window.addEventListener(name, touch, { capture: true, passive: true })
    window.addEventListener('keydown', press, { capture: true })
    return () => {
      clearInterval(timer)
      for (const name of touches) window.removeEventListener(name, touch, { capture: true })
      window.removeEventListener('keydown', press, { capture: true })
    }
  }, [isWorking, minutes])
}
