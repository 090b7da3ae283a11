// The lines that are broken on purpose, one at a time. Each stands in its file exactly once, else the check fails.

/** The environment variable that names the mutation of a run. */
export const mutationVariable = 'REGULARS_MUTATION'

export interface Mutation {
  readonly name: string
  /** From the root of the project. */
  readonly file: string
  readonly line: string
  readonly broken: string
}

/** What is broken, grouped by the promise it breaks. */
export const mutations: readonly Mutation[] = [
  {
    name: 'the place of a pull is written down before its rows are here',
    file: 'src/main/sync/pull.ts',
    line: "      await pause('apply slice')\n",
    broken:
      "      db.prepare('UPDATE sync_state SET to_snapshot = ?, to_last_seq = ?, position = ?').run(reply.to, reply.lastSeq, JSON.stringify(slice.position))\n      await pause('apply slice')\n",
  },
  {
    name: 'a pull of many pages counts as whole',
    file: 'src/main/sync/pull.ts',
    line: '      const isWhole = !isResumed && pages === 1\n',
    broken: '      const isWhole = true\n',
  },
  {
    name: 'a command is done with when it is answered',
    file: 'src/main/db/push-results.ts',
    line: 'WHERE command_id = ? AND seq <= (SELECT confirmed_seq FROM sync_state)',
    broken: 'WHERE command_id = ?',
  },
  {
    name: 'a command is done with although its answer was lost',
    file: 'src/main/db/finish-pull.ts',
    line: "'DELETE FROM outbox WHERE seq <= ? AND result IS NOT NULL'",
    broken: "'DELETE FROM outbox WHERE seq <= ?'",
  },
  {
    name: 'pending commands are not replayed on what was pulled',
    file: 'src/main/db/settle-rows.ts',
    line: '      : rebaseRow(table, id, base.row, touching)\n',
    broken: '      : base.row\n',
  },
  {
    name: 'no copy is kept of a row before it is changed',
    file: 'src/main/db/base-rows.ts',
    line: '  if (!isConnected(db)) return () => undefined\n',
    broken: '  if (isConnected(db) || db) return () => undefined\n',
  },
  {
    name: 'what was refused is not kept for people to see',
    file: 'src/main/db/push-results.ts',
    line: '  listRefusal(db, row.seq, result, now)\n',
    broken: '  void listRefusal\n',
  },
  {
    name: 'what was refused stays as if it had been done',
    file: 'src/main/db/push-results.ts',
    line: '    if (isChildTable(table) && !isChangingTable(table)) {\n',
    broken: '    if (isChildTable(table) && isChangingTable(table)) {\n',
  },
  {
    name: 'numbers used before are used again',
    file: 'src/main/db/outbox.ts',
    line: '  for (const [index, seq] of old.entries()) move.run(lastSeq + 1 + index, -seq)\n',
    broken: '  for (const [index, seq] of old.entries()) move.run(lastSeq + index, -seq)\n',
  },
  {
    name: 'rows whose customer has not come are thrown away',
    file: 'src/main/db/apply-feed-rows.ts',
    line: '    if (key === undefined) parkRow(',
    broken: '    if (key === undefined) void (',
  },
  {
    name: 'a row put aside comes back over a newer one',
    file: 'src/main/db/apply-feed.ts',
    line: '    forgetParked(db, () => rows.map((row) => namedBy(part, row)))\n',
    broken: '',
  },
  {
    name: 'what a pull that started over did not bring stays',
    file: 'src/main/db/finish-pull.ts',
    line: '      if (isRestart) for (const id of sweep(db, lastSeq, effects)) changed.add(id)\n',
    broken: '      void sweep\n',
  },
  {
    name: 'what the server removed stays',
    file: 'src/main/db/apply-feed-tombstones.ts',
    line: '    removeRow(slice, String(table) as FeedTable, String(rowId))\n',
    broken: '    void removeRow\n',
  },
  {
    name: 'hashes are not compared',
    file: 'src/main/sync/repair-drift.ts',
    line: '  if (suspected.size === 0) return\n',
    broken: '  if (suspected) return\n',
  },
  {
    name: 'a pull goes on although the server asks to start over',
    file: 'src/main/sync/pull.ts',
    line: '    if (page.reset !== null) {\n',
    broken: "    if (page.reset === 'behind') {\n",
  },
  {
    name: 'answers of a lost history still count',
    file: 'src/main/db/sync-state.ts',
    line: "'UPDATE outbox SET result = NULL WHERE result IS NOT NULL'",
    broken: "'UPDATE outbox SET result = NULL WHERE result IS NULL'",
  },
  {
    name: 'codes are handed out to two counters',
    file: 'tests/sim/server-model.ts',
    line: 'nextCode: lastCode + 1 })',
    broken: 'nextCode: firstCode + 1 })',
  },
  {
    name: 'the server forgets what it answered',
    file: 'tests/sim/server/push.ts',
    line: "    const known = transaction.get('commands', command.commandId)\n",
    broken: "    const known = null as ReturnType<typeof transaction.get<'commands'>> | null\n",
  },
  {
    name: 'the server books an entry under an id of its own',
    file: 'tests/sim/server/append.ts',
    line: "  transaction.write('customer_ledger', id, row, execution.device)\n",
    broken: "  transaction.write('customer_ledger', execution.newId(), row, execution.device)\n",
  },
  {
    name: 'the server does not look at what a change was based on',
    file: 'tests/sim/server/patch.ts',
    line: '    } else if (present !== base && !isCompanion(column, changes)) {\n',
    broken: '    } else if (present === value) {\n',
  },
  {
    name: 'consent withdrawn elsewhere is given back unseen',
    file: 'tests/sim/server/patch.ts',
    line: '      if (withdrawal) {\n',
    broken: '      if (withdrawal?.id === customerId) {\n',
  },
  {
    name: 'one person made twice stays two',
    file: 'tests/sim/server/create.ts',
    line: '  if (!survivor) return id\n',
    broken: '  if (survivor || !survivor) return id\n',
  },
  {
    name: 'two people on one phone become one',
    file: 'tests/sim/server/create.ts',
    line: '    isSameName(made.values.name_key ?? null, other.values.name_key ?? null) &&\n',
    broken: '    isSameName(made.values.name_key ?? null, made.values.name_key ?? null) &&\n',
  },
  {
    name: 'a dead code leads nowhere',
    file: 'tests/sim/server/fold.ts',
    line: "    ['code', folded.values.customer_code ?? null],\n",
    broken: '',
  },
  {
    name: 'whoever commits late is passed over',
    file: 'tests/sim/server/snapshot.ts',
    line: '  return xid < snapshot.xmax && !snapshot.running.includes(xid)\n',
    broken: '  return xid < snapshot.xmax\n',
  },
  {
    name: 'identifiers that change do not travel',
    file: 'tests/sim/server/execution.ts',
    line: "  if (transaction.get('customers', id)) transaction.write('customers', id, {})\n",
    broken: "  void transaction.get('customers', id)\n",
  },
  {
    name: 'whoever followed a folded customer is forgotten',
    file: 'tests/sim/server/fold.ts',
    line: "  for (const follower of followers) transaction.write('customers', follower.id, { merged_into: survivorId })\n",
    broken: '',
  },
  {
    name: 'whoever followed a folded customer does not follow them back',
    file: 'tests/sim/server/unfold.ts',
    line: "    if (isStill) transaction.write('customers', id, { merged_into: foldedId })\n",
    broken: '    void isStill\n',
  },
  {
    name: 'a merge gives somebody a consent that they had not given',
    file: 'tests/sim/server/fold.ts',
    line: '    merged[column] = Math.min(',
    broken: '    merged[column] = Math.max(',
  },
  {
    name: 'a merge is undone under a later one',
    file: 'tests/sim/server/merge.ts',
    line: '  if (isOnTop) throw',
    broken: '  if (isOnTop && !merge) throw',
  },
  {
    name: 'a counter moves rows and does not write down which',
    file: 'src/main/db/apply-merge.ts',
    line: '    if (ids.length > 0) moved[table] = ids\n',
    broken: '',
  },
  {
    name: 'rows that a refused merge moved stay where they are',
    file: 'src/main/db/relocated-rows.ts',
    line: '    if (holder !== holder_id) moveRow(',
    broken: '    if (!holder) moveRow(',
  },
  {
    name: 'a row that moved on the server stands here twice',
    file: 'src/main/db/apply-feed-rows.ts',
    line: '  const relativesOf = isChild ? createRelatives(db) : () => []\n',
    broken: '  const relativesOf = isChild && !db ? createRelatives(db) : () => []\n',
  },
]
