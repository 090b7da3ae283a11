// What a customer holds, how often they come and what they are worth to the venue.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatSatang } from '../../../shared/money.ts'
import type { CustomerProfile } from '../../../shared/profile.ts'
import { Ago } from '../../ui/moment.tsx'

/** The five key figures in one line, in two or three where it is narrow. */
export function ProfileFigures({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  return (
    <dl className="grid grid-cols-3 gap-px overflow-hidden border-t border-line bg-line @min-[700px]:grid-cols-5">
      <Figure name={t('customer.credit')}>{formatSatang(profile.availableCredit, true)}</Figure>
      <Figure name={t('customer.pointsTitle')}>{profile.loyaltyPoints.toLocaleString('en-US')}</Figure>
      <Figure name={t('customer.visits')}>{profile.totalVisits.toLocaleString('en-US')}</Figure>
      <Figure name={t('profile.lifetimeValue')}>{formatSatang(profile.totalLifetimeValue)}</Figure>
      <Figure name={t('customer.lastVisit')} isLast>
        <Ago moment={profile.lastVisitAt} empty={t('customer.never')} />
      </Figure>
    </dl>
  )
}

interface FigureProps {
  readonly name: string
  readonly isLast?: boolean
  readonly children: ReactNode
}

function Figure({ name, isLast = false, children }: FigureProps) {
  return (
    <div className={`bg-surface py-2 pr-3 pl-6 ${isLast ? 'col-span-2 @min-[700px]:col-span-1' : ''}`}>
      <dt className="truncate text-sm leading-5 text-muted">{name}</dt>
      <dd className="selectable text-lg leading-6 font-medium">{children}</dd>
    </div>
  )
}
