// Times the scorer of duplicates: a whole directory searched in memory, small and large, one newly saved customer checked
// against a large store as the counter does, the search in its thread beside a counter, and the inbox. Usage: npm run bench:duplicates -- [--small N] [--customers N] [--asked N].
// The last line of standard output is one JSON object.
import { findLikelyDuplicates } from '../src/main/db/duplicate-candidates.ts'
import { type PreparedCandidate, prepareCandidate } from '../src/main/domain/prepare-candidate.ts'
import { searchDirectory } from '../src/main/domain/search-directory.ts'
import type { DirectoryRecord } from '../src/shared/directory-record.ts'
import { likelyScore } from '../src/shared/lookup.ts'
import { generateKnownPeople, generatePeople } from '../tools/demo-data/people.ts'
import { makeMobile, writePhone } from '../tools/demo-data/phones.ts'
import { createRandom } from '../tools/demo-data/random.ts'
import { timeInbox, timeSearchInThread } from './duplicate-search.ts'
import { numberArgument, percentile, report, round } from './measure.ts'
import { type BenchStore, fillStore, openEmptyStore } from './worn-store.ts'

const small = numberArgument('small', 5000)
const customers = numberArgument('customers', 100_000)
const asked = numberArgument('asked', 1000)

const searches = [small, customers].map(timeSearch)
const checks = await timeStore()
console.log(JSON.stringify({ searches, ...checks }))

/** Everything from the facts to the pairs; processor time beside the clock's, since others may be working too. */
function timeSearch(count: number) {
  const facts = [...generatePeople(count)]
  const begun = performance.now()
  const usage = process.cpuUsage()
  const search = searchDirectory(facts.map(prepareRecord))
  let longestStep = 0
  for (let steps = 0; ; steps++) {
    const stepBegun = performance.now()
    const step = search.next()
    longestStep = Math.max(longestStep, performance.now() - stepBegun)
    if (steps % 100 === 0 && !step.done) report(`compared ${step.value.compared} of ${step.value.total}`)
    if (!step.done) continue
    const { pairs, candidatePairs, windowedBlocks } = step.value
    return {
      customers: count,
      seconds: round((performance.now() - begun) / 1000),
      cpu_seconds: round(process.cpuUsage(usage).user / 1e6),
      longest_step_ms: round(longestStep),
      candidate_pairs: candidatePairs,
      windowed_blocks: windowedBlocks,
      pairs: pairs.length,
    }
  }
}

function prepareRecord({ facts, identifiers }: DirectoryRecord): PreparedCandidate {
  const { fullName, nickname, dateOfBirth, addressLine1, addressLine2, city, postalCode } = facts
  const ofKind = (kind: 'phone' | 'email') => identifiers.filter((identifier) => identifier.kind === kind)
  const address = [addressLine1, addressLine2, city, postalCode].filter((part) => part !== undefined)
  return prepareCandidate({
    fullName,
    nickname,
    phones: ofKind('phone').map(({ value, status }) => ({ value, old: status === 'old' })),
    emails: ofKind('email').map(({ value }) => value),
    dateOfBirth,
    address: address.join(', '),
  })
}

async function timeStore() {
  const store = openEmptyStore()
  try {
    fillStore(store.db, customers)
    const checks = timeChecks(store)
    const thread = await timeSearchInThread(store, customers)
    return { ...checks, thread, inbox: timeInbox(store, customers) }
  } finally {
    store.remove()
  }
}

/** Newcomers the store has never seen, and people of the store who come back with another phone. */
function timeChecks(store: BenchStore) {
  const people = [...generateKnownPeople(customers + asked)]
  const random = createRandom(3)
  const newcomers = people.slice(customers).map(({ record }) => record)
  const returning = Array.from({ length: asked }, () => people[random.integer(customers)]?.record).flatMap(
    (record) =>
      record
        ? [{ ...record, facts: { ...record.facts, primaryPhone: writePhone(random, makeMobile(random)) } }]
        : [],
  )
  const check = ({ facts }: DirectoryRecord) => {
    const { fullName, nickname, primaryPhone, email, dateOfBirth } = facts
    return findLikelyDuplicates(store.db, { fullName, nickname, primaryPhone, email, dateOfBirth })
  }
  const time = (records: readonly DirectoryRecord[]) => {
    const checked = records.map((record) => {
      const begun = performance.now()
      const [best] = check(record)
      const isWarned = best !== undefined && best.score >= likelyScore
      return {
        time: performance.now() - begun,
        isWarned,
        isWhole: record.facts.fullName.trim().includes(' '),
      }
    })
    const times = checked.map(({ time }) => time)
    const shareWarned = (some: typeof checked) =>
      round(some.filter(({ isWarned }) => isWarned).length / some.length)
    return {
      p50_ms: round(percentile(times, 0.5)),
      p95_ms: round(percentile(times, 0.95)),
      warned: shareWarned(checked),
      // A first name and another phone tell nobody who somebody is.
      warned_of_whole_names: shareWarned(checked.filter(({ isWhole }) => isWhole)),
    }
  }
  time(returning.slice(0, 100))
  return { newcomers: time(newcomers), returning: time(returning) }
}
