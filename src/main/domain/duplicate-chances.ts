// How likely each agreement or difference is, by who the two records belong to: every number the duplicate scorer rests on.
// Defaults for a front desk, from what people do with phones and names; a directory's own frequencies take over where known.

/**
 * What a typed person can be to a stored one. Fellegi and Sunter know "same" and "different"; "different" is split here,
 * because relatives share phones, surnames and homes, and colleagues a switchboard, without being one person.
 */
export const relations = ['same', 'relative', 'colleague', 'stranger'] as const
export type Relation = (typeof relations)[number]

/** The probability of what was observed, for each relation. */
export type Chances = Readonly<Record<Relation, number>>

/** Evidence that says nothing, as a missing value does. */
export const noEvidence: Chances = { same: 1, relative: 1, colleague: 1, stranger: 1 }

/**
 * Expected number of stored records that somebody typed in stands in each relation to; divided by the directory's size.
 * People who are looked up and found are not typed in: of those who are, many are known by something that changed.
 */
const expectedRecords = { same: 0.4, relative: 0.2, colleague: 0.02 } as const

const all = (same: number, relative: number, colleague: number, stranger: number): Chances => ({
  same,
  relative,
  colleague,
  stranger,
})

/** Phones. Returning people who were not found often bring another number; a relative's may be the next of a pair. */
const phoneChances = {
  same: all(0.5, 0.75, 0.97, 1e-7),
  sameOld: all(0.1, 0.03, 0.01, 1e-6),
  similar: all(0.03, 0.01, 0.001, 5e-7),
  different: all(0.37, 0.2, 0.02, 1),
} as const

/**
 * E-mail addresses; `similar` is one character off. `sameOfName` is nothing but the name that both have: whoever forgets a
 * number or mistakes the host gives a namesake's.
 */
const emailChances = {
  same: all(0.7, 0.06, 0.1, 1e-7),
  sameOfName: all(0.7, 0.06, 0.1, 1e-3),
  similar: all(0.05, 0.001, 0.001, 1e-5),
  different: all(0.25, 0.94, 0.9, 1),
} as const

/** Birth dates: 55 years of them in use; `relative` allows for twins. `firstOfYear` is what people give who do not know. */
const birthDateChances = {
  same: all(0.93, 0.025, 5e-5, 5e-5),
  sameFirstOfYear: all(0.93, 0.025, 1e-3, 1e-3),
  swapped: all(0.02, 5e-5, 5e-5, 5e-5),
  similar: all(0.03, 0.004, 1.5e-3, 1.5e-3),
  different: all(0.008, 0.98, 1, 1),
} as const

/** Addresses; people move, relatives share. `near` has the text without the number, or half the text with it. */
const addressChances = {
  same: all(0.55, 0.68, 0.6, 2e-5),
  similar: all(0.15, 0.08, 0.07, 2e-4),
  near: all(0.06, 0.04, 0.03, 4e-3),
  different: all(0.24, 0.2, 0.3, 1),
} as const

/** Nicknames (the play name everybody in Thailand has): few of them, so sharing one says little. */
const nicknameChances = {
  same: all(0.75, 0.012, 0.017, 0.017),
  similar: all(0.1, 0.01, 0.01, 0.01),
  different: all(0.15, 0.97, 0.97, 0.97),
} as const

/** One word of a name the same person would give: by how the two writings differ. */
const wordChances = {
  /** Within one script: letter for letter, another spelling of the same sound, or nearly. */
  equal: 0.83,
  sound: 0.1,
  similar: 0.04,
  /** Across scripts there is no letter for letter. */
  soundAcross: 0.85,
  similarAcross: 0.13,
  /** Still being typed, or an initial. */
  begins: 0.5,
  /** Given names are rarely changed, surnames by marriage. */
  differentGiven: 0.004,
  differentFamily: 0.03,
  /** The nickname stands where the given name should. */
  nicknameInstead: 0.05,
} as const

/** Both words fit, but crosswise; all letters fit, but with other gaps between words. */
const swappedOrder = 0.04
export const otherGaps = 0.1
/** Relatives carry one surname three times out of four, and one given name (father and son) once in fifty. */
export const relativeFamilyName = 0.75
export const relativeGivenName = 0.02
/** How many people named in Latin letters write the surname first. */
export const familyNameFirst = 0.1

/** A third word that agrees is hardly news: middle and compound names come with the first. */
export const furtherWordShare = 0.5

/** How many of all people share a given name or a surname, where the directory has not been asked. */
export const usualShare = { given: 0.008, family: 0.001, nickname: 0.017 } as const
/** So many people are the usual shares worth beside those counted: in a small directory every name looks common. */
export const usualShareHeldFor = 100

/** Every number that a directory may teach: how likely each outcome of comparing a fact is, and how many records to expect. */
export interface DuplicateModel {
  readonly expected: Readonly<Record<keyof typeof expectedRecords, number>>
  readonly phone: Readonly<Record<keyof typeof phoneChances, Chances>>
  readonly email: Readonly<Record<keyof typeof emailChances, Chances>>
  readonly birthDate: Readonly<Record<keyof typeof birthDateChances, Chances>>
  readonly address: Readonly<Record<keyof typeof addressChances, Chances>>
  readonly nickname: Readonly<Record<keyof typeof nicknameChances, Chances>>
  readonly word: Readonly<Record<keyof typeof wordChances, number>>
  readonly swappedOrder: number
}

/** What holds where nothing was learned. */
export const usualModel: DuplicateModel = {
  expected: expectedRecords,
  phone: phoneChances,
  email: emailChances,
  birthDate: birthDateChances,
  address: addressChances,
  nickname: nicknameChances,
  word: wordChances,
  swappedOrder,
}

/**
 * How far learning may move what one person's records show: so often they differ at most, whatever a directory seems to
 * say (convex constraints, Winkler 1993). Without them, a directory with no duplicates would teach that a person's
 * records have little in common.
 */
export const learnedAtMost: Readonly<Record<string, number>> = {
  'phone.different': 0.8,
  'phone.similar': 0.1,
  'phone.sameOld': 0.2,
  'email.different': 0.5,
  'email.similar': 0.12,
  'birthDate.different': 0.08,
  'birthDate.similar': 0.12,
  'birthDate.swapped': 0.06,
  'address.different': 0.5,
  'address.near': 0.3,
  'address.similar': 0.4,
  'nickname.different': 0.3,
  'nickname.similar': 0.2,
  'word.sound': 0.25,
  'word.similar': 0.25,
  'given.different': 0.12,
  'family.different': 0.15,
  'order.swapped': 0.15,
}
