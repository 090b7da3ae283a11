// Fuse.js in memory: fuzzy everywhere in every fact.
import Fuse from 'fuse.js'
import type { KnownPerson } from '../lookup-people.ts'
import { answersWanted, type Peer } from './peer.ts'

export function createFusePeer(people: readonly KnownPerson[]): Peer {
  const index = new Fuse(people, {
    keys: ['name', 'nickname', 'code', 'phones', 'emails', 'others'],
    ignoreLocation: true,
    threshold: 0.2,
  })
  const find = (text: string) => index.search(text, { limit: answersWanted }).map(({ item }) => item.id)
  return { name: 'fuse', questions: 8, find }
}
