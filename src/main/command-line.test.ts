import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'

const read = (...argv: string[]) => readCommandLine(['electron', '.', ...argv], '/home/desk')

test('a plain start asks for nothing', () => {
  expect(read()).toEqual({ importFile: null, demoFile: null, alone: false, server: null })
})

test('files are taken from the folder the command was typed in, however they are given', () => {
  expect(read('--import', 'people.csv').importFile).toBe(resolve('/home/desk', 'people.csv'))
  expect(read('--demo=people.jsonl').demoFile).toBe(resolve('/home/desk', 'people.jsonl'))
  expect(read('--import', '--alone')).toMatchObject({ importFile: null, alone: true })
})

test('a server needs both its address and its key', () => {
  const server = { url: 'http://127.0.0.1:54321', key: 'sb_publishable_x' }
  expect(read(`--server-url=${server.url}`, `--server-key=${server.key}`).server).toEqual(server)
  expect(read('--server-url', server.url, '--server-key', server.key).server).toEqual(server)
  expect(read(`--server-url=${server.url}`).server).toBe(null)
})
