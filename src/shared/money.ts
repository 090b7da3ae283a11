// Money is whole satang everywhere inside Regulars; only this file turns it into digits people read.

/** Parses "1,250.50", "฿1,250" or Thai digits into satang; returns null where it is not an amount. */
export function parseSatang(text: string): number | null {
  const plain = text
    .trim()
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/^(฿|THB)\s*/i, '')
    .replace(/\s*(฿|THB|บาท)$/i, '')
    .replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, '')
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(plain)
  if (!match) return null
  const satang = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] && satang > 0 ? -satang : satang
}

/** Formats satang as "฿1,250" or "฿1,250.50"; `always` keeps the satang even when they are zero. */
export function formatSatang(satang: number, always = false): string {
  const absolute = Math.abs(satang)
  const baht = Math.floor(absolute / 100).toLocaleString('en-US')
  const rest = absolute % 100
  const decimals = rest > 0 || always ? `.${String(rest).padStart(2, '0')}` : ''
  return `${satang < 0 ? '−' : ''}฿${baht}${decimals}`
}
