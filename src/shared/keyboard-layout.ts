// Reads a text as the keys that were pressed, and gives what the same keys write under the other layout:
// Thai Kedmanee (the standard layout, TIS 820) and US QWERTY, plain and shifted.

const qwertyKeys =
  "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./" + '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
const kedmaneeKeys = '_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ' + '%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'

function tableFrom(from: string, to: string): ReadonlyMap<string, string> {
  return new Map([...from].map((key, index) => [key, to[index] ?? key]))
}

const toThai = tableFrom(qwertyKeys, kedmaneeKeys)
const toQwerty = tableFrom(kedmaneeKeys, qwertyKeys)

const hasThai = /[\u0e01-\u0e4f]/
const hasLatin = /[a-z]/i
/** Numbers and phone punctuation: nobody means letters by them. */
const isNumber = /^[\d\s+().-]*$/

function mapKeys(text: string, table: ReadonlyMap<string, string>): string {
  let mapped = ''
  for (const key of text) mapped += table.get(key) ?? key
  return mapped
}

/** What the keys of `text` write under the other layout; words of digits alone stay when reading towards Thai; null for plain numbers, for text that already mixes both scripts, and when nothing would change. */
export function otherLayout(text: string): string | null {
  if (isNumber.test(text)) return null
  const thai = hasThai.test(text)
  if (thai && hasLatin.test(text)) return null
  const mapped = thai
    ? mapKeys(text, toQwerty)
    : text
        .split(/(\s+)/)
        .map((word) => (/^\d+$/.test(word) ? word : mapKeys(word, toThai)))
        .join('')
  return mapped === text ? null : mapped
}
