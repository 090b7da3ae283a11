// Where a row came from, in words.
import { useTranslation } from 'react-i18next'

const known = [
  'counter',
  'pos',
  'legacy_pos',
  'till',
  'website',
  'phone',
  'app',
  'import',
  'walk_in',
  'booking',
  'package',
  'correction',
] as const

/** Says a source that is known in words, any other as it is written. */
export function useSourceWords(): (source: string) => string {
  const { t } = useTranslation()
  return (source) => {
    const name = known.find((each) => each === source)
    return name ? t(`profile.sources.${name}`) : source.replaceAll('_', ' ')
  }
}
