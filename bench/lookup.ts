// Times lookups on an encrypted, worn store through the whole path a screen's question takes, checks the answers
// against brute force, and asks other search engines the same. Usage: npm run bench:lookup -- --customers N
// Progress goes to standard error; the last line of standard output is one JSON object.

import { searchCustomers } from '../src/main/db/search.ts'
import type { Caller, Handlers } from '../src/main/ipc/dispatch.ts'
import { createDispatch } from '../src/main/ipc/dispatch.ts'
import type { Reply } from '../src/shared/contract.ts'
import type { LookupResult } from '../src/shared/lookup.ts'
import { normaliseText } from '../src/shared/text.ts'
import { holdsWords, type KnownPerson, readPeople } from './lookup-people.ts'
import { drawQuestions, exactKinds, type Kind, kinds, type Question } from './lookup-questions.ts'
import { createDice, geometricMean, numberArgument, percentile, report, round } from './measure.ts'
import { createFlexSearchPeer } from './peers/flexsearch.ts'
import { createFusePeer } from './peers/fuse.ts'
import { createLikePeer } from './peers/like.ts'
import { createMiniSearchPeer } from './peers/minisearch.ts'
import { answersWanted, type Peer } from './peers/peer.ts'
import { fillStore, openEmptyStore, warmFile, wearStore } from './worn-store.ts'

interface Figures {
  readonly p50_ms: number
  readonly p95_ms: number
  /** Share of right answers, 0 to 1. */
  readonly right: number
}
type FiguresByKind = Partial<Record<Kind, Figures>>

const questionsPerKind = 200
/** Questions of each exact kind that brute force answers too. */
const checkedPerKind = 20
/** Other questions asked beforehand: a counter is open all day, and its code is compiled by then. */
const warmUpPerKind = 100
/** Directories up to this size are given to the other engines as well. */
const peersUpTo = 100_000
const sampleEvery = 37

const customers = numberArgument('customers', 100_000)
const store = openEmptyStore()
try {
  fillStore(store.db, customers)
  report('wearing: 13,000 visits')
  wearStore(store.db, customers)
  warmFile(store.folder)
  const sample = readSample()
  const dice = createDice(1)
  const questions = new Map(
    kinds.map((kind) => [kind, drawQuestions(kind, sample, questionsPerKind, dice)] as const),
  )
  const answers = answerByForce(questions)
  const ours = await measureOurs(questions, answers, sample)
  const peers = customers <= peersUpTo ? await measurePeers(questions, answers, ours) : {}
  console.log(JSON.stringify({ customers, kinds: ours, peers }))
} finally {
  store.remove()
}

function readSample(): KnownPerson[] {
  const sample: KnownPerson[] = []
  let row = 0
  for (const person of readPeople(store.db))
    if (row++ % Math.ceil(customers / (sampleEvery * 100)) === 0) sample.push(person)
  return sample
}

type Answers = ReadonlyMap<string, readonly KnownPerson[]>

/** Reads every customer once, whoever came last first, and keeps the first of each question. */
function answerByForce(asked: ReadonlyMap<Kind, readonly Question[]>): Answers {
  report('answering by brute force')
  const texts = new Set<string>()
  for (const kind of [...exactKinds, 'miss'] as const) {
    for (const { text } of asked.get(kind)?.slice(0, checkedPerKind) ?? []) texts.add(text)
  }
  const open = [...texts].map((text) => {
    const normal = normaliseText(text)
    return { text, normal, words: normal.split(' '), whole: [] as KnownPerson[], found: [] as KnownPerson[] }
  })
  for (const person of readPeople(store.db)) {
    for (const question of open) {
      if (person.code === question.normal || person.others.includes(question.normal))
        question.whole.push(person)
      else if (question.found.length < answersWanted && holdsWords(person, question.words))
        question.found.push(person)
    }
  }
  return new Map(open.map(({ text, whole, found }) => [text, [...whole, ...found].slice(0, answersWanted)]))
}

async function measureOurs(
  asked: ReadonlyMap<Kind, readonly Question[]>,
  answers: Answers,
  sample: readonly KnownPerson[],
): Promise<FiguresByKind> {
  const handlers = {
    'lookup.search': ({ text, limit }: { text: string; limit?: number }) =>
      searchCustomers(store.db, text, limit ?? answersWanted),
  } as unknown as Handlers
  const dispatch = createDispatch(handlers, (method, error) => report(`${method} failed: ${String(error)}`))
  const caller: Caller = { isTrusted: true, role: 'staff' }
  const ask = async (text: string) =>
    (await dispatch(caller, 'lookup.search', { text, limit: answersWanted })) as Reply<LookupResult>
  for (const kind of kinds) {
    for (const { text } of drawQuestions(kind, sample, warmUpPerKind, createDice(2))) await ask(text)
  }

  const figures: FiguresByKind = {}
  for (const [kind, questions] of asked) {
    const times: number[] = []
    let right = 0
    let judged = 0
    for (const question of questions) {
      const begun = performance.now()
      const reply = await ask(question.text)
      times.push(performance.now() - begun)
      const verdict = reply.ok ? judgeOurs(kind, question, reply.value, answers) : false
      if (verdict === null) continue
      judged += 1
      if (verdict) right += 1
      else if (process.argv.includes('--show-wrong'))
        report(`${kind}: ${question.text} (${question.wanted.join(' ')})`)
    }
    figures[kind] = describe(times, right / judged)
    report(`${kind.padEnd(13)} ${JSON.stringify(figures[kind])}`)
  }
  return figures
}

