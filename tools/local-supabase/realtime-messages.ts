// Messages of a Phoenix channel in the two written forms Realtime knows: objects (1.0.0) and lists (2.0.0).
// https://hexdocs.pm/phoenix/writing_a_channels_client.html

export interface ChannelMessage {
  readonly joinRef: string | null
  readonly ref: string | null
  readonly topic: string
  readonly event: string
  readonly payload: Readonly<Record<string, unknown>>
}

export type ProtocolVersion = '1.0.0' | '2.0.0'

const asText = (value: unknown) => (typeof value === 'string' ? value : null)

function asPayload(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** Reads a message; null for what is none. */
export function parseMessage(version: ProtocolVersion, text: string): ChannelMessage | null {
  try {
    const value: unknown = JSON.parse(text)
    const fields = asPayload(value)
    const [joinRef, ref, topic, event, payload] =
      version === '2.0.0' && Array.isArray(value)
        ? value
        : [fields.join_ref, fields.ref, fields.topic, fields.event, fields.payload]
    if (typeof topic !== 'string' || typeof event !== 'string') return null
    return { joinRef: asText(joinRef), ref: asText(ref), topic, event, payload: asPayload(payload) }
  } catch {
    return null
  }
}

/** Writes a message. */
export function formatMessage(version: ProtocolVersion, message: ChannelMessage): string {
  const { joinRef, ref, topic, event, payload } = message
  if (version === '2.0.0') return JSON.stringify([joinRef, ref, topic, event, payload])
  return JSON.stringify({ join_ref: joinRef, ref, topic, event, payload })
}
