// Why two are not one person, said after it was decided: never asked for, one key or button away while the news stands.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { Popover } from '../../ui/popover.tsx'
import { ReasonChoice } from '../../ui/reason-choice.tsx'
import { useShortcuts } from '../../ui/shortcuts.ts'
import { clusterListId } from './cluster-list.tsx'
import { type InboxNews, useInbox } from './inbox-state.ts'

interface DismissalReasonProps {
  readonly news: Extract<InboxNews, { kind: 'dismissed' }>
}

/** The button in the news line, and the panel in which a reason is chosen or typed. */
export function DismissalReason({ news }: DismissalReasonProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const dismiss = useCommand('duplicates.dismiss')
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState(news.reason ?? '')
  const [problem, setProblem] = useState<string>()
  const open = (isWanted: boolean) => {
    setOpen(isWanted)
    setReason(news.reason ?? '')
    setProblem(undefined)
  }
  const save = async (words: string) => {
    if (dismiss.isPending) return
    if (words === '') return setProblem(t('why.missing'))
    try {
      for (const pair of news.pairs) {
        await dismiss.mutateAsync({ commandId: newId(), ...pair, reason: words })
      }
    } catch (error) {
      return setProblem(sayError(error))
    }
    setOpen(false)
    useInbox.getState().tell({ ...news, reason: words })
  }
  useShortcuts({ 'Alt+KeyR': isOpen ? undefined : () => open(true) })
  return (
    <Popover
      open={isOpen}
      onOpenChange={open}
      label={t('inbox.sayWhyTitle')}
      align="end"
      className="w-80 p-4"
      returnTo={() => document.getElementById(clusterListId)}
      trigger={
        <Button look="quiet" size="small" aria-keyshortcuts="Alt+R" title="Alt+R">
          {t('inbox.sayWhy')}
        </Button>
      }
    >
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void save(reason.trim())
        }}
      >
        <ReasonChoice
          about="tellApart"
          value={reason}
          problem={problem}
          onChange={(words) => {
            setReason(words)
            setProblem(undefined)
          }}
          onQuick={(words) => void save(words)}
        />
        <div className="mt-3 flex justify-end">
          <Button look="primary" size="small" type="submit">
            {t('actions.save')}
          </Button>
        </div>
      </form>
    </Popover>
  )
}