/** Exact kinds must answer just as brute force does, in the same order; null where nobody checked. */
function judgeOurs(kind: Kind, question: Question, { hits }: LookupResult, answers: Answers): boolean | null {
  if (kind === 'typo' || kind === 'cross_script')
    return holdsWanted(
      hits.map((hit) => hit.id),
      question,
    )
  const expected = answers.get(question.text)
  if (!expected) return null
  const exact = hits.filter((hit) => hit.matchedBy === 'exact').map((hit) => hit.id)
  return exact.join() === expected.map((person) => person.id).join()
}

/** Whether one of these customers holds what was really meant. */
function holdsWanted(ids: readonly string[], { wanted }: Question): boolean {
  const find = store.db
    .prepare(`SELECT text FROM customers JOIN search_text ON rank = search_rank WHERE id = ?`)
    .pluck()
  return ids.some((id) => {
    const text = String(find.get(id))
    return wanted.every((word) => text.includes(normaliseText(word)))
  })
}

async function measurePeers(
  asked: ReadonlyMap<Kind, readonly Question[]>,
  answers: Answers,
  ours: FiguresByKind,
): Promise<Record<string, FiguresByKind>> {
  const people = [...readPeople(store.db)]
  const makers: readonly (() => Peer)[] = [
    () => createLikePeer(store.db),
    () => createMiniSearchPeer(people),
    () => createFlexSearchPeer(people),
    () => createFusePeer(people),
  ]
  const results: Record<string, FiguresByKind> = {}
  for (const make of makers) {
    const begun = performance.now()
    const peer = make()
    report(`${peer.name}: ready after ${Math.round(performance.now() - begun)} ms`)
    results[peer.name] = measurePeer(peer, asked, answers)
    reportComparison(peer.name, results[peer.name] ?? {}, ours)
  }
  return results
}

function measurePeer(
  peer: Peer,
  asked: ReadonlyMap<Kind, readonly Question[]>,
  answers: Answers,
): FiguresByKind {
  const figures: FiguresByKind = {}
  for (const [kind, questions] of asked) {
    const times: number[] = []
    let right = 0
    const some = questions.slice(0, peer.questions)
    for (const question of some) {
      const text = normaliseText(question.text)
      const begun = performance.now()
      const ids = peer.find(text)
      times.push(performance.now() - begun)
      right += judgePeer(kind, question, ids, answers)
    }
    const judged =
      kind === 'typo' || kind === 'cross_script' ? some.length : Math.min(some.length, checkedPerKind)
    figures[kind] = describe(times, right / judged)
  }
  return figures
}

/** The share of a page of true holders that a peer finds, whatever their order; for nobody, that it says so. */
function judgePeer(kind: Kind, question: Question, ids: readonly string[], answers: Answers): number {
  if (kind === 'typo' || kind === 'cross_script') return holdsWanted(ids, question) ? 1 : 0
  const expected = answers.get(question.text)
  if (!expected) return 0
  if (expected.length === 0) return ids.length === 0 ? 1 : 0
  const holders = ids.filter((id) =>
    holdsWanted([id], { text: '', wanted: normaliseText(question.text).split(' ') }),
  )
  return Math.min(1, holders.length / expected.length)
}

function reportComparison(name: string, figures: FiguresByKind, ours: FiguresByKind): void {
  const both = kinds.flatMap((kind) => {
    const [theirs, own] = [figures[kind], ours[kind]]
    return theirs && own ? [{ kind, right: theirs.right, ratio: theirs.p95_ms / own.p95_ms }] : []
  })
  const exact = both.filter(({ kind }) => kind !== 'typo' && kind !== 'cross_script')
  const share = (rows: typeof both) => round(rows.reduce((sum, row) => sum + row.right, 0) / rows.length)
  const slower = (rows: typeof both) => round(geometricMean(rows.map((row) => row.ratio)))
  report(
    `${name}: right ${share(both)} (exact kinds ${share(exact)}), p95 ${slower(both)} times ours (exact kinds ${slower(exact)})`,
  )
}

function describe(times: readonly number[], right: number): Figures {
  return {
    p50_ms: round(percentile(times, 0.5)),
    p95_ms: round(percentile(times, 0.95)),
    right: round(right),
  }
}
