// What a power cut, a second start and a folder that cannot be used do to the data: nothing.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { currentRuntime } from '../../tools/launch/runtime.mjs'
import {
  cardName,
  countCustomers,
  expect,
  foundRows,
  lookUp,
  newcomerDialog,
  openNewcomer,
  searchBox,
  test,
} from './desk.ts'
import { appCommand, launchApp, makeFolder } from './launch.ts'

const storeFile = 'regulars.db'

test('what the screen called saved is there after a power cut', async () => {
  const folder = makeFolder()
  const saved: string[] = []
  for (let round = 0; round < 3; round += 1) {
    const app = await launchApp({ folder })
    const phone = `095666000${round}`
    const dialog = await openNewcomer(app.page)
    await dialog.getByLabel('Full name').fill(`Power Cut ${'ABC'[round]}xyz`)
    await dialog.getByLabel('Phone', { exact: true }).fill(phone)
    await app.page.keyboard.press('Enter')
    const anyway = newcomerDialog(app.page).getByRole('button', { name: 'Create anyway' })
    await expect(cardName(app.page).or(anyway)).toBeVisible()
    if (await anyway.isVisible()) await anyway.click()
    await expect(cardName(app.page)).toHaveText(/Power Cut/)
    await app.kill()
    saved.push(phone)
  }
  const app = await launchApp({ folder })
  expect(await countCustomers(app.page)).toBe(saved.length)
  for (const phone of saved) {
    await lookUp(app.page, phone)
    await expect(foundRows(app.page)).toHaveCount(1)
  }
  await app.close()
})

test('killed in the middle of a save, the directory holds the whole customer or none', async () => {
  const folder = makeFolder()
  const first = await launchApp({ folder })
  const dialog = await openNewcomer(first.page)
  await dialog.getByLabel('Full name').fill('Torn Save')
  await dialog.getByLabel('Phone', { exact: true }).fill('0956661111')
  await first.page.keyboard.press('Enter')
  await first.kill()
  const second = await launchApp({ folder })
  await lookUp(second.page, '0956661111')
  const found = await foundRows(second.page).count()
  expect(await countCustomers(second.page)).toBe(found)
  await lookUp(second.page, 'Torn Save')
  await expect(foundRows(second.page)).toHaveCount(found)
  await second.close()
})

test('opened twice on one folder, the second start leaves the work to the first', async () => {
  const first = await launchApp()
  const [program, args] = appCommand(first.folder, [])
  const second = spawn(program, args, {
    env: { ...process.env, ...currentRuntime().environment },
    stdio: 'ignore',
  })
  const code = await new Promise((resolve) => second.once('exit', resolve))
  expect(code).toBe(0)
  await expect(searchBox(first.page)).toBeVisible()
  expect(first.app.windows()).toHaveLength(1)
  await first.close()
})

test('the file cannot be read without its key, and no name stands in it', async () => {
  const app = await launchApp()
  const dialog = await openNewcomer(app.page)
  await dialog.getByLabel('Full name').fill('Secretperson Hiddenname')
  await dialog.getByLabel('Phone', { exact: true }).fill('0951239999')
  await app.page.keyboard.press('Enter')
  await expect(cardName(app.page)).toBeVisible()
  await app.close()
  const files = readdirSync(app.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  expect(files.map((file) => file.name)).toContain(storeFile)
  for (const file of files) {
    const bytes = readFileSync(path.join(file.parentPath, file.name))
    const ours = file.name.startsWith('regulars') ? ['SQLite format 3'] : []
    for (const secret of ['Secretperson', '0951239999', ...ours]) {
      expect(bytes.includes(secret), `${file.name} holds ${secret}`).toBe(false)
    }
  }
})

test('closing leaves a backup; a damaged file is set aside and the backup takes its place', async () => {
  const folder = makeFolder()
  const first = await launchApp({ folder })
  const dialog = await openNewcomer(first.page)
  await dialog.getByLabel('Full name').fill('Backed Up Person')
  await dialog.getByLabel('Phone', { exact: true }).fill('0957770001')
  await first.page.keyboard.press('Enter')
  await expect(cardName(first.page)).toBeVisible()
  await first.close()

  const store = path.join(folder, storeFile)
  const damaged = readFileSync(store)
  damaged.fill(0x5a, 0, damaged.length)
  writeFileSync(store, damaged)
  const second = await launchApp({ folder })
  await lookUp(second.page, '0957770001')
  await expect(foundRows(second.page)).toHaveCount(1)
  await second.close()
  const kept = readdirSync(folder).filter((name) => name !== storeFile && name.includes('regulars'))
  expect(kept.some((name) => readFileOrNothing(path.join(folder, name))?.equals(damaged))).toBe(true)
})

function readFileOrNothing(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}

async function startsWith(folder: string): Promise<{ code: number | null; output: string }> {
  const [program, args] = appCommand(folder, [])
  const child = spawn(program, args, { env: { ...process.env, ...currentRuntime().environment } })
  let output = ''
  child.stdout.on('data', (data) => (output += data))
  child.stderr.on('data', (data) => (output += data))
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  clearTimeout(timer)
  return { code, output }
}

test('a file where the folder should be: says so and ends, harming nothing', async () => {
  const parent = makeFolder()
  const file = path.join(parent, 'not-a-folder')
  writeFileSync(file, 'precious')
  const { code } = await startsWith(path.join(file, 'data'))
  expect(code).not.toBe(0)
  expect(readFileSync(file, 'utf8')).toBe('precious')
})

if (process.platform === 'linux') {
  test('a folder that may not be written, not even by root: says so and ends', async () => {
    const folder = '/sys/regulars'
    const { code } = await startsWith(folder)
    expect(code).not.toBe(0)
    expect(existsSync(folder)).toBe(false)
  })
}
