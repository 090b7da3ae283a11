// FlexSearch in memory with its substring tokenizer.
import { Index } from 'flexsearch'
import type { KnownPerson } from '../lookup-people.ts'
import { answersWanted, type Peer, writeFacts } from './peer.ts'

export function createFlexSearchPeer(people: readonly KnownPerson[]): Peer {
  const index = new Index({ tokenize: 'full' })
  people.forEach((person, number) => {
    index.add(number, writeFacts(person))
  })
  const find = (text: string) =>
    index.search(text, { limit: answersWanted }).flatMap((number) => people[Number(number)]?.id ?? [])
  return { name: 'flexsearch', questions: 40, find }
}
