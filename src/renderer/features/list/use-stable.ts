// Values and functions that stay the same object for as long as they mean the same, so that rows need not render again.
import { useCallback, useEffect, useRef, useState } from 'react'

/** One function for good that does what the latest render says, so that rows need not render again. */
export function useStableHandler<Argument>(
  handler: (argument: Argument) => void,
): (argument: Argument) => void {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  return useCallback((argument) => latest.current(argument), [])
}

/** The same array as before while its entries are the same, so that rows need not render again. */
export function useStable<Value>(values: readonly Value[]): readonly Value[] {
  const [known, setKnown] = useState(values)
  const same = known.length === values.length && known.every((value, index) => value === values[index])
  if (!same) setKnown(values)
  return same ? known : values
}
