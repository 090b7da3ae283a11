// What was saved here and the others cannot see yet, oldest first.
import { useTranslation } from 'react-i18next'
import { useMethod } from '../../api.ts'
import { ListSection } from '../../ui/list-section.tsx'
import { CommandItem } from './command-line.tsx'

/** The commands that wait; without a server they wait for one. */
export function UnsentList({ isAlone }: { readonly isAlone: boolean }) {
  const { t } = useTranslation()
  const query = useMethod('sync.unsent', {})
  const unsent = query.data ?? []
  const total = useMethod('sync.status', {}).data?.unsent ?? unsent.length
  return (
    <ListSection
      id="unsent-title"
      title={t('sync.unsentTitle')}
      count={total}
      empty={t('sync.nothingUnsent')}
      hint={isAlone ? t('sync.unsentAlone') : undefined}
      query={query}
    >
      {unsent.map((command) => (
        <CommandItem key={command.commandId} command={command} />
      ))}
      {total > unsent.length && (
        <li className="px-5 py-3 text-muted">{t('sync.andMore', { count: total - unsent.length })}</li>
      )}
    </ListSection>
  )
}
