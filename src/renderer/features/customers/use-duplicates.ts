// Likely duplicates of what is being typed, asked for a moment after the last key.
import { useEffect, useState } from 'react'
import type { DuplicateCheckArgs } from '../../../shared/contract.ts'
import type { DuplicateMatch } from '../../../shared/lookup.ts'
import { useMethod } from '../../api.ts'
import { type FactsForm, readFacts } from '../../ui/facts-form.ts'

const pause = 120

/** What the duplicate check needs to know of a form. */
export function checkArgsOf(form: FactsForm): DuplicateCheckArgs {
  const { fullName, nickname, primaryPhone, email } = readFacts(form)
  return { fullName, nickname, primaryPhone, email }
}

/** `value` once it has not changed for `delay` milliseconds. */
function useSettled<Value>(value: Value, delay: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay)
    return () => clearTimeout(timer)
  }, [value, delay])
  return settled
}

/** The people a form may be about, surest first, or that nobody could look; the last answer stays until the next. */
export function useDuplicates(form: FactsForm): {
  readonly matches: readonly DuplicateMatch[]
  readonly failed: boolean
} {
  const typed = JSON.stringify(checkArgsOf(form))
  const args = JSON.parse(useSettled(typed, pause)) as DuplicateCheckArgs
  const worthAsking = args.fullName.length >= 2 || Boolean(args.primaryPhone) || Boolean(args.email)
  const check = useMethod('duplicates.check', args, { enabled: worthAsking, keepPrevious: true })
  return { matches: worthAsking ? (check.data ?? []) : [], failed: worthAsking && check.isError }
}
