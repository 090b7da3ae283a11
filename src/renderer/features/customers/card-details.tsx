// The quieter facts of a customer: other ways they are known, birth date, address, source, and what they agreed to.
import { Check, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard, Identifier } from '../../../shared/customer.ts'
import { OldBadge } from '../../ui/badges.tsx'
import { classNames } from '../../ui/class-names.ts'
import { displayPhone } from '../../ui/display-phone.ts'
import { Ago, useDateWriters } from '../../ui/moment.tsx'

/** Identifiers the head of the card does not already show. */
function otherIdentifiers(card: CustomerCard): readonly Identifier[] {
  const shown = new Set([card.primaryPhone, card.email])
  return card.identifiers.filter(
    ({ kind, value, status }) =>
      !(status === 'current' && shown.has(value)) && kind !== 'stable_hash' && kind !== 'alias',
  )
}

/** The lower part of a card. */
export function CardDetails({ card }: { readonly card: CustomerCard }) {
  const { t } = useTranslation()
  const write = useDateWriters()
  const address = [card.addressLine1, card.addressLine2, card.city, card.postalCode].filter(Boolean).join(' ')
  return (
    <dl className="grid grid-cols-[112px_minmax(0,1fr)] gap-x-3 gap-y-1.5 px-6 py-4">
      {otherIdentifiers(card).map((identifier) => (
        <Fact key={identifier.id} name={t(`identifiers.${identifier.kind as 'card'}`)}>
          {identifier.kind === 'phone' ? displayPhone(identifier.value) : identifier.value}{' '}
          {identifier.status === 'old' && <OldBadge />}
        </Fact>
      ))}
      {card.dateOfBirth && <Fact name={t('fields.dateOfBirth')}>{write.day(card.dateOfBirth)}</Fact>}
      {address && <Fact name={t('fields.address')}>{address}</Fact>}
      <Fact name={t('customer.agreed')}>
        <span className="flex flex-wrap gap-x-3">
          <Consent given={card.smsConsent} name={t('fields.smsConsent')} />
          <Consent given={card.emailConsent} name={t('fields.emailConsent')} />
          <Consent given={card.marketingConsent} name={t('fields.marketingConsent')} />
        </span>
      </Fact>
      <Fact name={t('fields.customerSource')}>{t(`sources.${card.customerSource}`)}</Fact>
      <Fact name={t('customer.since')}>
        {card.registrationDate ? write.day(card.registrationDate) : <Ago moment={card.createdAt} empty="" />}
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-sm leading-6 text-muted">{name}</dt>
      <dd className="selectable min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}

function Consent({ given, name }: { readonly given: boolean; readonly name: string }) {
  const { t } = useTranslation()
  const Icon = given ? Check : X
  return (
    <span className={classNames('inline-flex items-center gap-1', !given && 'text-muted')}>
      <Icon
        size={14}
        role="img"
        aria-label={given ? t('customer.given') : t('customer.notGiven')}
        className={given ? 'text-green-text' : ''}
      />
      {name}
    </span>
  )
}
