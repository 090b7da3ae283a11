// Says that what stands here was typed before and not saved, and offers to give it up.
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { useDraftTime } from './use-draft-time.ts'

interface DraftLineProps {
  readonly writtenAt: string
  readonly onDiscard: () => void
}

/** "Draft of 14:32 · Discard". */
export function DraftLine({ writtenAt, onDiscard }: DraftLineProps) {
  const { t } = useTranslation()
  const time = useDraftTime()
  return (
    <span className="inline-flex items-center gap-1 text-sm text-muted">
      {t('drafts.of', { time: time(writtenAt) })}
      <Button look="quiet" size="small" onClick={onDiscard}>
        {t('drafts.discard')}
      </Button>
    </span>
  )
}
