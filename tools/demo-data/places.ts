// Addresses around Bangkok and the names of made-up companies.
import { makeLandline } from './phones.ts'
import type { Random } from './random.ts'
import type { TwoScripts } from './thai-names.ts'

/** An address as two lines, a city and a postal code. */
export interface Address {
  readonly line1: string
  readonly line2?: string
  readonly city: string
  readonly postalCode: string
}

/** An employer whose staff leave its switchboard number. */
export interface Company {
  readonly name: string
  readonly landline: string
  readonly domain: string
  readonly address: Address
}

const streets: readonly (TwoScripts & { district: TwoScripts; postalCode: string })[] = [
  ['สุขุมวิท', 'Sukhumvit', 'คลองเตย', 'Khlong Toei', '10110'],
  ['พระราม 4', 'Rama IV', 'ปทุมวัน', 'Pathum Wan', '10330'],
  ['พหลโยธิน', 'Phahonyothin', 'จตุจักร', 'Chatuchak', '10900'],
  ['ลาดพร้าว', 'Lat Phrao', 'วังทองหลาง', 'Wang Thonglang', '10310'],
  ['สาทร', 'Sathon', 'สาทร', 'Sathon', '10120'],
  ['รัชดาภิเษก', 'Ratchadaphisek', 'ดินแดง', 'Din Daeng', '10400'],
  ['เพชรบุรี', 'Phetchaburi', 'ราชเทวี', 'Ratchathewi', '10400'],
  ['เจริญกรุง', 'Charoen Krung', 'บางรัก', 'Bang Rak', '10500'],
  ['รามคำแหง', 'Ramkhamhaeng', 'บางกะปิ', 'Bang Kapi', '10240'],
  ['บางนา-ตราด', 'Bang Na-Trat', 'บางนา', 'Bang Na', '10260'],
  ['จรัญสนิทวงศ์', 'Charan Sanitwong', 'บางพลัด', 'Bang Phlat', '10700'],
  ['เอกมัย', 'Ekkamai', 'วัฒนา', 'Watthana', '10110'],
].map(([thai = '', latin = '', districtThai = '', districtLatin = '', postalCode = '']) => ({
  thai,
  latin,
  district: { thai: districtThai, latin: districtLatin },
  postalCode,
}))

const companyStarts = [
  'Siam',
  'Chao Phraya',
  'Lotus',
  'Andaman',
  'Golden Bay',
  'Naga',
  'Orchid',
  'Emerald',
  'Sathon',
  'Mekong',
]
const companyTrades = [
  'Trading',
  'Logistics',
  'Engineering',
  'Foods',
  'Design',
  'Consulting',
  'Motors',
  'Software',
  'Textiles',
]

/** An address in Thai or in English. */
export function makeAddress(random: Random, inThai: boolean): Address {
  const street = random.pick(streets)
  const house = `${1 + random.integer(999)}/${1 + random.integer(99)}`
  const lane = 1 + random.integer(90)
  return inThai
    ? {
        line1: `${house} ซอย${street.thai} ${lane} ถนน${street.thai}`,
        line2: `เขต${street.district.thai}`,
        city: 'กรุงเทพมหานคร',
        postalCode: street.postalCode,
      }
    : {
        line1: `${house} ${street.latin} Soi ${lane}`,
        line2: street.district.latin,
        city: 'Bangkok',
        postalCode: street.postalCode,
      }
}

/** A made-up company; its e-mail domain ends in .example, which nobody can own. */
export function makeCompany(random: Random): Company {
  const name = `${random.pick(companyStarts)} ${random.pick(companyTrades)}`
  return {
    name,
    landline: makeLandline(random),
    domain: `${name.toLowerCase().replace(/ /g, '-')}.example`,
    address: makeAddress(random, false),
  }
}
