// What a command did, in words: its kind, and the fields it touched with before and after.
import { useTranslation } from 'react-i18next'
import { type CustomerSource, customerSources, fieldOfColumn } from '../../shared/customer.ts'
import { formatSatang } from '../../shared/money.ts'
import { contactPurposes, contactTypes, noteTypes } from '../../shared/profile.ts'
import type { CommandSummary } from '../../shared/sync.ts'
import type { ColumnValue } from '../../shared/wire.ts'
import { useDateWriters } from './moment.tsx'

const yesOrNo: ReadonlySet<string> = new Set([
  'sms_pdpa',
  'email_pdpa',
  'marketing_consent',
  'is_active',
  'is_pinned',
  'is_internal',
  'is_shared',
  'successful',
])
const days: ReadonlySet<string> = new Set(['date_of_birth', 'date_joined', 'effective_date'])
const money: ReadonlySet<string> = new Set(['credit', 'spend', 'available_credit'])
/** What the audit trail names that is no field of the form, and the kinds of commands. */
const otherColumns = [
  'credit',
  'points',
  'spend',
  'status',
  'card',
  'legacy_id',
  'alias',
  'address',
  'address_line_2',
  'city',
  'postal_code',
  'preferred_language',
  'date_joined',
  'vip_tier_id',
  'linked_profile_id',
  'is_active',
  'contact_type',
  'purpose',
  'successful',
  'note_type',
  'is_pinned',
  'is_internal',
  'profile_link_confidence',
  'profile_link_method',
  'tier',
  'name',
  'benefits',
  'view',
  'is_shared',
  'title',
  'effective_date',
  'receipts',
  'format',
  'rows',
  'chosen',
  'codes',
  'merged',
  'parted',
] as const
const kinds = [
  'customer_create',
  'customer_update',
  'customer_addDetails',
  'customer_addNote',
  'customer_checkIn',
  'customer_recordSale',
  'customer_addCredit',
  'customer_setActive',
  'conflict_settle',
  'customer_editNote',
  'customer_logContact',
  'customer_linkProfile',
  'customer_importSales',
  'tier_save',
  'view_save',
  'view_remove',
  'notice_publish',
  'notice_withdraw',
  'notice_markRead',
  'directory_export',
  'customer_load',
  'customer_merge',
  'customer_unmerge',
  'customer_autoMerge',
  'duplicates_dismiss',
  'duplicates_restore',
] as const
/** What the sentence says already, and what only the screens it stands on say in words of their own. */
const inSentence: ReadonlySet<string> = new Set([
  'customer_code',
  'duplicates_seen',
  'note',
  'note_id',
  'note_text',
  'visit',
  'colour',
  'sort_order',
  'impact',
  'filters',
  'columns',
  'is_removed',
  'withdrawn_at',
  'merged_into',
  'first_customer_id',
  'second_customer_id',
])

export interface ChangeWords {
  /** The field a column belongs to, as people call it. */
  column(column: string): string
  /** A value of that column; an en dash for nothing. */
  value(column: string, value: ColumnValue): string
  /** "Edited", "New customer", "Sale". */
  kind(kind: string): string
  /** The fields a command touched, shortest form: "Phone 081… → 089…". */
  changes(command: CommandSummary): readonly string[]
}

/** The words for changes in the language of the screen. */
export function useChangeWords(): ChangeWords {
  const { t, i18n } = useTranslation()
  const write = useDateWriters()
  const column = (name: string) => {
    const other = otherColumns.find((one) => one === name)
    if (other) return t(`sync.columns.${other}`)
    const key = `fields.${fieldOfColumn(name)}`
    return i18n.exists(key) ? String(t(key as 'fields.fullName')) : name.replaceAll('_', ' ')
  }
  const value = (name: string, content: ColumnValue) => {
    if (content === null || content === '') return '–'
    if (yesOrNo.has(name)) return t(content === 1 || content === '1' ? 'sync.yes' : 'sync.no')
    if (money.has(name)) return formatSatang(Number(content), true)
    if (days.has(name)) return write.day(String(content))
    if (name === 'customer_source' && customerSources.includes(content as CustomerSource)) {
      return t(`sources.${content as CustomerSource}`)
    }
    const contactType = contactTypes.find((one) => name === 'contact_type' && one === content)
    if (contactType) return t(`contactTypes.${contactType}`)
    const purpose = contactPurposes.find((one) => name === 'purpose' && one === content)
    if (purpose) return t(`contactPurposes.${purpose}`)
    const noteType = noteTypes.find((one) => name === 'note_type' && one === content)
    return noteType ? t(`noteTypes.${noteType}`) : String(content)
  }
  return {
    column,
    value,
    kind: (kind) => {
      const known = kinds.find((one) => one === kind.replace('.', '_'))
      return known ? t(`sync.kinds.${known}`) : kind
    },
    changes: ({ changes }) =>
      Object.entries(changes)
        .filter(([name]) => !inSentence.has(name))
        .map(([name, { before, after }]) =>
          before === null
            ? `${column(name)} ${value(name, after)}`
            : `${column(name)} ${value(name, before)} → ${value(name, after)}`,
        ),
  }
}
