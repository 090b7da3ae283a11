// Barcode scans anywhere on the page: outside text fields, and in the search box. In other fields a scan is text.
import { useEffect, useEffectEvent } from 'react'
import { callMethod } from '../../api.ts'
import { useInterface } from '../../store.ts'
import { feedScanner, type ScannerBurst } from '../../ui/scanner.ts'
import { focusSearchBox, searchBoxId } from '../../ui/search-box-focus.ts'

/** Text fields, and the menus and panels that letters move in. */
function takesKeys(target: EventTarget | null): boolean {
  if (target instanceof Element && target.closest('[role=menu], [role=dialog]')) return true
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
}

/** A card number must not be offered as somebody's phone; words and whole phone numbers are a fast typist's. */
function isCardLike(text: string): boolean {
  return /\d/.test(text) && !/\s/.test(text) && !/^0\d{8,9}$/.test(text)
}

/** One person: their card. Several or nobody: the text goes into the search box, where the desk can see why. */
async function openScanned(text: string, fromBox: boolean): Promise<void> {
  const { showScreen, openCard, setSearchText, awaitChoice, searchText } = useInterface.getState()
  // A fast typist's first letters may be older than the burst: what nobody was found by is the whole box.
  const whole = fromBox && searchText.trim().endsWith(text) ? searchText : text
  const hits = await callMethod('lookup.scan', { text: text.slice(0, 200) }).catch(() => [])
  showScreen('counter')
  const [only] = hits
  if (only && hits.length === 1) {
    setSearchText('')
    openCard(only.id)
  } else {
    setSearchText(whole)
    if (fromBox) awaitChoice({ text: whole, mayCreate: !isCardLike(whole.trim()) })
  }
  requestAnimationFrame(focusSearchBox)
}

/** Watches for scans, and sends a key typed nowhere on the counter into the search box. */
export function useScanner(): void {
  const handle = useEffectEvent((event: KeyboardEvent, burst: ScannerBurst): ScannerBurst => {
    // The list of customers has a search of its own: what is typed there stays there.
    const atCounter = useInterface.getState().screen === 'counter'
    const inBox = atCounter && event.target instanceof HTMLElement && event.target.id === searchBoxId
    if (event.ctrlKey || event.metaKey || event.altKey) return []
    if (document.querySelector('dialog[open]') || (!inBox && takesKeys(event.target))) return []
    const { key, code, shiftKey: shift, timeStamp: at } = event
    const step = feedScanner(burst, { key, code, shift, at })
    if (step.scan !== null) {
      event.preventDefault()
      event.stopPropagation()
      void openScanned(step.scan, inBox)
    } else if (!inBox && key.length === 1 && key !== ' ') focusSearchBox()
    return step.burst
  })
  useEffect(() => {
    let burst: ScannerBurst = []
    const listener = (event: KeyboardEvent) => {
      burst = handle(event, burst)
    }
    window.addEventListener('keydown', listener, { capture: true })
    return () => window.removeEventListener('keydown', listener, { capture: true })
  }, [])
}
