// Error codes into words, in the language of the screen.
import { useTranslation } from 'react-i18next'
import { replyOf } from '../api.ts'

/** A function that says any thrown error in a sentence that ends with what to do. */
export function useErrorWords(): (error: unknown) => string {
  const { t } = useTranslation()
  return (error) => {
    const { code, details } = replyOf(error)
    return t(`errors.${code}`, { ...details })
  }
}
