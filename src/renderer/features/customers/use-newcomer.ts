// The state of a newcomer being typed: kept as it is typed, looked up among those who are here, and saved once.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { likelyScore } from '../../../shared/lookup.ts'
import { callMethod, methodQuery, useCommand } from '../../api.ts'
import { keepNewcomer, type NewcomerDraft, startNewcomer } from '../../drafts.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { type FactsFormField, readFacts, readOpeningCredit } from '../../ui/facts-form.ts'
import { focusSearchBox } from '../../ui/search-box-focus.ts'
import { checkArgsOf, useDuplicates } from '../../ui/use-duplicates.ts'
import { useFactsForm } from './use-facts-form.ts'

const quickFields: ReadonlySet<FactsFormField> = new Set([
  'fullName',
  'nickname',
  'primaryPhone',
  'email',
  'customerSource',
  'smsConsent',
  'emailConsent',
  'marketingConsent',
  'note',
])

/** Everything the dialog does with the newcomer that `startedFrom` began. */
export function useNewcomer(startedFrom: string, draft: NewcomerDraft) {
  const client = useQueryClient()
  const { openDialog, openCard, setSearchText, setRecentAction } = useInterface.getState()
  const control = useFactsForm(draft.form, { contactRequired: true })
  const { form } = control
  const { matches, failed } = useDuplicates(form.watch())
  const [asked, setAsked] = useState(false)
  const create = useCommand('customer.create')
  const addDetails = useCommand('customer.addDetails')
  const discardRefused = useCommand('sync.discardRefused')
  const detailsId = useRef(newId())
  const saving = useRef(false)
  const [busy, setBusy] = useState(false)

  const keep = useEffectEvent(() => {
    const values = form.getValues()
    const isTouched = JSON.stringify(values) !== JSON.stringify(startNewcomer(startedFrom).form)
    keepNewcomer(startedFrom, {
      ...draft,
      form: values,
      writtenAt: isTouched ? new Date().toISOString() : null,
    })
  })
  useEffect(() => {
    const { unsubscribe } = form.watch(() => keep())
    return unsubscribe
  }, [form])

  const close = () => {
    if (draft.writtenAt === null) keepNewcomer(startedFrom, null)
    openDialog(null)
    focusSearchBox()
  }
  const finish = (customerId: string) => {
    if (draft.fixes) discardRefused.mutate({ refusedId: draft.fixes })
    openDialog(null)
    keepNewcomer(startedFrom, null)
    setSearchText('')
    openCard(customerId)
    requestAnimationFrame(focusSearchBox)
  }
  /** One write at a time, whatever is clicked how often. */
  const once = async (write: () => Promise<void>) => {
    if (saving.current) return
    saving.current = true
    setBusy(true)
    try {
      await write()
    } catch (error) {
      control.showRefusal(error)
    } finally {
      saving.current = false
      setBusy(false)
    }
  }
  const showAll = (isFull: boolean) => keepNewcomer(startedFrom, { ...draft, form: form.getValues(), isFull })
  const save = (reason?: string) =>
    form.handleSubmit(
      (values) =>
        once(async () => {
          const seen = await findLikely()
          if (seen.length > 0 && reason === undefined) return setAsked(true)
          const openingCredit = readOpeningCredit(values)
          const card = await create.mutateAsync({
            commandId: draft.commandId,
            customerId: draft.customerId,
            facts: readFacts(values),
            ...(values.note.trim() !== '' && { note: values.note }),
            ...(openingCredit && { openingCredit }),
            ...(reason !== undefined && { despiteDuplicates: { reason, seenIds: seen } }),
          })
          finish(card.id)
          setRecentAction({
            kind: 'created',
            customerId: card.id,
            commandId: draft.commandId,
            at: Date.now(),
          })
        }),
      (errors) => {
        // A fault among the fields that are not in sight brings them into sight.
        if (Object.keys(errors).some((field) => !quickFields.has(field as FactsFormField))) showAll(true)
        control.focusFault()
      },
    )()
  /** What was typed last may not have been checked yet; a check that fails does not stand in the way of saving. */
  const findLikely = async (): Promise<string[]> => {
    const args = checkArgsOf(form.getValues())
    const { queryKey } = methodQuery('duplicates.check', args)
    const found = await callMethod('duplicates.check', args).catch(() => [])
    client.setQueryData(queryKey, found)
    return found.filter(({ score }) => score >= likelyScore).map(({ customer }) => customer.id)
  }
  const add = (customerId: string) =>
    once(async () => {
      const { fullName, primaryPhone, email } = readFacts(form.getValues())
      await addDetails.mutateAsync({
        commandId: detailsId.current,
        customerId,
        ...(fullName !== '' && { fullName }),
        ...(primaryPhone && { phone: primaryPhone }),
        ...(email && { email }),
      })
      finish(customerId)
    })
  return { control, matches, failed, asked, busy, close, finish, save, add, showAll }
}
