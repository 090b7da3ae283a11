// Notes and pinned alerts as a front desk writes them, in both languages.
import type { DirectoryRecord } from '../../src/shared/directory-record.ts'
import type { Random } from './random.ts'

const alerts = [
  'Pays by company invoice',
  'วางบิลบริษัท ขอใบกำกับภาษีทุกครั้ง',
  'แพ้ถั่ว',
  'แพ้อาหารทะเล',
  'Bad back: no ground-floor mats, please',
  'Deposit required: two no-shows',
  'มีหนี้ค้าง 500 บาท แจ้งก่อนเช็คอิน',
  'Do not call before noon',
  'ห้ามโทรก่อนเที่ยง',
  'Hard of hearing: speak slowly',
] as const

const remarks = [
  'Left-handed clubs',
  'ใช้ไม้มือซ้าย',
  'Prefers bay 3',
  'ชอบเบย์ 5 ริมหน้าต่าง',
  'มากับครอบครัววันเสาร์',
  'Coach: asks for video of the lesson',
  'ขอน้ำเปล่าไม่ใส่น้ำแข็ง',
  'Brings own clubs, needs storage',
  'สนใจแพ็กเกจ 10 ชั่วโมง',
  'Interested in the corporate league',
  'จอดรถชั้น 3',
  'Usually comes after work on Thursdays',
] as const

/** Notes of one customer: none for most, an alert pinned in front for some. */
export function writeRemarks(random: Random, joinedAt: string): DirectoryRecord['notes'] {
  if (!random.chance(0.06)) return []
  const isPinned = random.chance(0.5)
  const note = (noteText: string, pinned: boolean) => ({
    noteType: 'general',
    noteText,
    isPinned: pinned,
    createdAt: joinedAt,
  })
  const notes = [note(random.pick(isPinned ? alerts : remarks), isPinned)]
  if (random.chance(0.2)) notes.push(note(random.pick(remarks), false))
  return notes
}
