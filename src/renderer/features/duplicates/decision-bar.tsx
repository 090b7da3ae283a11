// The foot of a cluster: what can be decided about it.
import { CalendarClock, Combine, Undo2, UserRoundX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'

interface DecisionBarProps {
  readonly size: number
  readonly unticked: number
  readonly mayMerge: boolean
  readonly onMerge: () => void
  readonly onDismiss: () => void
  /** Either of them, by whether it was put off. */
  readonly onPostpone: (() => void) | null
  readonly onResume: (() => void) | null
}

/** The three ways on, each with its key; in place of "later", what was put off can be asked about again. */
export function DecisionButtons(props: DecisionBarProps) {
  const { size, unticked, mayMerge, onMerge, onDismiss, onPostpone, onResume } = props
  const { t } = useTranslation()
  const meant = size - unticked
  const dismissal =
    size === 2 ? 'inbox.notTheSame' : unticked === 0 ? 'inbox.allDifferent' : 'inbox.untickedDifferent'
  return (
    <>
      <Button look="primary" icon={Combine} shortcut="Enter" disabled={meant < 2} onClick={onMerge}>
        {!mayMerge
          ? t('inbox.compare')
          : size === 2
            ? t('inbox.merge')
            : t('inbox.mergeSome', { count: meant })}
      </Button>
      <Button icon={UserRoundX} shortcut="N" onClick={onDismiss}>
        {t(dismissal)}
      </Button>
      {onPostpone && (
        <Button icon={CalendarClock} shortcut="L" title={t('inbox.laterWords')} onClick={onPostpone}>
          {t('inbox.later')}
        </Button>
      )}
      {onResume && (
        <Button icon={Undo2} shortcut="A" title={t('inbox.askAgainWords')} onClick={onResume}>
          {t('inbox.askAgain')}
        </Button>
      )}
    </>
  )
}
