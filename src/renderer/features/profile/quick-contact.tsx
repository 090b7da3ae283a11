// One line to log a contact: how, what for, how it went, a few words. Enter logs it.
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../shared/customer.ts'
import {
  type ContactPurpose,
  type ContactType,
  type CustomerProfile,
  contactPurposes,
  contactTypes,
} from '../../../shared/profile.ts'
import { useCommand } from '../../api.ts'
import { newId } from '../../new-id.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorWords } from '../../ui/error-words.ts'
import { controlLook } from '../../ui/field.tsx'
import { usePurposeWords } from './contact-words.ts'

const look = `${controlLook} min-h-9! w-auto! px-2.5! py-0 text-sm`

/** The number or address a contact of this kind goes to; undefined where there is none. */
function methodOf(profile: CustomerProfile, type: ContactType): string | undefined {
  if (type === 'email') return profile.email
  return type === 'phone' || type === 'sms' ? profile.primaryPhone : undefined
}

/** The line above the log. */
export function QuickContact({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const sayError = useErrorWords()
  const sayPurpose = usePurposeWords()
  const command = useCommand('customer.logContact')
  const commandId = useRef(newId())
  const [contactType, setContactType] = useState<ContactType>('phone')
  const [purpose, setPurpose] = useState<ContactPurpose>('follow-up')
  const [successful, setSuccessful] = useState(true)
  const [notes, setNotes] = useState('')
  const words = useRef<HTMLInputElement>(null)
  const log = (event: FormEvent) => {
    event.preventDefault()
    if (command.isPending) return
    const contactMethod = methodOf(profile, contactType)
    command.mutate(
      {
        commandId: commandId.current,
        customerId: profile.id,
        contactType,
        ...(contactMethod && { contactMethod }),
        purpose,
        ...(notes.trim() && { notes: notes.trim() }),
        successful,
      },
      {
        onSuccess: () => {
          setNotes('')
          words.current?.focus()
        },
        onSettled: () => {
          commandId.current = newId()
        },
      },
    )
  }
  return (
    <form
      aria-label={t('profile.contacts.quick')}
      onSubmit={log}
      className="flex flex-wrap items-center gap-2 border-b border-line bg-page px-6 py-2.5"
    >
      <select
        aria-label={t('profile.contacts.how')}
        value={contactType}
        onChange={(event) => setContactType(event.target.value as ContactType)}
        className={`${look} select-look pr-8!`}
      >
        {contactTypes.map((each) => (
          <option key={each} value={each}>
            {t(`contactTypes.${each}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('profile.contacts.purpose')}
        value={purpose}
        onChange={(event) => setPurpose(event.target.value as ContactPurpose)}
        className={`${look} select-look pr-8!`}
      >
        {contactPurposes.map((each) => (
          <option key={each} value={each}>
            {sayPurpose(each)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('profile.contacts.result')}
        value={successful ? 'well' : 'badly'}
        onChange={(event) => setSuccessful(event.target.value === 'well')}
        className={`${look} select-look pr-8!`}
      >
        <option value="well">{t('profile.contacts.went.well')}</option>
        <option value="badly">{t('profile.contacts.went.badly')}</option>
      </select>
      <input
        ref={words}
        aria-label={t('profile.contacts.notes')}
        placeholder={t('profile.contacts.notes')}
        autoComplete="off"
        maxLength={limits.noteLength}
        value={notes}
        onChange={(event) => setNotes(event.target.value)}
        className={`${look} min-w-40 flex-1`}
      />
      <Button type="submit" look="primary" size="small" className="min-h-9!" disabled={command.isPending}>
        {t('profile.contacts.log')}
      </Button>
      {command.error && (
        <p role="alert" className="w-full text-sm text-red-text">
          {sayError(command.error)}
        </p>
      )}
    </form>
  )
}
