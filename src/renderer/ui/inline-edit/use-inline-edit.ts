// One fact of a customer being changed in place: its own rules, a reason where the form would ask for one, and never over
// a change that was not seen.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import { localDay } from '../../../shared/local-day.ts'
import { methodQuery, replyOf, useCommand } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { useErrorWords } from '../error-words.ts'
import { isSensitive, useFactWords } from '../fact-words.ts'
import { changesBetween, checkForm, type EditableFact, type FactsForm, formOf } from '../facts-form.ts'
import { useCalendar } from '../moment.tsx'

/** Where the focus goes when the editor closes: on to a neighbour, back to where it was, or wherever it went already. */
export type Onward = 'next' | 'previous' | 'stay' | 'away'
/** What the field holds while it is edited. */
export type Typed = FactsForm[EditableFact]

export interface InlineEdit {
  /** The customer as the edit is based on, and every fact as it would be. */
  readonly seen: CustomerCard
  readonly typed: FactsForm
  readonly value: Typed
  readonly change: (value: Typed) => void
  readonly problem: string | undefined
  readonly isAskingWhy: boolean
  readonly isBusy: boolean
  readonly isChanged: boolean
  /** Saves, or asks why first; closes by itself when nothing changed. */
  readonly commit: (onward: Onward) => void
  readonly giveReason: (reason: string) => void
  /** One step back: from the reason to the value, from the value to what is stored. */
  readonly back: () => void
}

/** The state of editing `field` of `card`. */
export function useInlineEdit(
  card: CustomerCard,
  field: EditableFact,
  onClose: (onward: Onward) => void,
): InlineEdit {
  const { t } = useTranslation()
  const client = useQueryClient()
  const calendar = useCalendar()
  const words = useFactWords()
  const sayError = useErrorWords()
  const update = useCommand('customer.update')
  const commandId = useRef(newId())
  const onward = useRef<Onward>('stay')
  const [seen, setSeen] = useState(card)
  const [value, setValue] = useState<Typed>(formOf(card, calendar)[field])
  const [problem, setProblem] = useState<string>()
  const [isAskingWhy, setAskingWhy] = useState(false)
  const typed: FactsForm = { ...formOf(seen, calendar), [field]: value }
  const { changes, seen: base } = changesBetween(seen, typed, calendar)
  const isChanged = Object.keys(changes).length > 0

  const meet = (now: CustomerCard) => {
    if (now[field] === seen[field]) return
    setSeen(now)
    setAskingWhy(false)
    if (!isChanged) setValue(formOf(now, calendar)[field])
    // Saving again is then a decision: the new value has been seen.
    setProblem(t('inline.changedMeanwhile', { value: words.value(field, now[field]) }))
  }
  const meetCard = useEffectEvent(() => meet(card))
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever another card arrives
  useEffect(() => meetCard(), [card])

  const findProblem = (): string | undefined => {
    const contactRequired = Boolean(seen.primaryPhone ?? seen.email)
    const problems = checkForm(typed, localDay(new Date()), contactRequired)
    const lacksContact = field === 'email' && problems.primaryPhone === 'contact-missing'
    const found = problems[field] ?? (lacksContact ? 'contact-missing' : undefined)
    return found && t(`problems.${found}`)
  }
  const write = async (reason?: string) => {
    const before = { [field]: seen[field] ?? null }
    try {
      const saved = await update.mutateAsync({
        commandId: commandId.current,
        customerId: card.id,
        changes,
        seen: base,
        ...(reason !== undefined && { reason }),
      })
      useInterface.getState().setRecentAction({
        kind: 'updated',
        customerId: saved.id,
        commandId: commandId.current,
        at: Date.now(),
        before,
        after: { [field]: saved[field] ?? null },
      })
      onClose(onward.current)
    } catch (error) {
      commandId.current = newId()
      const { code, details } = replyOf(error)
      if (code === 'CHANGED_MEANWHILE') {
        const query = methodQuery('customers.card', { customerId: card.id })
        return meet(await client.fetchQuery({ ...query, staleTime: 0 }))
      }
      setAskingWhy(false)
      setProblem(details?.problem ? t(`problems.${details.problem as 'name-missing'}`) : sayError(error))
    }
  }
  const commit = (where: Onward) => {
    if (update.isPending) return
    onward.current = where
    if (!isChanged) return onClose(where)
    const found = findProblem()
    setProblem(found)
    if (found) return
    if (isSensitive(field)) setAskingWhy(true)
    else void write()
  }
  return {
    seen,
    typed,
    value,
    change: (next) => {
      setValue(next)
      setProblem(undefined)
    },
    problem,
    isAskingWhy,
    isBusy: update.isPending,
    isChanged,
    commit,
    giveReason: (reason) => {
      if (!update.isPending) void write(reason)
    },
    back: () => (isAskingWhy ? setAskingWhy(false) : onClose('stay')),
  }
}
