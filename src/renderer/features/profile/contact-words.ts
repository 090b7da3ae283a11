// The kinds and purposes of contact, drawn and in words.
import { Footprints, type LucideIcon, Mail, MessageCircle, MessageSquareText, Phone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type ContactType, contactPurposes } from '../../../shared/profile.ts'

/** A picture for each kind of contact. */
export const contactIcons: Readonly<Record<ContactType, LucideIcon>> = {
  phone: Phone,
  email: Mail,
  sms: MessageSquareText,
  chat: MessageCircle,
  visit: Footprints,
}

/** Says a purpose that is known in words, any other as it is written. */
export function usePurposeWords(): (purpose: string | null) => string {
  const { t } = useTranslation()
  return (purpose) => {
    const known = contactPurposes.find((each) => each === purpose)
    return known ? t(`contactPurposes.${known}`) : (purpose ?? t('profile.contacts.noPurpose'))
  }
}
