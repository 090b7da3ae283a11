// JSON as PostgreSQL's jsonb writes it, which is not as anybody sent it: counters must not depend on their own text.

/** The text of JSON as the server gives it back. */
export function rewriteJson(text: unknown): string {
  return write(JSON.parse(String(text)))
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).toSorted(([left], [right]) => inJsonbOrder(left, right))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}: ${write(inner)}`).join(', ')}}`
}

/** The order in which jsonb keeps the keys of an object: the shorter first. */
export function inJsonbOrder(left: string, right: string): number {
  const [one, other] = [Buffer.from(left), Buffer.from(right)]
  return one.length - other.length || Buffer.compare(one, other)
}
