// MiniSearch in memory: word prefixes, and one letter in five forgiven.
import MiniSearch from 'minisearch'
import type { KnownPerson } from '../lookup-people.ts'
import { answersWanted, type Peer, writeFacts } from './peer.ts'

export function createMiniSearchPeer(people: readonly KnownPerson[]): Peer {
  const index = new MiniSearch({
    fields: ['facts'],
    searchOptions: { prefix: true, fuzzy: 0.2, combineWith: 'AND' },
  })
  index.addAll(people.map((person) => ({ id: person.id, facts: writeFacts(person) })))
  const find = (text: string) =>
    index
      .search(text)
      .slice(0, answersWanted)
      .map((hit) => String(hit.id))
  return { name: 'minisearch', questions: 40, find }
}
