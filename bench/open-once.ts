// Opens a store in this fresh process, asks one question, prints the milliseconds from one to the other.
// Usage: node bench/open-once.ts FOLDER KEY_IN_HEX TEXT
import { closeStore, openStore } from '../src/main/db/open.ts'
import { searchCustomers } from '../src/main/db/search.ts'

const [folder = '', key = '', text = ''] = process.argv.slice(2)
const begun = performance.now()
const { db } = openStore({ folder, key: Buffer.from(key, 'hex') })
const { hits } = searchCustomers(db, text, 20)
const took = performance.now() - begun
closeStore(db)
if (hits.length === 0) throw new Error('the first question was not answered')
console.log(took)
