// Which of the unsent commands go into one push: consecutive numbers, and no more than the server takes at once.

export interface BatchLimits {
  readonly commands: number
  /** Bytes of UTF-8. */
  readonly bytes: number
}

/** Bytes a text takes as UTF-8; half of a surrogate pair counts as the replacement character it is sent as. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 0x80) bytes += 1
    else if (code < 0x800) bytes += 2
    else if (code >= 0xd800 && code < 0xdc00 && isLowSurrogate(text.charCodeAt(index + 1))) {
      bytes += 4
      index += 1
    } else bytes += 3
  }
  return bytes
}

/**
 * The first of these commands (in order of `seq`) that make one push: their numbers follow each other without a gap, and they
 * stay within the limits. One that is too large by itself goes alone, so that it is refused rather than in everybody's way.
 * Reads no further than needed, so `commands` may be a cursor.
 */
export function takePushBatch<Command extends { readonly seq: number; readonly payload: string }>(
  commands: Iterable<Command>,
  limits: BatchLimits,
): Command[] {
  const batch: Command[] = []
  let bytes = 0
  for (const command of commands) {
    const previous = batch.at(-1)
    bytes += utf8Length(command.payload) + wrappingBytes
    if (previous && (command.seq !== previous.seq + 1 || bytes > limits.bytes)) break
    batch.push(command)
    if (batch.length >= limits.commands) break
  }
  return batch
}

/** What travels around a payload: its number, the snapshot it had seen, separators. */
const wrappingBytes = 120

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000
}
