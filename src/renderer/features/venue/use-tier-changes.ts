// Saving tiers, moving them, and ten seconds to take the last change back.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SaveTierArgs, TierColour, VipTier } from '../../../shared/venue-methods.ts'
import { useCommand } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { undoTime } from '../../recent-action.ts'

/** A tier as it is to be saved. */
export type TierContent = Omit<SaveTierArgs, 'commandId'>

interface Done {
  readonly words: string
  /** What the tiers were before, to be saved again. */
  readonly before: readonly TierContent[]
}

/** What a stored tier is saved as. */
export function contentOf(tier: VipTier): TierContent {
  const { id, name, colour, benefits, sortOrder, isActive } = tier
  return { tierId: id, name, colour: colour as TierColour, benefits: benefits ?? '', sortOrder, isActive }
}

/** The changes a manager can make to these tiers. `save` throws what the directory refuses; the others show it. */
export function useTierChanges(tiers: readonly VipTier[]) {
  const { t } = useTranslation()
  const command = useCommand('tiers.save')
  const [done, setDone] = useState<Done | null>(null)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(null), undoTime)
    return () => clearTimeout(timer)
  }, [done])

  const saveAll = async (contents: readonly TierContent[]) => {
    let saved: readonly VipTier[] = []
    for (const content of contents) saved = await command.mutateAsync({ commandId: newId(), ...content })
    return saved
  }
  /** A tier cannot be unmade, since a customer may hold it already: a new one is put out of use again. */
  const findBefore = (content: TierContent, saved: readonly VipTier[]): readonly TierContent[] => {
    if (content.tierId !== null) return tiers.filter((tier) => tier.id === content.tierId).map(contentOf)
    const known = new Set(tiers.map((tier) => tier.id))
    return saved
      .filter((tier) => !known.has(tier.id))
      .map((tier) => ({ ...contentOf(tier), isActive: false }))
  }
  return {
    done,
    isBusy: command.isPending,
    error: command.error,
    save: async (content: TierContent) => {
      const saved = await saveAll([content])
      setDone({ words: t('tiers.saved', { name: content.name }), before: findBefore(content, saved) })
    },
    move: async (place: number, by: 1 | -1) => {
      const order = [...tiers]
      const [moved] = order.splice(place, 1)
      if (!moved || command.isPending) return
      order.splice(place + by, 0, moved)
      const changed = order.flatMap((tier, index) =>
        tier.sortOrder === index + 1 ? [] : [{ ...contentOf(tier), sortOrder: index + 1 }],
      )
      const before = changed.flatMap(({ tierId }) => tiers.filter(({ id }) => id === tierId).map(contentOf))
      await saveAll(changed).then(
        () => setDone({ words: t('tiers.moved', { name: moved.name }), before }),
        () => setDone(null),
      )
    },
    undo: async () => {
      if (!done || command.isPending) return
      await saveAll(done.before).then(
        () => setDone(null),
        () => undefined,
      )
    },
  }
}
