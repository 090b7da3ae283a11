// A VIP tier being made or changed.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type TierColour, tierColours, type VipTier } from '../../../shared/venue-methods.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { controlLook, Field, TextField, Tick } from '../../ui/field.tsx'
import { useTint } from '../../ui/tint.ts'
import { contentOf, type TierContent } from './use-tier-changes.ts'

interface TierDialogProps {
  /** Null: a new one. */
  readonly tier: VipTier | null
  readonly others: readonly VipTier[]
  readonly onSave: (content: TierContent) => Promise<void>
  readonly onClose: () => void
}

const limits = { name: 100, benefits: 2000 } as const

/** The form of one tier. */
export function TierDialog({ tier, others, onSave, onClose }: TierDialogProps) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const [content, setContent] = useState(() => (tier ? contentOf(tier) : startTier(others)))
  const [problem, setProblem] = useState<string>()
  const [failure, setFailure] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const change = (part: Partial<TierContent>) => setContent({ ...content, ...part })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const name = content.name.trim()
    const isTaken = others.some((other) => other.name.toLowerCase() === name.toLowerCase())
    if (name === '') return setProblem(t('tiers.nameMissing'))
    if (isTaken) return setProblem(t('tiers.nameTaken'))
    if (isBusy) return
    setBusy(true)
    try {
      await onSave({ ...content, name, benefits: content.benefits.trim() })
      onClose()
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={tier ? t('tiers.editOf', { name: tier.name }) : t('tiers.add')}
      width="small"
      onClose={onClose}
      footer={
        <>
          {failure !== null && (
            <p role="alert" className="mr-auto text-sm text-red-text">
              {sayError(failure)}
            </p>
          )}
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button look="primary" type="submit" form="tier" disabled={isBusy}>
            {t('actions.save')}
          </Button>
        </>
      }
    >
      <form id="tier" onSubmit={(event) => void save(event)} noValidate className="grid gap-4">
        <TextField
          label={t('tiers.name')}
          value={content.name}
          maxLength={limits.name}
          error={problem}
          onChange={(event) => {
            setProblem(undefined)
            change({ name: event.target.value })
          }}
          data-autofocus
        />
        <ColourChoice value={content.colour} onChoose={(colour) => change({ colour })} />
        <Field label={t('tiers.benefits')} hint={t('tiers.benefitsHint')}>
          {(control) => (
            <textarea
              {...control}
              rows={4}
              maxLength={limits.benefits}
              value={content.benefits}
              onChange={(event) => change({ benefits: event.target.value })}
              className={classNames(controlLook, 'block resize-none py-2')}
            />
          )}
        </Field>
        <div>
          <Tick
            label={t('tiers.inUse')}
            checked={content.isActive}
            onChange={(event) => change({ isActive: event.target.checked })}
          />
          {tier && !content.isActive && tier.customers > 0 && (
            <p className="mt-1 text-sm text-muted">{t('tiers.staysWith', { count: tier.customers })}</p>
          )}
        </div>
      </form>
    </Dialog>
  )
}

/** A new tier stands below the others, in the first colour none of them has. */
function startTier(others: readonly VipTier[]): TierContent {
  const free = tierColours.find((colour) => others.every((other) => other.colour !== colour))
  const sortOrder = Math.max(0, ...others.map((other) => other.sortOrder)) + 1
  return { tierId: null, name: '', colour: free ?? 'slate', benefits: '', sortOrder, isActive: true }
}

interface ColourChoiceProps {
  readonly value: TierColour
  readonly onChoose: (colour: TierColour) => void
}

function ColourChoice({ value, onChoose }: ColourChoiceProps) {
  const { t } = useTranslation()
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{t('tiers.colour')}</legend>
      <div className="grid grid-cols-3 gap-1.5">
        {tierColours.map((colour) => (
          <label
            key={colour}
            className={classNames(
              'inline-flex min-h-10 items-center gap-2.5 rounded border px-3',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              colour === value
                ? 'border-accent bg-accent-soft font-medium text-accent-text'
                : 'border-line-strong/60 hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name="tier-colour"
              className="sr-only"
              checked={colour === value}
              onChange={() => onChoose(colour)}
            />
            <Dot colour={colour} />
            {t(`tiers.colours.${colour}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Dot({ colour }: { readonly colour: string }) {
  const dot = useTint<HTMLSpanElement>(colour)
  return <span ref={dot} aria-hidden className="size-3 shrink-0 rounded-full" />
}
