// Why two people may be one, in words.
import { useTranslation } from 'react-i18next'
import type { DuplicateReason } from '../../shared/lookup.ts'

/** A function that says reasons in one line. */
export function useDuplicateReasons(): (reasons: readonly DuplicateReason[]) => string {
  const { t } = useTranslation()
  return (reasons) => reasons.map(({ code, value }) => t(`duplicates.reasons.${code}`, { value })).join('; ')
}
