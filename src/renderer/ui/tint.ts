// A colour that comes with the data, set through the CSS object model as the content policy asks.
import { type RefObject, useLayoutEffect, useRef } from 'react'

/** A ref whose element gets `colour` as its background; a value that is no colour leaves it as styled. */
export function useTint<Element extends HTMLElement>(colour: string): RefObject<Element | null> {
  const element = useRef<Element>(null)
  useLayoutEffect(() => {
    if (element.current) element.current.style.backgroundColor = CSS.supports('color', colour) ? colour : ''
  }, [colour])
  return element
}
