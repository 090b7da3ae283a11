// The pictures of a screen that has nothing to show: empty, slow, failed or not allowed.
// Each says what is so and the one thing to do next.
import { LockKeyhole, type LucideIcon, OctagonAlert } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { replyOf } from '../api.ts'
import { Button } from './button.tsx'
import { useErrorWords } from './error-words.ts'

interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
}

/** A calm picture for "nothing here", with what to do next as its children. */
export function EmptyState({ icon: Icon, title, children }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-6 py-14 text-center">
      <Icon size={28} strokeWidth={1.5} aria-hidden className="text-muted" />
      <p className="text-lg font-medium">{title}</p>
      {children && <div className="flex flex-col items-center gap-4 text-muted">{children}</div>}
    </div>
  )
}

/** A failed query in words, with another try; a refusal says who may instead. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const refused = replyOf(error).code === 'NOT_ALLOWED'
  return (
    <div role="alert">
      <EmptyState
        icon={refused ? LockKeyhole : OctagonAlert}
        title={refused ? t('states.notAllowed') : t('states.failed')}
      >
        <p>{sayError(error)}</p>
        {!refused && <Button onClick={onRetry}>{t('actions.tryAgain')}</Button>}
      </EmptyState>
    </div>
  )
}

/** True once `active` has lasted for `delay` milliseconds: quick answers never flash a spinner. */
export function useSlow(active: boolean, delay = 150): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!active) return setSlow(false)
    const timer = setTimeout(() => setSlow(true), delay)
    return () => clearTimeout(timer)
  }, [active, delay])
  return active && slow
}

/** A line of words for a wait that has become noticeable; nothing before that. */
export function LoadingState({ active = true }: { readonly active?: boolean }) {
  const { t } = useTranslation()
  const slow = useSlow(active)
  return (
    <p role="status" className="px-6 py-14 text-center text-muted">
      {slow ? t('states.loading') : ''}
    </p>
  )
}
