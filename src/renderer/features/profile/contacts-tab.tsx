// When the venue and a customer were in touch, and a line to log the next time without leaving the tab.
import { Check, PhoneCall, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ContactRow,
  type ContactType,
  type CustomerProfile,
  contactTypes,
} from '../../../shared/profile.ts'
import { useMethod } from '../../api.ts'
import { displayPhone } from '../../ui/display-phone.ts'
import { FilterSelect } from '../../ui/filter-fields.tsx'
import { Ago } from '../../ui/moment.tsx'
import { contactIcons, usePurposeWords } from './contact-words.ts'
import { MoreRows, useFirstRows } from './more-rows.tsx'
import { QuickContact } from './quick-contact.tsx'
import { Answer, Nothing, TabBar, tableLook } from './tab-parts.tsx'

/** The Contact log tab. */
export function ContactsTab({ profile }: { readonly profile: CustomerProfile }) {
  const { t } = useTranslation()
  const [contactType, setContactType] = useState<ContactType | ''>('')
  const answer = useMethod(
    'profile.contacts',
    { customerId: profile.id, ...(contactType && { contactType }) },
    { keepPrevious: true },
  )
  const rows = answer.data ?? []
  const [shown, more] = useFirstRows(rows)
  const reached = rows.filter((row) => row.successful).length
  return (
    <>
      {profile.isActive && <QuickContact profile={profile} />}
      <TabBar
        totals={
          answer.data && (
            <>
              <span>{t('profile.contacts.count', { count: rows.length })}</span>
              {rows.length > 0 && (
                <strong className="font-semibold text-ink">
                  {t('profile.contacts.reached', { count: reached })}
                </strong>
              )}
            </>
          )
        }
      >
        <FilterSelect
          label={t('profile.contacts.type')}
          value={contactType}
          all={t('profile.contacts.anyType')}
          options={contactTypes.map((each) => [each, t(`contactTypes.${each}`)] as const)}
          onChange={setContactType}
        />
      </TabBar>
      <Answer answer={answer}>
        {() =>
          rows.length === 0 ? (
            <Nothing
              icon={PhoneCall}
              title={t('profile.contacts.none')}
              onShowAll={contactType === '' ? undefined : () => setContactType('')}
            >
              <p>{t('profile.contacts.noneWords')}</p>
            </Nothing>
          ) : (
            <div className="px-6 pb-6">
              <table className={tableLook}>
                <thead className="sr-only">
                  <tr>
                    <th scope="col">{t('profile.contacts.type')}</th>
                    <th scope="col">{t('profile.contacts.purpose')}</th>
                    <th scope="col">{t('profile.contacts.result')}</th>
                    <th scope="col">{t('profile.contacts.when')}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((row) => (
                    <Contact key={row.id} row={row} />
                  ))}
                </tbody>
              </table>
              <MoreRows {...more} />
            </div>
          )
        }
      </Answer>
    </>
  )
}

function Contact({ row }: { readonly row: ContactRow }) {
  const { t } = useTranslation()
  const sayPurpose = usePurposeWords()
  const Icon = contactIcons[row.contactType]
  const Result = row.successful ? Check : X
  const method =
    row.contactMethod && (row.contactType === 'email' ? row.contactMethod : displayPhone(row.contactMethod))
  const result = (
    <span
      className={`inline-flex items-center gap-1 text-sm ${row.successful ? 'text-green-text' : 'text-muted'}`}
    >
      <Result size={14} aria-hidden />
      {t(row.successful ? 'profile.contacts.went.well' : 'profile.contacts.went.badly')}
    </span>
  )
  return (
    <tr>
      <td className="whitespace-nowrap">
        <span className="inline-flex items-center gap-2">
          <Icon size={15} aria-hidden className="text-muted" />
          {t(`contactTypes.${row.contactType}`)}
        </span>
        {method && (
          <span className="selectable hidden pl-[23px] text-sm text-muted @min-[700px]:block">{method}</span>
        )}
      </td>
      <td className="w-full min-w-0 wrap-anywhere">
        <span className="block">{sayPurpose(row.purpose)}</span>
        {row.notes && (
          <span className="selectable block text-sm whitespace-pre-wrap text-muted">{row.notes}</span>
        )}
        {method && <span className="selectable block text-sm text-muted @min-[700px]:hidden">{method}</span>}
      </td>
      <td className="hidden whitespace-nowrap @min-[700px]:table-cell">{result}</td>
      <td className="pr-0! text-right text-sm whitespace-nowrap text-muted">
        <span className="@min-[700px]:hidden">{result}</span>
        <span className="block">
          <Ago moment={row.contactDate} empty="" />
        </span>
        {row.contactedBy && <span className="block">{row.contactedBy}</span>}
      </td>
    </tr>
  )
}
