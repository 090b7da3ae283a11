// The state of an edit: based on the facts as they were seen, kept as it is typed, brought up to date when the customer
// changes under it, and saved with what was seen, so that nobody's change is overwritten unseen.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { CustomerCard, CustomerFacts } from '../../../shared/customer.ts'
import { callMethod, methodQuery, replyOf, useCommand } from '../../api.ts'
import { keepEdit, keepFix, type LinkChoice, useDrafts } from '../../drafts.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { meetChanges, withFact } from '../../ui/edit-base.ts'
import { isSensitive } from '../../ui/fact-words.ts'
import { changesBetween, type EditableFact, type FactValues, formOf, readFacts } from '../../ui/facts-form.ts'
import { useCalendar } from '../../ui/moment.tsx'
import { focusSearchBox } from '../../ui/search-box-focus.ts'
import { useFactsForm } from './use-facts-form.ts'

/** Where the edit stands: being typed, deciding about what others changed, or saying why. */
export type EditStep = 'form' | 'clash' | 'summary'

/** The facts of a card that an edit may be based on. */
function factsOfCard(card: CustomerCard): CustomerFacts {
  const { identifiers: _identifiers, notes: _notes, ...facts } = card
  return facts
}

/** What the named fields hold, null for nothing. */
function pick(facts: CustomerFacts, fields: readonly string[]): FactValues {
  return Object.fromEntries(fields.map((field) => [field, facts[field as EditableFact] ?? null]))
}

