// "Not the same person" on the merge screen, of two: said with whatever reason stands there, and taken back in the same place.
import { Undo2, UserRoundX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MergePreview } from '../../../shared/merging.ts'
import { useCommand } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { useInbox } from './inbox-state.ts'

interface TellApartProps {
  readonly preview: MergePreview
  /** May be empty. */
  readonly reason: string
  readonly onFailure: (words: string) => void
  readonly onClose: () => void
}

/** The button; nothing where there are more than two. */
export function TellApart({ preview, reason, onFailure, onClose }: TellApartProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const dismiss = useCommand('duplicates.dismiss')
  const restore = useCommand('duplicates.restore')
  const [leftId, rightId, ...others] = preview.people.map(({ card }) => card.id)
  if (!leftId || !rightId || others.length > 0) return null
  const [said] = preview.dismissals
  const isBusy = dismiss.isPending || restore.isPending
  const tellApart = async () => {
    const pair = { leftId, rightId }
    await dismiss.mutateAsync({ commandId: newId(), ...pair, ...(reason !== '' && { reason }) })
    if (useInterface.getState().screen !== 'duplicates') return
    useInbox.getState().endMerge({ kind: 'dismissed', pairs: [pair], reason: reason || undefined })
    onClose()
  }
  const act = () => {
    if (isBusy) return
    const done = said ? restore.mutateAsync({ commandId: newId(), dismissalId: said.id }) : tellApart()
    done.catch((error: unknown) => onFailure(sayError(error)))
  }
  return (
    <Button icon={said ? Undo2 : UserRoundX} onClick={act}>
      {t(said ? 'inbox.askAgain' : 'inbox.notTheSame')}
    </Button>
  )
}
