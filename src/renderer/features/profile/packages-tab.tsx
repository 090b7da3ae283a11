// What a customer has paid for ahead: packages in use first with what is left of them, past ones below.
import { Package } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatSatang } from '../../../shared/money.ts'
import type { CustomerProfile, PackageRow } from '../../../shared/profile.ts'
import { useMethod } from '../../api.ts'
import { Badge } from '../../ui/badges.tsx'
import { FilterSelect } from '../../ui/filter-fields.tsx'
import { Until, useDateWriters } from '../../ui/moment.tsx'
import { Answer, Nothing, PartTitle, TabBar, tableLook } from './tab-parts.tsx'
import { UsesBar } from './uses-bar.tsx'

const states = ['active', 'upcoming', 'usedUp', 'expired', 'cancelled'] as const

/** The Packages tab. */
export function PackagesTab({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const [state, setState] = useState<PackageRow['state'] | ''>('')
  const answer = useMethod('profile.packages', { customerId: profile.id })
  const rows = (answer.data ?? []).filter((row) => state === '' || row.state === state)
  const current = rows.filter((row) => row.state === 'active' || row.state === 'upcoming')
  const past = rows.filter((row) => row.state !== 'active' && row.state !== 'upcoming')
  return (
    <>
      <TabBar
        totals={
          answer.data && (
            <>
              <span>{t('profile.packages.count', { count: rows.length })}</span>
              <strong className="font-semibold text-ink">
                {t('profile.packages.usesLeft', {
                  count: current.reduce((sum, { usesLeft }) => sum + (usesLeft ?? 0), 0),
                })}
              </strong>
              <span>
                {t('profile.packages.paid', {
                  amount: formatSatang(rows.reduce((sum, { price }) => sum + price, 0)),
                })}
              </span>
            </>
          )
        }
      >
        <FilterSelect
          label={t('profile.packages.state')}
          value={state}
          all={t('profile.packages.anyState')}
          options={states.map((each) => [each, t(`profile.packages.states.${each}`)] as const)}
          onChange={setState}
        />
      </TabBar>
      <Answer answer={answer}>
        {() =>
          rows.length === 0 ? (
            <Nothing
              icon={Package}
              title={t('profile.packages.none')}
              onShowAll={state === '' ? undefined : () => setState('')}
            >
              <p>{t('profile.packages.noneWords')}</p>
            </Nothing>
          ) : (
            <div className="grid gap-5 px-6 pb-6">
              {current.length > 0 && (
                <section aria-label={t('profile.packages.current')}>
                  <PartTitle>{t('profile.packages.current')}</PartTitle>
                  <ul className="grid gap-3 @min-[700px]:grid-cols-2 @min-[1100px]:grid-cols-3">
                    {current.map((row) => (
                      <CurrentPackage key={row.id} row={row} />
                    ))}
                  </ul>
                </section>
              )}
              {past.length > 0 && <PastPackages rows={past} />}
            </div>
          )
        }
      </Answer>
    </>
  )
}

function CurrentPackage({ row }: { readonly row: PackageRow }) {
  const { t } = useTranslation()
  const write = useDateWriters()
  return (
    <li className="rounded border border-line px-4 py-3">
      <p className="flex items-start justify-between gap-3">
        <span className="selectable min-w-0 font-medium wrap-anywhere">{row.packageName}</span>
        <Badge tone={row.state === 'active' ? 'good' : 'plain'}>
          {t(`profile.packages.states.${row.state}`)}
        </Badge>
      </p>
      <UsesBar row={row} />
      <p className="flex flex-wrap justify-between gap-x-3 text-sm text-muted">
        <span>
          {row.state === 'upcoming' && row.startsOn ? (
            <>
              {t('profile.packages.starts')} <Until day={row.startsOn} />
            </>
          ) : row.expiresOn ? (
            <>
              {t('profile.packages.expires')} <Until day={row.expiresOn} />
            </>
          ) : (
            t('profile.packages.noExpiry')
          )}
        </span>
        <span>
          {t('profile.packages.bought', { day: write.day(row.purchasedOn), price: formatSatang(row.price) })}
        </span>
      </p>
    </li>
  )
}

function PastPackages({ rows }: { readonly rows: readonly PackageRow[] }) {
  const { t } = useTranslation()
  const write = useDateWriters()
  return (
    <section aria-label={t('profile.packages.past')}>
      <PartTitle>{t('profile.packages.past')}</PartTitle>
      <table className={tableLook}>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('profile.packages.name')}</th>
            <th scope="col">{t('profile.packages.uses')}</th>
            <th scope="col">{t('profile.packages.boughtOn')}</th>
            <th scope="col">{t('profile.packages.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="selectable w-full wrap-anywhere">{row.packageName}</td>
              <td className="whitespace-nowrap text-muted">
                {row.usesTotal === null
                  ? t('profile.packages.unlimited')
                  : t('profile.packages.taken', { taken: row.usesTaken, total: row.usesTotal })}
              </td>
              <td className="hidden whitespace-nowrap text-muted @min-[700px]:table-cell">
                {write.day(row.purchasedOn)}
              </td>
              <td className="pr-0! whitespace-nowrap">
                <Badge>{t(`profile.packages.states.${row.state}`)}</Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
