// The settings' part about VIP tiers: managers name, colour and order them; everybody else sees them with the reason why
// they cannot.
import { LockKeyhole, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VipTier } from '../../../shared/venue-methods.ts'
import { useMethod } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { Done } from '../../ui/recent-action.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useMayManage } from '../../ui/use-may-manage.ts'
import { TierDialog } from './tier-dialog.tsx'
import { TierRow } from './tier-row.tsx'
import { useTierChanges } from './use-tier-changes.ts'

/** VIP tiers. */
export function TiersSection() {
  const { t } = useTranslation()
  const tiers = useMethod('tiers.list', {})
  return (
    <section aria-labelledby="tiers-title" className="mt-8">
      <h2 id="tiers-title" className="mb-3 text-lg font-semibold">
        {t('tiers.title')}
      </h2>
      {tiers.data ? (
        <TierList tiers={tiers.data} />
      ) : tiers.error ? (
        <ErrorState error={tiers.error} onRetry={() => void tiers.refetch()} />
      ) : (
        <LoadingState />
      )}
    </section>
  )
}

function TierList({ tiers }: { readonly tiers: readonly VipTier[] }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const mayManage = useMayManage()
  const changes = useTierChanges(tiers)
  const [edited, setEdited] = useState<VipTier | 'new' | null>(null)
  return (
    <div className="rounded border border-line bg-surface">
      {tiers.length === 0 ? (
        <EmptyState icon={Plus} title={t('tiers.none')} />
      ) : (
        <ul className="divide-y divide-line">
          {tiers.map((tier, place) => (
            <TierRow
              key={tier.id}
              tier={tier}
              isFirst={place === 0}
              isLast={place === tiers.length - 1}
              mayManage={mayManage}
              onEdit={() => setEdited(tier)}
              onMove={(by) => void changes.move(place, by)}
            />
          ))}
        </ul>
      )}
      <div className="flex min-h-16 flex-wrap items-center gap-3 border-t border-line px-5 py-3">
        {mayManage ? (
          <Button icon={Plus} onClick={() => setEdited('new')}>
            {t('tiers.add')}
          </Button>
        ) : (
          <p className="flex items-center gap-2 text-muted">
            <LockKeyhole size={16} aria-hidden className="shrink-0" />
            {t('tiers.readOnly')}
          </p>
        )}
        {changes.done && (
          <Done words={changes.done.words} onUndo={() => void changes.undo()} isBusy={changes.isBusy} />
        )}
        {changes.error !== null && (
          <p role="alert" className="text-red-text">
            {sayError(changes.error)}
          </p>
        )}
      </div>
      {edited && (
        <TierDialog
          tier={edited === 'new' ? null : edited}
          others={tiers.filter((tier) => tier !== edited)}
          onSave={changes.save}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  )
}
