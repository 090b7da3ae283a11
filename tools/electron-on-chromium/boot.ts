// What `electron` runs. Compiled code is kept between starts, which takes a tenth of a second off each.
import { enableCompileCache } from 'node:module'

enableCompileCache()
const { start } = await import('./start.ts')
await start()
