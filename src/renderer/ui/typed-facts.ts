// Splits what was typed into the search box into the fields of a newcomer: an address with @ is the e-mail,
// digits and phone punctuation are the phone, letters are the name. Nothing typed is thrown away.
import { cleanText } from '../../shared/customer-rules.ts'

/** The fields of a newcomer as far as the typed text gives them. */
export interface TypedFacts {
  readonly fullName: string
  readonly primaryPhone: string
  readonly email: string
}

const digitRun = /\+?\(?[\d๐-๙](?:[\d๐-๙ ().+-]*[\d๐-๙])?/gu

/** Reads typed search text as the start of a new customer. */
export function splitTypedText(text: string): TypedFacts {
  const words = cleanText(text).split(' ')
  const email = words.find((word) => word.includes('@')) ?? ''
  const rest = words.filter((word) => word !== email).join(' ')
  const phones = rest.match(digitRun) ?? []
  return {
    fullName: rest.replace(digitRun, ' ').replace(/\s+/gu, ' ').trim(),
    primaryPhone: phones.join(' '),
    email,
  }
}
