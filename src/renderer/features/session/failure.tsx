// A failure in the words of this step, where people look for it.
import { TriangleAlert } from 'lucide-react'
import { useErrorWords } from '../../ui/error-words.ts'

/** What went wrong; nothing while nothing did. */
export function Failure({ error }: { readonly error: unknown }) {
  const say = useErrorWords()
  if (!error) return null
  return (
    <p role="alert" className="flex items-start gap-2 rounded bg-red-soft px-3 py-2 text-red-text">
      <TriangleAlert size={16} aria-hidden className="mt-1 shrink-0" />
      <span>{say(error)}</span>
    </p>
  )
}
