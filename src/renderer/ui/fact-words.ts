// The facts of a customer in words: what a field is called, and its value as people say it.
import { useTranslation } from 'react-i18next'
import { normalisePhone } from '../../shared/contact-info.ts'
import type { CustomerSource, Language } from '../../shared/customer.ts'
import { sensitiveFields } from '../../shared/customer.ts'
import { useMethod } from '../api.ts'
import type { EditableFact, FactValues } from './facts-form.ts'
import { useDateWriters } from './moment.tsx'

/** Any value a fact may have; null and absent for none. */
export type FactValue = FactValues[EditableFact]

const sensitive: ReadonlySet<string> = new Set(sensitiveFields)

/** Whether changing this field asks for a reason. */
export function isSensitive(field: string): boolean {
  return sensitive.has(field)
}

export interface FactWords {
  field(field: EditableFact): string
  /** An en dash for nothing. */
  value(field: EditableFact, value: FactValue): string
}

/** The words for facts in the language and calendar of the screen. */
export function useFactWords(): FactWords {
  const { t } = useTranslation()
  const write = useDateWriters()
  const tiers = useMethod('tiers.list', {}).data
  return {
    field: (field) => t(`fields.${field}`),
    value: (field, value) => {
      if (value === undefined || value === null || value === '') return '–'
      if (typeof value === 'boolean') return t(value ? 'sync.yes' : 'sync.no')
      if (field === 'vipTierId') return tiers?.find(({ id }) => id === value)?.name ?? `#${value}`
      if (field === 'dateOfBirth') return write.day(String(value))
      if (field === 'customerSource') return t(`sources.${value as CustomerSource}`)
      if (field === 'preferredLanguage') return t(`languages.${value as Language}`)
      if (field === 'primaryPhone' || field === 'secondaryPhone') {
        return normalisePhone(String(value))?.display ?? String(value)
      }
      return String(value)
    },
  }
}