/** Everything the dialog does with an edit of `card`; `askedFor` is another id where the customer was merged since. */
export function useEdit(card: CustomerCard, askedFor: string) {
  const client = useQueryClient()
  const calendar = useCalendar()
  const { openDialog, setRecentAction } = useInterface.getState()
  const [kept] = useState(() => useDrafts.getState().edits[askedFor] ?? useDrafts.getState().edits[card.id])
  const [fix] = useState(() => useDrafts.getState().fixes[askedFor])
  // Read by steps that follow each other within one event, so it does not wait for a render.
  const seen = useRef<CustomerFacts>(kept?.seen ?? factsOfCard(card))
  const [link, setLink] = useState<LinkChoice | null>(kept?.link ?? null)
  const [step, setStep] = useState<EditStep>('form')
  const [adopted, setAdopted] = useState<readonly EditableFact[]>([])
  const [clashing, setClashing] = useState<readonly EditableFact[]>([])
  const commandIds = useRef({ update: newId(), link: newId() })
  const stored = () => formOf(seen.current, calendar)
  const control = useFactsForm(
    { ...(kept?.form ?? stored()), ...fix?.typed },
    { contactRequired: Boolean(card.primaryPhone ?? card.email), untouched: stored },
  )
  const { form } = control
  const update = useCommand('customer.update')
  const linkProfile = useCommand('customer.linkProfile')
  const discardRefused = useCommand('sync.discardRefused')

  const keep = (choice: LinkChoice | null) => {
    const typed = form.getValues()
    const isTouched = choice !== null || JSON.stringify(typed) !== JSON.stringify(stored())
    const writtenAt = new Date().toISOString()
    const draft = { customerName: card.fullName, form: typed, seen: seen.current, link: choice, writtenAt }
    keepEdit(askedFor, isTouched ? draft : null)
  }
  const keepTyped = useEffectEvent(() => keep(link))
  useEffect(() => {
    const { unsubscribe } = form.watch(() => keepTyped())
    return unsubscribe
  }, [form])

  /** Brings the edit up to `now`; answers what both sides changed. */
  const meet = (now: CustomerFacts): readonly EditableFact[] => {
    const met = meetChanges(seen.current, now, form.getValues(), calendar)
    setClashing(met.clashing)
    if (met.seen === seen.current) return met.clashing
    seen.current = met.seen
    setAdopted((before) => [...new Set([...before, ...met.adoptedFields])])
    for (const [field, value] of Object.entries(met.adopted)) form.setValue(field as EditableFact, value)
    return met.clashing
  }
  const meetCard = useEffectEvent(() => void meet(factsOfCard(card)))
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again whenever another card arrives
  useEffect(() => meetCard(), [card])

  const discard = () => {
    keepEdit(askedFor, null)
    keepEdit(card.id, null)
  }
  const leave = () => {
    keepFix(askedFor, null)
    openDialog(null)
    requestAnimationFrame(focusSearchBox)
  }
  const chooseLink = (choice: LinkChoice | null) => {
    setLink(choice)
    keep(choice)
  }
  /** Decides about the fields that both sides changed: whichever is chosen, their value has been seen now. */
  const settle = (choices: Readonly<Partial<Record<EditableFact, 'mine' | 'theirs'>>>) => {
    for (const field of clashing) {
      if (choices[field] === 'theirs') form.setValue(field, formOf(card, calendar)[field])
      seen.current = withFact(seen.current, field, factsOfCard(card))
    }
    setClashing([])
    setStep('form')
    void save()
  }
  const difference = () => changesBetween(seen.current, form.getValues(), calendar)
  /** Sensitive changes are shown and explained first; anything else is saved at once. */
  const save = form.handleSubmit(
    async () => {
      const now = await client.fetchQuery({
        ...methodQuery('customers.card', { customerId: card.id }),
        staleTime: 0,
      })
      if (meet(factsOfCard(now)).length > 0) return setStep('clash')
      const { changes } = difference()
      if (Object.keys(changes).length === 0 && !link) {
        discard()
        return leave()
      }
      if (link || Object.keys(changes).some(isSensitive)) return setStep('summary')
      await write()
    },
    () => control.focusFault(),
  )
  const write = async (reason?: string) => {
    const { changes, seen: base } = difference()
    const fields = Object.keys(changes)
    const why = reason === undefined ? {} : { reason }
    try {
      const customerId = card.id
      const commandId = commandIds.current.update
      const after =
        fields.length > 0
          ? await update.mutateAsync({ commandId, customerId, changes, seen: base, ...why })
          : card
      const formerLink = link ? await writeLink(link, reason) : undefined
      discard()
      setRecentAction({
        kind: 'updated',
        customerId: after.id,
        commandId,
        at: Date.now(),
        before: pick(seen.current, fields),
        after: pick(after, fields),
        ...(formerLink && { formerLink }),
      })
      if (fix) await discardRefused.mutateAsync({ refusedId: fix.refusedId }).catch(() => undefined)
      leave()
    } catch (error) {
      await recover(error)
    }
  }
  /** Links or unlinks, and answers what was linked before. */
  const writeLink = async (choice: LinkChoice, reason: string | undefined): Promise<LinkChoice> => {
    const before = await callMethod('profile.get', { customerId: card.id })
    const { profileId, confidence, method } = choice
    await linkProfile.mutateAsync({
      commandId: commandIds.current.link,
      customerId: card.id,
      profileId,
      ...(profileId !== null && { method, ...(confidence !== null && { confidence }) }),
      ...(reason !== undefined && { reason }),
    })
    const former = before.linkedProfile
    return {
      profileId: former?.id ?? null,
      displayName: former?.displayName ?? null,
      confidence: former?.confidence ?? null,
      method: former?.method === 'suggested' ? 'suggested' : 'manual',
    }
  }
  const recover = async (error: unknown) => {
    commandIds.current = { update: newId(), link: newId() }
    setStep('form')
    if (replyOf(error).code === 'CHANGED_MEANWHILE') return save()
    control.showRefusal(error)
  }
  return {
    control,
    step,
    setStep,
    /** The facts the edit is based on, as a form would say them. */
    before: readFacts(stored()),
    link,
    chooseLink,
    adopted,
    clashing,
    settle,
    difference,
    save,
    write,
    leave,
    discard,
    resumedFrom: kept?.writtenAt ?? null,
    isBusy: update.isPending || linkProfile.isPending || form.formState.isSubmitting,
  }
}
export type Edit = ReturnType<typeof useEdit>
