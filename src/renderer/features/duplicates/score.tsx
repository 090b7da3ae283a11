// How sure it is that two entries are one person: a word and a number, never a colour alone.
import { useTranslation } from 'react-i18next'
import { likelyPairScore } from '../../../shared/duplicates.ts'
import { Badge } from '../../ui/badges.tsx'

interface ScoreProps {
  readonly score: number
  /** With "of 100", where there is room to say what the number means. */
  readonly isLong?: boolean
}

/** The score as a mark. */
export function Score({ score, isLong = false }: ScoreProps) {
  const { t } = useTranslation()
  const grade = score >= likelyPairScore ? 'likely' : 'possible'
  return (
    <Badge tone={grade === 'likely' ? 'look' : 'plain'}>
      {t(`inbox.grades.${grade}`)} · {isLong ? t('inbox.ofHundred', { score }) : score}
    </Badge>
  )
}
