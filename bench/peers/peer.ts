// What every other way of looking customers up is asked to be: made from the same people, asked the same questions.
import type { KnownPerson } from '../lookup-people.ts'

/** Answers ids for a text in normal form; `questions` is how many of each kind it is patient enough to be asked. */
export interface Peer {
  readonly name: string
  readonly questions: number
  find(text: string): readonly string[]
}

/** The searchable facts of a person in one line, as these libraries are usually fed. */
export function writeFacts(person: KnownPerson): string {
  const { name, nickname, code, phones, emails, others } = person
  return [name, nickname, code, ...phones, ...emails, ...others].filter(Boolean).join(' ')
}

export const answersWanted = 20
