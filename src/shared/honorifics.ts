// The titles that stand before a name and are no part of it, Thai and English.

/** Thai titles written in full, longest first, glued to the name or apart from it. */
export const thaiTitles: readonly string[] = [
  'นางสาว',
  'นาย',
  'นาง',
  'คุณหญิง',
  'คุณนาย',
  'คุณ',
  'เด็กชาย',
  'เด็กหญิง',
  'ท่านผู้หญิง',
  'ท่าน',
  'หม่อมราชวงศ์',
  'หม่อมหลวง',
  'พลตำรวจเอก',
  'พลตำรวจโท',
  'พลตำรวจตรี',
  'พันตำรวจเอก',
  'พันตำรวจโท',
  'พันตำรวจตรี',
  'ร้อยตำรวจเอก',
  'ร้อยตำรวจโท',
  'ร้อยตำรวจตรี',
  'ดาบตำรวจ',
  'จ่าสิบตำรวจ',
  'พลเอก',
  'พลโท',
  'พลตรี',
  'พันเอก',
  'พันโท',
  'พันตรี',
  'ร้อยเอก',
  'ร้อยโท',
  'ร้อยตรี',
  'จ่าสิบเอก',
  'สิบเอก',
  'ว่าที่',
  'นายแพทย์',
  'แพทย์หญิง',
  'ทันตแพทย์',
  'รองศาสตราจารย์',
  'ผู้ช่วยศาสตราจารย์',
  'ศาสตราจารย์',
  'ดอกเตอร์',
  'อาจารย์',
].sort((one, other) => other.length - one.length)

/** Names and words that begin with the letters of a title and must keep them when written without a space. */
export const namesLikeTitles =
  /^(?:คุณ(?:วุฒิ|ธรรม|สมบัติ|ค่า|กร|ชา)|นาย(?:ก|ท้าย|ทุน)|นาง(?:ฟ้า|นวล|แย้ม|รอง|เลิ้ง|พญา)|ท่านา)/

/** Thai abbreviations of titles and ranks, without their dots. */
export const thaiAbbreviations: ReadonlySet<string> = new Set(
  (
    'ดร นส ดช ดญ พลอ พลท พลต พอ พท พต รอ รท รต จสอ จสท จสต สอ สท สต พลตอ พลตท พลตต พตอ พตท พตต รตอ รตท รตต ดต ' +
    'มรว มล ผศ รศ ศ นพ พญ ทพ ทพญ สพญ นสพ ภก ภญ อ นาย ว่าที่ น พลรต พลรท พลรอ พลอต พลอท พลออ นอ นท นต รน'
  ).split(' '),
)

/** English titles, lower case without dots. */
export const latinTitles: ReadonlySet<string> = new Set(
  'mr mrs ms miss mister master madam mdm khun dr prof professor doctor sir'.split(' '),
)
