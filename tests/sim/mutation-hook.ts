// Loaded before everything else by a mutation's run: breaks one line of one source file as Node reads it.
import { registerHooks } from 'node:module'
import { mutationVariable } from './mutation-list.ts'

interface Broken {
  readonly file: string
  readonly line: string
  readonly broken: string
}

const { file, line, broken } = JSON.parse(process.env[mutationVariable] ?? '{}') as Broken

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.endsWith(`/${file}`)) return loaded
    const source = Buffer.from(loaded.source as Uint8Array).toString('utf8')
    if (!source.includes(line)) throw new Error(`${file} has no such line: ${line}`)
    return { ...loaded, source: source.replace(line, () => broken) }
  },
})
