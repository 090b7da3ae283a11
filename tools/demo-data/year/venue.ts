// What the demo's venue keeps for itself: views of the list and notices to its staff.

import { defaultColumns, type ViewDefinition } from '../../../src/shared/customer-list.ts'
import type { VenueRecord } from '../../../src/shared/directory-record.ts'
import { makeId } from '../ids.ts'
import type { Random } from '../random.ts'
import { day, dayOf, written } from './moments.ts'

/** Three views, two of them shared. */
export function viewsOf(random: Random, now: number): VenueRecord['views'] {
  const view = (name: string, definition: Omit<ViewDefinition, 'columns'>, isShared: boolean) => ({
    id: makeId(random, now - 100 * day),
    name,
    definition: { columns: defaultColumns, ...definition },
    isShared,
  })
  return [
    view(
      'VIPs by what they spent',
      { filters: { vipStatus: 'vip' }, sort: { by: 'lifetimeValue', order: 'desc' } },
      true,
    ),
    view(
      'ลูกค้าใหม่เดือนนี้',
      { filters: {}, sort: { by: 'registrationDate', order: 'desc' }, registeredRange: 'thisMonth' },
      true,
    ),
    view(
      'Credit to use up',
      { filters: { credit: 'has' }, sort: { by: 'availableCredit', order: 'desc' } },
      false,
    ),
  ]
}

/** Three notices, one of which asks for something. */
export function noticesOf(random: Random, now: number): VenueRecord['notices'] {
  const notice = (
    ago: number,
    effectiveIn: number,
    facts: Omit<VenueRecord['notices'][number], 'id' | 'createdAt' | 'effectiveDate'>,
  ) => ({
    id: makeId(random, now - ago * day),
    ...facts,
    effectiveDate: dayOf(now + effectiveIn * day),
    createdAt: written(now - ago * day),
  })
  return [
    notice(40, -30, {
      title: 'Sales go on the customer / บันทึกการขายที่ลูกค้า',
      description:
        'Every sale is recorded on the customer from now on, so that what they spent is known everywhere.\nทุกการขายให้บันทึกไว้ที่ลูกค้า เพื่อให้ทุกเคาน์เตอร์เห็นยอดเดียวกัน',
      impact: 'medium',
      actionRequired: false,
      trainingMaterials: [],
    }),
    notice(6, 3, {
      title: 'New VIP benefits / สิทธิประโยชน์ VIP ใหม่',
      description:
        'Platinum members get the first hour of Sunday morning free. Please read the list in Settings.\nสมาชิก Platinum เล่นชั่วโมงแรกเช้าวันอาทิตย์ฟรี โปรดอ่านรายการในหน้าตั้งค่า',
      impact: 'low',
      actionRequired: false,
      trainingMaterials: [],
    }),
    notice(2, 0, {
      title: 'Ask for consent again / ขอความยินยอมอีกครั้ง',
      description:
        'Who signed up on paper has not agreed to messages yet: ask at their next visit and tick it in their profile.\nลูกค้าที่สมัครด้วยกระดาษยังไม่ได้ให้ความยินยอม โปรดถามเมื่อมาครั้งถัดไป แล้วบันทึกในโปรไฟล์',
      impact: 'high',
      actionRequired: true,
      trainingMaterials: [],
    }),
  ]
}
