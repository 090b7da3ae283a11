// A profile and its server: what only the server brings (website profiles, packages, bookings), and a profile open for
// somebody who was folded in a second ago.
import { goToTab, openProfile } from './profile-desk.ts'
import { apart, expect, expectLevel, test } from './sync-desk.ts'
import { checkIn, create, openCard } from './sync-work.ts'

test('a website profile is suggested with reasons, linked, taken by nobody else, and unlinked', async ({
  venue,
  tills,
}) => {
  const [one, two] = tills
  const made = await create(one.page, 'Wipada Websiteuser', '0863000001')
  const other = await create(two.page, 'Kanda Someoneelse', '0863000002')
  await venue.run(
    `insert into public.website_profiles (id, display_name, email, phone_number, joined_at)
     values (gen_random_uuid(), 'Wipada W.', 'wipada.w@example.com', '+66863000001', now())`,
  )
  for (const till of tills) await expectLevel(till)

  const profile = await openProfile(one.page, made.code)
  const website = profile.getByRole('region', { name: 'Website profile' })
  const suggestion = website.getByRole('listitem').filter({ hasText: 'Wipada W.' })
  await expect(suggestion).toContainText(/\d+% alike/)
  await expect(suggestion).toContainText('same phone')
  await suggestion.getByRole('button', { name: 'Link Wipada W.' }).click()
  await expect(website).toContainText(/\d+ % sure/)
  await expect(website).toContainText('suggested and confirmed')
  for (const till of tills) await expectLevel(till)

  // At the other counter it can be found by hand, and says whose it is.
  const elsewhere = await openProfile(two.page, other.code)
  await elsewhere.getByRole('button', { name: 'Search by hand' }).click()
  const dialog = two.page.getByRole('dialog')
  await dialog.getByLabel('Name, e-mail or phone on the website').fill('wipada')
  const found = dialog.getByRole('listitem').filter({ hasText: 'Wipada W.' })
  await expect(found).toContainText('Already linked to Wipada Websiteuser')
  await found.getByRole('button', { name: 'Link Wipada W.' }).click()
  await expect(dialog.getByRole('alert')).toContainText('website profile')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await website.getByRole('button', { name: 'Unlink' }).click()
  await expect(website.getByRole('button', { name: 'Link Wipada W.' })).toBeVisible()
  const history = await goToTab(one.page, 'History')
  const line = (words: string) => history.getByRole('listitem').filter({ hasText: words })
  await expect(line('Website profile linked')).toContainText(`on Till 1 by ${venue.manager.name}`)
  await expect(line('Website profile unlinked')).toHaveCount(1)
})

test('packages with what is left of them and bookings still to come', async ({ venue, tills: [one] }) => {
  const made = await create(one.page, 'Phakdee Withpackages', '0863000011')
  await expectLevel(one)
  await venue.run(
    `insert into public.customer_packages
       (customer_id, package_name, uses_total, uses_taken, price, purchased_on, expires_on)
     values ($1, 'Ten mornings', 10, 0, 4500, current_date - 20, current_date + 12),
       ($1, 'Five evenings', 5, 0, 3000, current_date - 200, current_date - 100)`,
    [made.id],
  )
  await venue.run(
    `insert into public.customer_bookings (customer_id, resource, starts_at, ends_at, people, status)
     values ($1, 'Bay 3', now() + interval '3 days', now() + interval '3 days 1 hour', 2, 'booked'),
       ($1, 'Bay 1', now() - interval '9 days', now() - interval '9 days' + interval '1 hour', 1, 'no_show')`,
    [made.id],
  )
  await expectLevel(one)
  await openProfile(one.page, made.code)
  const packages = await goToTab(one.page, 'Packages')
  const current = packages.getByRole('region', { name: 'In use' }).getByRole('listitem')
  await expect(current).toHaveCount(1)
  await expect(current).toContainText('10 of 10 left')
  await expect(current).toContainText('Expires in 12 days')
  await expect(packages.getByRole('region', { name: 'Past' })).toContainText('Expired')
  await expect(packages.getByRole('status')).toContainText('10 uses left')
  await packages.getByLabel('State').selectOption('Expired')
  await expect(current).toHaveCount(0)
  const bookings = await goToTab(one.page, 'Bookings')
  await expect(bookings.getByRole('region', { name: 'Upcoming' })).toContainText('in 3 days')
  await expect(bookings.getByRole('region', { name: 'Past' })).toContainText('Did not come')
  await expect(bookings.getByRole('status')).toContainText('1 upcoming')
})

test('a profile open for somebody just folded in shows the survivor and says so', async ({
  venue,
  tills,
}) => {
  const [one, two] = tills
  const ids: string[] = []
  await apart(venue, tills, async () => {
    for (const { page } of tills) {
      const made = await create(page, 'Manop Onlyone', '0863000021')
      ids.push(made.id)
      await checkIn(page)
      await openProfile(page, made.code)
    }
  })
  // The one whose entry was folded in is told; both see one person with both visits.
  const survivor = one.page.locator('[data-customer]:visible')
  await expect(survivor).toHaveAttribute('data-customer', new RegExp(ids.join('|')))
  const kept = (await survivor.getAttribute('data-customer')) ?? ''
  for (const [place, { page }] of tills.entries()) {
    await expect(page.locator('[data-customer]:visible')).toHaveAttribute('data-customer', kept)
    const figures = page.getByRole('region', { name: 'Profile', exact: true }).locator('dl').first()
    await expect(figures).toContainText(/Visits\s*2/)
    const told = page.getByText('Two entries for this person were merged.').filter({ visible: true })
    await expect(told).toHaveCount(ids[place] === kept ? 0 : 1)
  }
  await openCard(two.page, '0863000021', 'Manop Onlyone')
})
