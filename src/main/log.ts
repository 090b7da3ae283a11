// The log holds codes, methods and code positions; never arguments, values or an error's own words, which may name people.

/** Writes one line about a failure inside Regulars to standard error. */
export function logFailure(where: string, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error
  const code = (error as { code?: unknown } | null)?.code
  const frames = error instanceof Error ? positionsOf(error.stack ?? '') : []
  process.stderr.write(
    `${new Date().toISOString()} ${where} ${name} ${typeof code === 'string' ? code : '-'} ${frames.join(' < ')}\n`,
  )
}

function positionsOf(stack: string): readonly string[] {
  return stack
    .split('\n')
    .map((line) => /^\s+at (?:(\S+) \()?.*?([\w.-]+:\d+:\d+)\)?$/.exec(line))
    .flatMap((match) => (match ? [`${match[1] ?? ''}@${match[2] ?? ''}`] : []))
    .slice(0, 6)
}
