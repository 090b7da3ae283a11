// Keyboard shortcuts by the key's position (`event.code`), so that a Thai layout does not move them.
import { useEffect, useEffectEvent } from 'react'

/** Handlers by chord: "Alt+Digit1", "F6", "Escape". */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>

function chordOf(event: KeyboardEvent): string {
  const held = [
    event.ctrlKey && 'Ctrl',
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
    event.metaKey && 'Meta',
  ]
  return [...held.filter(Boolean), event.code].join('+')
}

/** Binds shortcuts for as long as the component is shown; they rest while a dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const act = shortcuts[chordOf(event)]
    if (!act || event.defaultPrevented || document.querySelector('dialog[open]')) return
    event.preventDefault()
    if (!event.repeat) act()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
