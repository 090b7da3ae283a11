// What a customer holds and how often they come.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../shared/customer.ts'
import { formatSatang } from '../../../shared/money.ts'
import { Ago } from '../../ui/moment.tsx'

/** Credit, points, visits and the last visit. */
export function CardFigures({ card }: { readonly card: CustomerCard }) {
  const { t } = useTranslation()
  return (
    <dl className="grid grid-cols-2 border-y border-line">
      <Figure name={t('customer.credit')}>{formatSatang(card.availableCredit, true)}</Figure>
      <Figure name={t('customer.pointsTitle')}>{card.loyaltyPoints.toLocaleString('en-US')}</Figure>
      <Figure name={t('customer.visits')}>{card.totalVisits.toLocaleString('en-US')}</Figure>
      <Figure name={t('customer.lastVisit')}>
        <Ago moment={card.lastVisitAt} empty={t('customer.never')} />
      </Figure>
    </dl>
  )
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="border-line px-6 py-2.5 even:border-l nth-[n+3]:border-t">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="selectable text-lg leading-7 font-medium">{children}</dd>
    </div>
  )
}
