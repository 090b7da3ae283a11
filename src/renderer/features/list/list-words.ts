// Columns and filters in words, in the language and calendar of the screen.
import { useTranslation } from 'react-i18next'
import type { ListColumn } from '../../../shared/customer-list.ts'
import { formatSatang } from '../../../shared/money.ts'
import { useMethod } from '../../api.ts'
import { useDateWriters } from '../../ui/moment.tsx'
import { activeParts, type FilterPart, type ListFilters } from './list-filters.ts'

/** A function that names a column. */
export function useColumnWords(): (column: ListColumn) => string {
  const { t } = useTranslation()
  return (column) => t(`list.columns.${column}`)
}

/** The name of a month, 1 to 12. */
export function useMonthName(): (month: number) => string {
  const { i18n } = useTranslation()
  const names = new Intl.DateTimeFormat(i18n.language === 'th' ? 'th-TH' : 'en-GB', { month: 'long' })
  return (month) => names.format(new Date(2001, month - 1, 15))
}

export interface FilterWords {
  /** What one part of the filters says: "last visit in the last 30 days". */
  part(filters: ListFilters, part: FilterPart): string
  /** All that narrows the list, the search first; empty when nothing does. */
  all(filters: ListFilters): string
}

/** The filters in words. */
export function useFilterWords(): FilterWords {
  const { t } = useTranslation()
  const write = useDateWriters()
  const month = useMonthName()
  const tiers = useMethod('tiers.list', {}).data
  const list = (words: readonly string[]) => words.join(', ')

  const days = (part: 'lastVisit' | 'registered', from?: string, to?: string) => {
    const said = { from: from ? write.day(from) : '', to: to ? write.day(to) : '' }
    if (from && to) return t(`list.said.${part}.between`, said)
    return from ? t(`list.said.${part}.from`, said) : t(`list.said.${part}.to`, said)
  }
  const part = (f: ListFilters, name: FilterPart): string => {
    switch (name) {
      case 'status':
        return t(`list.said.${f.status ?? 'active'}`)
      case 'vipStatus':
        return t(`list.said.${f.vipStatus ?? 'vip'}`)
      case 'vipTiers':
        return list((f.vipTierIds ?? []).map((id) => tiers?.find((tier) => tier.id === id)?.name ?? `#${id}`))
      case 'sources':
        return t('list.said.source', { names: list((f.sources ?? []).map((one) => t(`sources.${one}`))) })
      case 'lastVisit':
        if (f.neverVisited) return t('list.said.never')
        if (f.lastVisitRange) return t(`list.said.lastVisit.${f.lastVisitRange}`)
        return days('lastVisit', f.lastVisitFrom, f.lastVisitTo)
      case 'registered':
        if (f.registeredRange) return t(`list.said.registered.${f.registeredRange}`)
        return days('registered', f.registeredFrom, f.registeredTo)
      case 'birthMonth':
        return t('list.said.birthMonth', { month: month(f.birthMonth ?? 1) })
      case 'credit':
        return t(f.credit === 'has' ? 'list.said.creditHas' : 'list.said.creditNone')
      case 'points':
        return t(f.points === 'has' ? 'list.said.pointsHas' : 'list.said.pointsNone')
      case 'visits': {
        const said = { from: f.visitsFrom?.toLocaleString('en-US'), to: f.visitsTo?.toLocaleString('en-US') }
        if (said.from && said.to) return t('list.said.visitsBetween', said)
        return said.from ? t('list.said.visitsFrom', said) : t('list.said.visitsTo', said)
      }
      case 'lifetimeValue': {
        const money = (value?: number) => (value === undefined ? undefined : formatSatang(value))
        const said = { from: money(f.lifetimeValueFrom), to: money(f.lifetimeValueTo) }
        if (said.from && said.to) return t('list.said.valueBetween', said)
        return said.from ? t('list.said.valueFrom', said) : t('list.said.valueTo', said)
      }
      case 'smsConsent':
        return t(f.smsConsent ? 'list.said.smsYes' : 'list.said.smsNo')
      case 'emailConsent':
        return t(f.emailConsent ? 'list.said.emailYes' : 'list.said.emailNo')
      case 'marketingConsent':
        return t(f.marketingConsent ? 'list.said.marketingYes' : 'list.said.marketingNo')
      case 'hasAlert':
        return t(f.hasAlert ? 'list.said.alertYes' : 'list.said.alertNo')
      case 'isLinked':
        return t(f.isLinked ? 'list.said.linkedYes' : 'list.said.linkedNo')
    }
  }
  return {
    part,
    all: (filters) => {
      const search = filters.search?.trim()
      return [
        ...(search ? [t('list.said.search', { text: search })] : []),
        ...activeParts(filters).map((one) => part(filters, one)),
      ].join(', ')
    },
  }
}
