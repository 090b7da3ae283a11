// What the server would not take, with its reason: fix it, try it again as it is, or let it go.
import { CircleX, Pencil, RotateCcw, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { RefusedCommand } from '../../../shared/sync.ts'
import { useCommand, useMethod } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { ListSection } from '../../ui/list-section.tsx'
import { useCalendar } from '../../ui/moment.tsx'
import { fixOf } from '../../ui/refused-form.ts'
import { CommandItem } from './command-line.tsx'

/** The commands a person must look at. */
export function RefusedList() {
  const { t } = useTranslation()
  const query = useMethod('sync.refused', {})
  const refused = query.data ?? []
  return (
    <ListSection
      id="refused-title"
      title={t('sync.refusedTitle')}
      count={refused.length}
      empty={t('sync.nothingRefused')}
      query={query}
    >
      {refused.map((command) => (
        <CommandItem key={command.commandId} command={command}>
          <p className="flex items-start gap-1.5 text-red-text">
            <CircleX size={15} aria-hidden className="mt-1 shrink-0" />
            {command.foundIn ? t('sync.rescued', { file: command.foundIn }) : t(`errors.${command.code}`)}
          </p>
          <Choices command={command} />
        </CommandItem>
      ))}
    </ListSection>
  )
}

function Choices({ command }: { readonly command: RefusedCommand }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const calendar = useCalendar()
  const retry = useCommand('sync.retryRefused')
  const discard = useCommand('sync.discardRefused')
  const { openFix } = useInterface.getState()
  // A button that is busy keeps the focus: it is not disabled, it only does nothing twice.
  const unlessBusy = (act: () => void) => () => {
    if (!retry.isPending && !discard.isPending) act()
  }
  const fix = fixOf(command, calendar)
  const error = retry.error ?? discard.error
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      {fix && (
        <Button size="small" look="primary" icon={Pencil} onClick={unlessBusy(() => openFix(fix))}>
          {t('sync.fix')}
        </Button>
      )}
      <Button
        size="small"
        icon={RotateCcw}
        onClick={unlessBusy(() => retry.mutate({ commandId: newId(), refusedId: command.commandId }))}
      >
        {t('sync.retry')}
      </Button>
      <Button
        size="small"
        icon={Trash2}
        onClick={unlessBusy(() => discard.mutate({ refusedId: command.commandId }))}
      >
        {t('sync.discard')}
      </Button>
      <span className="text-sm text-muted">{t('sync.discardWords')}</span>
      {error && (
        <p role="alert" className="w-full text-sm text-red-text">
          {sayError(error)}
        </p>
      )}
    </div>
  )
}
