// Seconds left of a wait, counted down on the page.
import { useEffect, useState } from 'react'

/** Seconds left until `until` (milliseconds of performance.now, which no clock setting moves); 0 when it is over. */
export function useCountdown(until: number): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    setNow(performance.now())
    if (until <= performance.now()) return
    const timer = setInterval(() => {
      setNow(performance.now())
      if (performance.now() >= until) clearInterval(timer)
    }, 250)
    return () => clearInterval(timer)
  }, [until])
  return Math.max(0, Math.ceil((until - now) / 1000))
}
