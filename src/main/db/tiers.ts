// The venue's VIP tiers, in their order, with how many customers hold each.
import type { VipTier } from '../../shared/venue-methods.ts'
import { type ReadDb, statement } from './handle.ts'
import { isListedSql } from './listed.ts'

/** Every tier, those given to nobody any more as well. */
export function listTiers(db: ReadDb): readonly VipTier[] {
  const sql = `SELECT vip_tiers.id, name, colour, benefits, sort_order AS sortOrder, vip_tiers.is_active AS isActive,
       coalesce(held.customers, 0) AS customers
     FROM vip_tiers LEFT JOIN (
       SELECT vip_tier_id, count(*) AS customers FROM customers
       WHERE vip_tier_id IS NOT NULL AND ${isListedSql(db)} GROUP BY vip_tier_id) AS held
     ON held.vip_tier_id = vip_tiers.id ORDER BY sort_order, vip_tiers.id`
  const rows = statement(db, sql).all() as (Omit<VipTier, 'isActive'> & { readonly isActive: number })[]
  return rows.map((row) => ({ ...row, isActive: row.isActive === 1 }))
}
