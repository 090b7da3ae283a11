// A value that has stood still for a moment: what is asked of main need not follow every key.
import { useEffect, useState } from 'react'

/** `value` once it has not changed for `delay` milliseconds; it must be the same object for as long as it means the same. */
export function useSettled<Value>(value: Value, delay: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay)
    return () => clearTimeout(timer)
  }, [value, delay])
  return settled
}
