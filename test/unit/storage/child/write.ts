/** Opens a folder and claims two deliveries in each transaction, printing each one that is committed, until it is killed. */
import { openStorage } from '../../../../src/storage/store.ts'

const [dataDir = '', round = ''] = process.argv.slice(2)
const log = { debug() {}, info() {}, warn() {}, error() {} }
const now = new Date()

try {
  const { store } = await openStorage({ dataDir, log })
  for (let n = 0; ; n += 1) {
    const keys = [`${round} ${n} a`, `${round} ${n} b`]
    await store.transaction(async tx => {
      for (const key of keys)
        await tx.deliveries.claim(
          { key, kind: 'notice', subscription: null, conversation: 'slack:C1', slot: key, dueAt: now, content: key },
          now,
        )
    })
    process.stdout.write(`${keys.join('\n')}\n`)
  }
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`)
}
