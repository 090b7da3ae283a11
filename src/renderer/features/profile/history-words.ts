// The audit trail in sentences: what was done, on which counter and by whom, what it was before and after, and why.
import { useTranslation } from 'react-i18next'
import { formatSatang } from '../../../shared/money.ts'
import type { HistoryRow } from '../../../shared/profile.ts'
import type { ColumnValue } from '../../../shared/wire.ts'
import { useColumnWords } from '../../ui/column-words.ts'

export const historyKinds = ['details', 'notes', 'contacts', 'money', 'status', 'links', 'merges'] as const
export type HistoryKind = (typeof historyKinds)[number]

const kindOfAction: Readonly<Record<string, HistoryKind>> = {
  'customer.create': 'details',
  'customer.update': 'details',
  'customer.addDetails': 'details',
  'customer.tagSource': 'details',
  'customer.addNote': 'notes',
  'customer.editNote': 'notes',
  'customer.logContact': 'contacts',
  'customer.checkIn': 'money',
  'customer.recordSale': 'money',
  'customer.addCredit': 'money',
  'customer.importSales': 'money',
  'customer.setActive': 'status',
  'customer.linkProfile': 'links',
  'customer.merge': 'merges',
  'customer.unmerge': 'merges',
  'customer.autoMerge': 'merges',
}

/** The kind of change a line is; whatever has to do with two entries of one person counts as a merge. */
export function kindOfLine({ action }: Pick<HistoryRow, 'action'>): HistoryKind {
  return kindOfAction[action] ?? (action.startsWith('customer.') ? 'details' : 'merges')
}

/** What the sentence says already, or what says nothing to a person. */
const unspoken =
  /^(customer_code|duplicates_seen|note|note_id|contact_type|purpose|successful|visit|redirect|name_key|profile_linked_at|vip_status_date|merged|merged_into|parted|first_customer_id|second_customer_id)$/

/** The changes of a line that are worth a row of before and after. */
export function spokenChanges({ changes }: Pick<HistoryRow, 'changes'>): readonly [string, Change][] {
  return Object.entries(changes).filter(([column]) => !unspoken.test(column))
}
interface Change {
  readonly before: ColumnValue
  readonly after: ColumnValue
}

/** A line in the order it is said: what was done where and by whom, one field's before and after, and why. */
export interface HistorySentence {
  readonly head: string
  readonly change: { readonly before: string; readonly after: string } | null
  readonly reason: string | null
}

export interface HistoryWords {
  sentence(row: HistoryRow): HistorySentence
  column(column: string): string
  value(column: string, value: ColumnValue): string
}

/** The words of the History tab in the language of the screen. */
export function useHistoryWords(): HistoryWords {
  const { t } = useTranslation()
  const words = useColumnWords()
  const { value } = words
  const column = (name: string) => (name === 'note_text' ? t('fields.note') : words.column(name))

  const what = (row: HistoryRow): string => {
    const after = (name: string) => row.changes[name]?.after
    const money = (name: string) => formatSatang(Math.abs(Number(after(name) ?? 0)))
    switch (row.action) {
      case 'customer.create':
        return t('profile.history.created')
      case 'customer.addNote':
        return t('profile.history.noted')
      case 'customer.editNote': {
        const pinned = 'note_text' in row.changes ? undefined : after('is_pinned')
        if (pinned === undefined) return t('profile.history.noteEdited')
        return t(Number(pinned) === 1 ? 'profile.history.notePinned' : 'profile.history.noteUnpinned')
      }
      case 'customer.logContact': {
        const parts = ['contact_type', 'purpose'].map((name) => [name, after(name) ?? null] as const)
        const said = parts.flatMap(([name, part]) => (part === null ? [] : [value(name, part)]))
        return t('profile.history.contacted', { what: said.join(', ') })
      }
      case 'customer.checkIn':
        return Number(after('visit')) < 0 ? t('profile.history.visitTakenBack') : t('profile.history.visited')
      case 'customer.recordSale':
        return Number(after('spend')) < 0
          ? t('profile.history.saleTakenBack', { amount: money('spend') })
          : t('profile.history.sold', { amount: money('spend') })
      case 'customer.addCredit':
        return t('profile.history.credited', { amount: money('credit') })
      case 'customer.setActive':
        return Number(after('is_active')) === 0
          ? t('profile.history.deactivated')
          : t('profile.history.revived')
      case 'customer.linkProfile':
        return (after('linked_profile_id') ?? null) === null
          ? t('profile.history.unlinked')
          : t('profile.history.linked')
      case 'customer.merge':
      case 'customer.autoMerge': {
        const codes = row.changes.merged?.before
        const isAutomatic = row.action === 'customer.autoMerge'
        if (codes === undefined) return t('profile.history.mergedAway')
        const words = { codes: String(codes ?? '–').replaceAll(' ', ', ') }
        return t(isAutomatic ? 'profile.history.mergedByItself' : 'profile.history.merged', words)
      }
      case 'customer.unmerge':
        return t('profile.history.parted', { code: after('parted') ?? '–' })
      default:
        return changed(row)
    }
  }
  const changed = (row: HistoryRow): string => {
    const columns = spokenChanges(row).map(([name]) => column(name))
    const [only] = columns
    if (row.action === 'customer.addDetails') {
      return t('profile.history.added', { fields: columns.join(', ') })
    }
    if (!row.action.startsWith('customer.')) return words.kind(row.action).replaceAll('_', ' ')
    if (columns.length === 0 || !only) return words.kind(row.action)
    if (columns.length === 1) return t('profile.history.changed', { field: only })
    return t('profile.history.changedMany', { count: columns.length, fields: columns.join(', ') })
  }
  return {
    column,
    value,
    sentence: (row) => {
      const [only, ...others] = spokenChanges(row)
      const isEdit = row.action === 'customer.update' && only && others.length === 0
      const head = [
        what(row),
        row.device && t('profile.history.on', { device: row.device }),
        row.by && t('profile.history.by', { name: row.by }),
      ]
      return {
        head: head.filter(Boolean).join(' '),
        change: isEdit
          ? { before: value(only[0], only[1].before), after: value(only[0], only[1].after) }
          : null,
        reason: row.reason && t('profile.history.because', { reason: row.reason }),
      }
    },
  }
}
