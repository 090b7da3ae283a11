// Pairs of whom somebody said that they are two people; each can be asked about again.
import { useTranslation } from 'react-i18next'
import type { Dismissal } from '../../../shared/duplicates.ts'
import { useCommand, useMethod } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { ListSection } from '../../ui/list-section.tsx'
import { Ago } from '../../ui/moment.tsx'

/** As many as are listed; the newest first. */
const mostListed = 500

/** The list of dismissals. */
export function DismissedTab() {
  const { t } = useTranslation()
  const query = useMethod('duplicates.dismissed', { limit: mostListed })
  const dismissals = query.data ?? []
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="max-w-[1000px] px-6 pt-4 pb-10">
        <ListSection
          id="dismissed-title"
          title={t('inbox.tabs.dismissed')}
          count={dismissals.length}
          empty={t('inbox.noneDismissed')}
          hint={t('inbox.dismissedWords')}
          query={query}
        >
          {dismissals.map((dismissal) => (
            <DismissedPair key={dismissal.id} dismissal={dismissal} />
          ))}
        </ListSection>
      </div>
    </div>
  )
}

function DismissedPair({ dismissal }: { readonly dismissal: Dismissal }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const restore = useCommand('duplicates.restore')
  const { id, left, right, reason, by, at } = dismissal
  const names = t('inbox.pair', { left: left.name, right: right.name })
  return (
    <li tabIndex={-1} className="flex items-center gap-4 px-5 py-2.5 focus-visible:-outline-offset-2">
      <div className="min-w-0 flex-1">
        <p className="selectable wrap-anywhere">
          <span className="font-medium">{left.name}</span> <span className="text-muted">{left.code}</span>
          {' · '}
          <span className="font-medium">{right.name}</span> <span className="text-muted">{right.code}</span>
        </p>
        <p className="selectable text-sm text-muted wrap-anywhere">
          {reason && `“${reason}” · `}
          {by && `${by} · `}
          <Ago moment={at} empty="" />
        </p>
        {restore.error && (
          <p role="alert" className="text-sm text-red-text">
            {sayError(restore.error)}
          </p>
        )}
      </div>
      <Button
        size="small"
        aria-label={t('inbox.compareThese', { names })}
        onClick={() =>
          useInterface.getState().openDialog({ kind: 'merge', customerIds: [left.id, right.id] })
        }
      >
        {t('inbox.compare')}
      </Button>
      <Button
        size="small"
        aria-label={t('inbox.askAgainAbout', { names })}
        onClick={() => {
          if (!restore.isPending) restore.mutate({ commandId: newId(), dismissalId: id })
        }}
      >
        {t('inbox.askAgain')}
      </Button>
    </li>
  )
}
