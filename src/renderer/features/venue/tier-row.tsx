// One VIP tier in the settings.
import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { VipTier } from '../../../shared/venue-methods.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { useTint } from '../../ui/tint.ts'

interface TierRowProps {
  readonly tier: VipTier
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly mayManage: boolean
  readonly onEdit: () => void
  readonly onMove: (by: 1 | -1) => void
}

/** What a tier is called, brings and holds; for managers with what they can do about it. */
export function TierRow({ tier, isFirst, isLast, mayManage, onEdit, onMove }: TierRowProps) {
  const { t } = useTranslation()
  const dot = useTint<HTMLSpanElement>(tier.colour)
  const { name } = tier
  return (
    <li className="flex min-h-16 items-center gap-4 px-5 py-2.5">
      <span ref={dot} aria-hidden className="size-3 shrink-0 rounded-full bg-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <span className="min-w-0 font-medium wrap-anywhere">{name}</span>
          {!tier.isActive && (
            <span className="rounded border border-line-strong px-1.5 text-xs leading-[18px] font-medium text-muted">
              {t('tiers.notInUse')}
            </span>
          )}
        </p>
        <p className="text-sm whitespace-pre-line text-muted wrap-anywhere">
          {tier.benefits || t('tiers.noBenefits')}
        </p>
      </div>
      <span className="shrink-0 text-right text-sm text-muted">
        {t('tiers.holders', { count: tier.customers })}
      </span>
      {mayManage && (
        <span className="flex shrink-0 items-center gap-1">
          <IconButton
            icon={ChevronUp}
            label={t('tiers.moveUp', { name })}
            disabled={isFirst}
            onClick={() => onMove(-1)}
          />
          <IconButton
            icon={ChevronDown}
            label={t('tiers.moveDown', { name })}
            disabled={isLast}
            onClick={() => onMove(1)}
          />
          <Button size="small" aria-label={t('tiers.editOf', { name })} onClick={onEdit}>
            {t('actions.edit')}
          </Button>
        </span>
      )}
    </li>
  )
}
