// Columns and their values as people say them, those of tiers, phones, languages and website profiles included.
import { useTranslation } from 'react-i18next'
import { languages } from '../../shared/customer.ts'
import { useMethod } from '../api.ts'
import { type ChangeWords, useChangeWords } from './change-words.ts'
import { displayPhone } from './display-phone.ts'
import { useDateWriters } from './moment.tsx'

const linkMethods = ['suggested', 'manual'] as const

/** The words for columns in the language of the screen; an en dash for nothing. */
export function useColumnWords(): Pick<ChangeWords, 'column' | 'value' | 'kind'> {
  const { t } = useTranslation()
  const words = useChangeWords()
  const write = useDateWriters()
  const tiers = useMethod('tiers.list', {}).data
  return {
    ...words,
    value: (name, content) => {
      if (content === null || content === '') return '–'
      if (name === 'vip_tier_id') {
        return tiers?.find((tier) => tier.id === Number(content))?.name ?? String(content)
      }
      if (name === 'contact_number' || name === 'secondary_phone') return displayPhone(String(content))
      if (name === 'linked_profile_id') return String(content).slice(0, 8)
      const language = languages.find((each) => name === 'preferred_language' && each === content)
      if (language) return t(`languages.${language}`)
      const method = linkMethods.find((each) => name === 'profile_link_method' && each === content)
      if (method) return t(`profile.link.methods.${method}`)
      if (name === 'profile_link_confidence') return t('profile.percent', { count: Number(content) })
      if (/^\d{4}-\d{2}-\d{2}T/.test(String(content))) return write.moment(String(content))
      return words.value(name, content)
    },
  }
}
