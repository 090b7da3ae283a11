// Draws resources/icon.png (1024 x 1024) from resources/icon.svg with the system's Chromium; run after changing the mark.
import { readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { inRoot } from './places.mjs'
import { findChromium } from './system-packages.mjs'
import { giveUp, say } from './terminal.mjs'

const size = 1024
const executablePath = findChromium()
if (!executablePath) giveUp('Drawing the icon needs Chromium.')
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
const page = await browser.newPage({ viewport: { width: size, height: size } })
const mark = readFileSync(inRoot('resources', 'icon.svg'), 'utf8')
await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${mark}`)
await page.screenshot({ path: inRoot('resources', 'icon.png'), omitBackground: true })
await browser.close()
say('Wrote resources/icon.png.')
