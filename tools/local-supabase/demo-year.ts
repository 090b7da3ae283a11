// Fills an empty directory with generated people who lived the year up to now, and with what belongs to the venue: people
// of the website, views of the list, notices to staff.
import type pg from 'pg'
import type { VenueRecord } from '../../src/shared/directory-record.ts'
import { generateYear } from '../demo-data/year/year.ts'
import { fillWithDemo, insertRows } from './demo.ts'
import type { StaffMember } from './staff.ts'

/** Adds `count` customers and the venue's own to an empty directory; answers how many customers were added. */
export async function fillWithYear(
  pool: pg.Pool,
  count: number,
  staff: readonly StaffMember[],
  now = Date.now(),
): Promise<number> {
  const { people, venue } = generateYear(count, { now })
  const added = await fillWithDemo(pool, count, people)
  if (added > 0) await fillVenue(pool, venue(), staff)
  return added
}

async function fillVenue(pool: pg.Pool, venue: VenueRecord, staff: readonly StaffMember[]): Promise<void> {
  const manager = staff.find(({ role }) => role === 'manager')?.id ?? staff[0]?.id
  const client = await pool.connect()
  try {
    await client.query('begin')
    // Website users sign in through the same door as staff; the list of staff keeps them out of the directory.
    await client.query(
      `insert into auth.users (id, created_at, raw_user_meta_data)
       select (profile ->> 'id')::uuid, (profile ->> 'joinedAt')::timestamptz, '{"website": true}'
       from json_array_elements($1::json) as profile`,
      [JSON.stringify(venue.profiles)],
    )
    await insertRows(
      client,
      'profiles',
      venue.profiles.map(({ id, displayName, email, phoneNumber, joinedAt }) => ({
        id,
        email,
        display_name: displayName,
        phone_number: phoneNumber,
        created_at: joinedAt,
        updated_at: joinedAt,
      })),
    )
    await insertRows(
      client,
      'saved_views',
      venue.views.map(({ id, name, definition, isShared }, place) => ({
        id,
        staff_id: manager,
        name,
        definition,
        is_shared: isShared,
        sort_order: place,
        is_removed: false,
        created_at: new Date().toISOString(),
        updated_at: new Date().toISOString(),
      })),
    )
    await insertRows(
      client,
      'notifications',
      venue.notices.map((notice) => ({
        id: notice.id,
        title: notice.title,
        description: notice.description,
        impact: notice.impact,
        action_required: notice.actionRequired,
        training_materials: notice.trainingMaterials,
        effective_date: notice.effectiveDate,
        created_by: manager,
        created_at: notice.createdAt,
        updated_at: notice.createdAt,
      })),
    )
    await client.query('commit')
    await client.query('analyze')
  } finally {
    client.release()
  }
}
