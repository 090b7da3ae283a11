// What staff said to customers and wrote down about them in the demo's year, in both languages.

import type { DirectoryRecord, RecordedContact } from '../../../src/shared/directory-record.ts'
import { contactPurposes } from '../../../src/shared/profile.ts'
import { makeId } from '../ids.ts'
import type { Random } from '../random.ts'
import { written } from './moments.ts'

type Purpose = (typeof contactPurposes)[number]

const said: Readonly<Record<Purpose, readonly string[]>> = {
  booking: ['Confirmed Saturday', 'ยืนยันจองวันเสาร์', 'Moved to 19:00', 'เลื่อนเป็นสัปดาห์หน้า'],
  'follow-up': ['Asked how the first lesson went', 'ถามความเห็นหลังเรียนครั้งแรก', 'ยังไม่ว่าง จะโทรกลับ'],
  payment: ['Transfer received', 'แจ้งยอดค้างชำระ', 'Sent the tax invoice'],
  package: ['Two hours left, told when they expire', 'แจ้งแพ็กเกจใกล้หมดอายุ', 'Interested in 20 hours'],
  complaint: ['Air conditioning in the bay', 'เครื่องวัดวงสวิงไม่ทำงาน ขอโทษและให้ส่วนลด'],
  marketing: ['Invited to the league night', 'เชิญร่วมงานวันเปิดเลน', 'Does not want to hear of offers'],
  other: ['Lost glove found', 'ลืมหมวกไว้ที่เบย์'],
}

/** Contact entries of one customer between two moments, oldest first. */
export function contactsOf(
  random: Random,
  { facts }: DirectoryRecord,
  from: number,
  to: number,
): RecordedContact[] {
  const count = 1 + random.integer(4)
  const contacts = Array.from({ length: count }, () => {
    const at = Math.floor(from + random.next() * (to - from))
    const chance = random.next()
    const contactType =
      chance < 0.5
        ? 'phone'
        : chance < 0.7
          ? 'chat'
          : chance < 0.82
            ? 'sms'
            : chance < 0.94
              ? 'email'
              : 'visit'
    const number = facts.primaryPhone ?? null
    const purpose = random.pick(contactPurposes)
    return {
      id: makeId(random, at),
      contactType,
      contactMethod:
        contactType === 'email' ? (facts.email ?? null) : contactType === 'visit' ? null : number,
      purpose,
      notes: random.pick(said[purpose]),
      successful: random.chance(0.82),
      contactDate: written(at),
    }
  })
  return contacts.sort((left, right) => (left.contactDate < right.contactDate ? -1 : 1))
}

const remarksOf: Readonly<Record<string, readonly string[]>> = {
  general: ['Comes with two colleagues on Fridays', 'มักมาพร้อมครอบครัว', 'Parks on level 3'],
  preference: ['Bay 5, by the window', 'ชอบเบย์ที่เงียบ', 'Left-handed clubs', 'ไม่ใส่น้ำแข็ง'],
  complaint: ['Waited twenty minutes for a bay; got a free bucket', 'แอร์ไม่เย็น ขอย้ายเบย์'],
  service: ['Grips changed', 'ปรับไม้ให้แล้ว รับวันพุธ', 'Fitting done, set ordered'],
  payment: ['Pays by transfer at the end of the month', 'ขอใบกำกับภาษีในนามบริษัท'],
  alert: ['Deposit before booking: two no-shows', 'แพ้อาหารทะเล', 'Do not call before noon'],
}

/** Notes of every kind about one customer, oldest first. */
export function notesOfYear(random: Random, from: number, to: number): DirectoryRecord['notes'] {
  const kinds = Object.keys(remarksOf)
  const notes = Array.from({ length: 1 + random.integer(3) }, () => {
    const noteType = random.pick(kinds)
    return {
      noteType,
      noteText: random.pick(remarksOf[noteType] ?? []),
      isPinned: noteType === 'alert',
      createdAt: written(Math.floor(from + random.next() * (to - from))),
    }
  })
  return notes.sort((left, right) => (left.createdAt < right.createdAt ? -1 : 1))
}
