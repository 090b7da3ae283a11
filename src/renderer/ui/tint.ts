// A colour that comes with the data, set through the CSS object model as the content policy asks.
import { type RefObject, useLayoutEffect, useRef } from 'react'
import { tierColours } from '../../shared/venue-methods.ts'

const named: readonly string[] = tierColours

/** A ref whose element gets `colour`, one of the tiers' or any other, as its background; what is no colour leaves it as styled. */
export function useTint<Element extends HTMLElement>(colour: string): RefObject<Element | null> {
  const element = useRef<Element>(null)
  useLayoutEffect(() => {
    const wanted = named.includes(colour) ? `var(--tier-${colour})` : colour
    if (element.current) element.current.style.backgroundColor = CSS.supports('color', wanted) ? wanted : ''
  }, [colour])
  return element
}
