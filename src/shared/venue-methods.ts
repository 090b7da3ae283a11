// The methods of what belongs to the venue and to whoever works there: VIP tiers, notices, and what each person left behind
// on this counter (drafts, column widths, the view they start with).
import * as yup from 'yup'
import { daySchema, uuidSchema } from './customer.ts'
import { command, integer, nothing, object, query, text } from './method.ts'

export const tierColours = ['slate', 'amber', 'violet', 'emerald', 'sky', 'rose'] as const
export type TierColour = (typeof tierColours)[number]

export interface VipTier {
  readonly id: number
  readonly name: string
  readonly colour: string
  readonly benefits: string | null
  readonly sortOrder: number
  /** An inactive tier stays with whoever holds it and is given to nobody else. */
  readonly isActive: boolean
  readonly customers: number
}

export const noticeImpacts = ['low', 'medium', 'high'] as const
export type NoticeImpact = (typeof noticeImpacts)[number]

/** Something that changed in how the venue works, for whoever works there. */
export interface Notice {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly impact: NoticeImpact
  readonly actionRequired: boolean
  /** Parts of the guide to read, by their names. */
  readonly trainingMaterials: readonly string[]
  readonly effectiveDate: string
  readonly createdAt: string
  readonly createdBy: string | null
  /** When whoever asks read it; null: not yet. */
  readonly readAt: string | null
  /** How many of the staff have read it; null for whoever may not know. */
  readonly readBy: number | null
}

const commandId = uuidSchema.required()

export interface SaveTierArgs {
  readonly commandId: string
  /** Null makes a new one. */
  readonly tierId: number | null
  readonly name: string
  readonly colour: TierColour
  readonly benefits: string
  readonly sortOrder: number
  readonly isActive: boolean
}
export interface PublishNoticeArgs {
  readonly commandId: string
  readonly title: string
  readonly description: string
  readonly impact: NoticeImpact
  readonly actionRequired: boolean
  readonly trainingMaterials: readonly string[]
  readonly effectiveDate: string
}

/** What a person may leave behind; a name each. */
export const memoryNames = ['list', 'drafts', 'defaultView', 'profile', 'guide'] as const
export type MemoryName = (typeof memoryNames)[number]

export const venueMethods = {
  'tiers.list': query<Record<string, never>, readonly VipTier[]>('staff', nothing),
  'tiers.save': command<SaveTierArgs, readonly VipTier[]>(
    'manager',
    object({
      commandId,
      tierId: integer(1, 2_147_483_647).nullable().defined(),
      name: text(100).required(),
      colour: yup.mixed<TierColour>().oneOf(tierColours).required(),
      benefits: text(2000).defined(),
      sortOrder: integer(0, 1000).required(),
      isActive: yup.boolean().strict().required(),
    }) as unknown as yup.Schema<SaveTierArgs>,
  ),

  /** Those in force or announced, newest first; withdrawn ones are gone. */
  'notices.list': query<Record<string, never>, readonly Notice[]>('staff', nothing),
  'notices.markRead': command<{ commandId: string; noticeId: string }, readonly Notice[]>(
    'staff',
    object({ commandId, noticeId: uuidSchema.required() }),
  ),
  'notices.publish': command<PublishNoticeArgs, readonly Notice[]>(
    'manager',
    object({
      commandId,
      title: text(200).required(),
      description: text(5000).required(),
      impact: yup.mixed<NoticeImpact>().oneOf(noticeImpacts).required(),
      actionRequired: yup.boolean().strict().required(),
      trainingMaterials: yup
        .array()
        .strict()
        .of(
          text(60)
            .matches(/^[a-z][a-z-]*$/)
            .required(),
        )
        .max(10)
        .required(),
      effectiveDate: daySchema.required(),
    }) as unknown as yup.Schema<PublishNoticeArgs>,
  ),
  'notices.withdraw': command<{ commandId: string; noticeId: string }, readonly Notice[]>(
    'manager',
    object({ commandId, noticeId: uuidSchema.required() }),
  ),

  /** JSON that whoever works here left behind under this name on this counter; null where there is none. Never synced. */
  'memory.get': query<{ name: MemoryName }, string | null>(
    'staff',
    object({ name: yup.mixed<MemoryName>().oneOf(memoryNames).required() }) as unknown as yup.Schema<{
      name: MemoryName
    }>,
  ),
  'memory.set': command<{ name: MemoryName; value: string | null }, null>(
    'staff',
    object({
      name: yup.mixed<MemoryName>().oneOf(memoryNames).required(),
      value: text(200_000).nullable().defined(),
    }) as unknown as yup.Schema<{ name: MemoryName; value: string | null }>,
  ),
} as const
