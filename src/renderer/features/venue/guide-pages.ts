// The pages of the guide, by whom they are for. Notices name them as what to read, so a name never changes.

/** Whom a part of the guide is for. */
export const guideParts = [
  {
    role: 'staff',
    pages: [
      'find-anyone',
      'newcomer',
      'shared-phone',
      'at-the-counter',
      'notes-and-alerts',
      'duplicates',
      'offline',
    ],
  },
  {
    role: 'manager',
    pages: [
      'customer-list',
      'profile-and-history',
      'merging',
      'conflicts',
      'import',
      'tiers-and-notices',
      'deactivating',
    ],
  },
  { role: 'admin', pages: ['staff-and-devices'] },
] as const

export type GuidePage = (typeof guideParts)[number]['pages'][number]

/** Every page in the order of reading. */
export const guidePages: readonly GuidePage[] = guideParts.flatMap((part): readonly GuidePage[] => part.pages)

/** Whether there is a page of this name; a newer counter may know more of them. */
export function isGuidePage(name: string): name is GuidePage {
  return (guidePages as readonly string[]).includes(name)
}
