// Logging that somebody talked to a customer: how, on which number or address, what about, and whether it went well.
// The log is append-only, so there is nothing to take back; what is half filled in is kept.
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import { limits } from '../../../shared/customer.ts'
import { contactPurposes, contactTypes } from '../../../shared/profile.ts'
import { replyOf, useCommand, useMethod } from '../../api.ts'
import { type ContactDraft, keepContact, useDrafts } from '../../drafts.ts'
import { newId } from '../../new-id.ts'
import { useInterface } from '../../store.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { controlLook, Field, SelectField, TextField } from '../../ui/field.tsx'
import { focusSearchBox } from '../../ui/search-box-focus.ts'
import { ContactMethod, methodsOf } from './contact-method.tsx'
import { readContactMoment } from './contact-moment.ts'
import { DraftLine } from './draft-line.tsx'

/** The dialog for one customer; nothing while the card is not here yet. */
export function ContactDialog({ customerId }: { readonly customerId: string }) {
  const card = useMethod('customers.card', { customerId }).data
  return card ? <ContactForm card={card} /> : null
}

function startContact(card: CustomerCard): ContactDraft {
  return {
    customerName: card.fullName,
    contactType: 'phone',
    contactMethod: methodsOf(card, 'phone')[0]?.value ?? '',
    purpose: '',
    notes: '',
    successful: true,
    day: '',
    time: '',
    writtenAt: '',
  }
}

type Problems = Partial<Record<'when' | 'notes' | 'contactMethod' | 'form', string>>

function ContactForm({ card }: { readonly card: CustomerCard }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const { openDialog, setRecentAction } = useInterface.getState()
  const command = useCommand('customer.logContact')
  const commandId = useRef(newId())
  // Whoever it began about: a merge under the open form moves the entry, not what is typed.
  const [key] = useState(card.id)
  const kept = useDrafts((state) => state.contacts[key])
  const [resumedFrom] = useState(kept?.writtenAt)
  const [problems, setProblems] = useState<Problems>({})
  const form = useRef<HTMLFormElement>(null)
  const draft = kept ?? startContact(card)
  const change = (changes: Partial<ContactDraft>) =>
    keepContact(key, { ...draft, ...changes, writtenAt: new Date().toISOString() })
  const close = () => {
    openDialog(null)
    requestAnimationFrame(focusSearchBox)
  }
  const check = (contactDate: string | null | undefined): Problems => ({
    ...(contactDate === null && { when: t('contactForm.whenWrong') }),
    ...(contactDate && contactDate > new Date().toISOString() && { when: t('contactForm.whenFuture') }),
    ...(draft.notes.length > limits.noteLength && { notes: t('problems.note-too-long') }),
    ...(draft.contactMethod.length > limits.textLength && { contactMethod: t('problems.text-too-long') }),
  })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (command.isPending) return
    const contactDate = readContactMoment(draft.day, draft.time, new Date())
    const found = check(contactDate)
    setProblems(found)
    if (Object.keys(found).length > 0 || contactDate === null) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
      return
    }
    const contactMethod = draft.contactMethod.trim()
    try {
      await command.mutateAsync({
        commandId: commandId.current,
        customerId: card.id,
        contactType: draft.contactType,
        successful: draft.successful,
        ...(contactMethod && draft.contactType !== 'visit' && { contactMethod }),
        ...(draft.purpose && { purpose: draft.purpose }),
        ...(draft.notes.trim() && { notes: draft.notes }),
        ...(contactDate && { contactDate }),
      })
      setRecentAction({
        kind: 'contactLogged',
        customerId: card.id,
        commandId: commandId.current,
        at: Date.now(),
      })
      keepContact(key, null)
      close()
    } catch (error) {
      commandId.current = newId()
      const { field } = replyOf(error)
      const at = field === 'contactDate' ? 'when' : field === 'notes' ? 'notes' : 'form'
      setProblems({ [at]: sayError(error) })
    }
  }
  return (
    <Dialog
      title={t('contactForm.title', { name: card.fullName })}
      width="medium"
      onClose={close}
      footer={
        <>
          {resumedFrom && kept && (
            <DraftLine writtenAt={resumedFrom} onDiscard={() => keepContact(key, null)} />
          )}
          {problems.form && (
            <p role="alert" className="min-w-0 text-sm text-red-text">
              {problems.form}
            </p>
          )}
          <span className="flex-1" />
          <Button onClick={close}>{t('actions.cancel')}</Button>
          <Button
            look="primary"
            type="submit"
            form="contact"
            disabled={command.isPending}
            className="min-w-28"
          >
            {t('contactForm.save')}
          </Button>
        </>
      }
    >
      <form ref={form} id="contact" onSubmit={(event) => void save(event)} noValidate className="grid gap-4">
        <Choices
          label={t('contactForm.how')}
          value={draft.contactType}
          choices={contactTypes.map((type) => ({ value: type, label: t(`contactTypes.${type}`) }))}
          onChoose={(contactType) =>
            change({ contactType, contactMethod: methodsOf(card, contactType)[0]?.value ?? '' })
          }
          isFocused
        />
        <div className="grid grid-cols-2 items-start gap-4">
          <ContactMethod
            card={card}
            contactType={draft.contactType}
            value={draft.contactMethod}
            problem={problems.contactMethod}
            onChange={(contactMethod) => change({ contactMethod })}
          />
          <SelectField
            label={t('contactForm.purpose')}
            value={draft.purpose}
            onChange={(event) =>
              change({ purpose: contactPurposes.find((one) => one === event.target.value) ?? '' })
            }
          >
            <option value="">{t('contactForm.noPurpose')}</option>
            {contactPurposes.map((purpose) => (
              <option key={purpose} value={purpose}>
                {t(`contactPurposes.${purpose}`)}
              </option>
            ))}
          </SelectField>
        </div>
        <Choices
          label={t('contactForm.outcome')}
          value={draft.successful ? 'well' : 'not'}
          choices={[
            { value: 'well', label: t('contactForm.well') },
            { value: 'not', label: t('contactForm.notWell') },
          ]}
          onChoose={(outcome) => change({ successful: outcome === 'well' })}
        />
        <Field label={t('contactForm.words')} error={problems.notes}>
          {(described) => (
            <textarea
              rows={3}
              {...described}
              value={draft.notes}
              onChange={(event) => change({ notes: event.target.value })}
              className={`${controlLook} py-2`}
            />
          )}
        </Field>
        <div className="grid grid-cols-[176px_112px_minmax(0,1fr)] items-start gap-4">
          <TextField
            label={t('contactForm.day')}
            placeholder={t('contactForm.today')}
            value={draft.day}
            error={problems.when}
            onChange={(event) => change({ day: event.target.value })}
          />
          <TextField
            label={t('contactForm.time')}
            placeholder={t('contactForm.now')}
            value={draft.time}
            aria-invalid={problems.when ? true : undefined}
            onChange={(event) => change({ time: event.target.value })}
          />
        </div>
      </form>
    </Dialog>
  )
}
