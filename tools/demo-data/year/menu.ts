// What the demo's venue sells: invented prices in satang, names as its till prints them. Data of the demo alone.
import type { Random } from '../random.ts'

/** One thing on the list. */
export interface MenuItem {
  readonly name: string
  readonly price: number
}

/** Rough kinds of what people buy; a visit mostly has the first of them. */
export const menu = {
  bays: [
    { name: 'Bay, 1 hour', price: 60_000 },
    { name: 'Bay, 1 hour (evening)', price: 80_000 },
    { name: 'เบย์ 1 ชั่วโมง', price: 60_000 },
    { name: 'เบย์ 2 ชั่วโมง', price: 110_000 },
  ],
  balls: [
    { name: 'Bucket of balls', price: 10_000 },
    { name: 'ลูกกอล์ฟ 1 ถาด', price: 10_000 },
  ],
  coaching: [
    { name: 'Coaching, 30 minutes', price: 90_000 },
    { name: 'Coaching, 60 minutes', price: 160_000 },
    { name: 'เรียนกอล์ฟ 60 นาที', price: 160_000 },
  ],
  kitchen: [
    { name: 'ชาเย็น', price: 10_000 },
    { name: 'Iced coffee', price: 10_000 },
    { name: 'ข้าวผัดกุ้ง', price: 20_000 },
    { name: 'Club sandwich', price: 20_000 },
    { name: 'Beer', price: 20_000 },
  ],
  shop: [
    { name: 'Glove', price: 70_000 },
    { name: 'Club fitting', price: 250_000 },
    { name: 'เปลี่ยนกริป', price: 40_000 },
  ],
} as const satisfies Readonly<Record<string, readonly MenuItem[]>>

/** What can be bought in advance and used up later. */
export const packageOffers = [
  { name: '10-hour package', uses: 10, price: 500_000, days: 180 },
  { name: 'แพ็กเกจ 10 ชั่วโมง', uses: 10, price: 500_000, days: 180 },
  { name: '20-hour package', uses: 20, price: 900_000, days: 365 },
  { name: '5 lessons', uses: 5, price: 700_000, days: 120 },
  { name: 'Unlimited mornings, 1 month', uses: null, price: 600_000, days: 30 },
] as const
export type PackageOffer = (typeof packageOffers)[number]

const everything: readonly MenuItem[] = Object.values(menu).flat()
const smallest = 10_000

/** One line of a receipt. */
export interface SoldItem {
  readonly name: string
  readonly quantity: number
  readonly amount: number
}

/** Lines that come to exactly this amount (a multiple of 100 baht, as the till's prices are). */
export function itemsFor(random: Random, amount: number): SoldItem[] {
  const counts = new Map<MenuItem, number>()
  let left = amount
  while (left >= smallest) {
    const pool = counts.size === 0 && random.chance(0.8) ? menu.bays : everything
    const affordable = pool.filter(({ price }) => price <= left)
    const item = affordable.length > 0 ? random.pick(affordable) : random.pick(menu.balls)
    counts.set(item, (counts.get(item) ?? 0) + 1)
    left -= item.price
  }
  const lines = [...counts].map(([{ name, price }, quantity]) => ({
    name,
    quantity,
    amount: price * quantity,
  }))
  return left === 0 ? lines : [...lines, { name: 'Rounding', quantity: 1, amount: left }]
}

/** What somebody takes on one visit, at the till's prices. */
export function drawOrder(random: Random): number {
  let amount = random.chance(0.85) ? random.pick(menu.bays).price : 0
  if (random.chance(0.35)) amount += menu.balls[0].price * (1 + random.integer(3))
  if (random.chance(0.15)) amount += random.pick(menu.coaching).price
  if (random.chance(0.45)) amount += random.pick(menu.kitchen).price * (1 + random.integer(2))
  if (random.chance(0.04)) amount += random.pick(menu.shop).price
  return Math.max(amount, smallest)
}
