/**
 * Opens a folder, then lets the disk be full for the database's log (`log`) or for its tables (`tables`), writes until
 * that shows, asks once more, and prints as JSON what it saw. The disk is real up to the call that would write.
 */
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { hasCode, toAppError } from '../../../../src/errors.ts'
import type { Store } from '../../../../src/ports.ts'
import { openStorage } from '../../../../src/storage/store.ts'

const [dataDir = '', where = ''] = process.argv.slice(2)
const log = { debug() {}, info() {}, warn() {}, error() {} }
const seen = { kept: [] as string[], failure: '', after: [] as string[], stopped: '' }

const { store, close } = await openStorage({
  dataDir,
  log,
  onStop: reason => {
    seen.stopped = reason.message
  },
})
await write(store, 'before')
fillDisk(where === 'log' ? /pg_wal/ : /base\/\d+\/\d+$/)
seen.failure = await outcomeOf(async () => {
  for (let n = 0; n < 300; n += 1) await write(store, `n${n}`)
})
for (const ask of [() => write(store, 'later'), () => store.conversations.get('slack:before'), () => close()])
  seen.after.push(await outcomeOf(ask))
// As the bot does: the stopped engine has timers of its own, which nothing waits for.
process.stdout.write(JSON.stringify(seen), () => process.exit())

async function write(to: Store, name: string): Promise<void> {
  // In a transaction, whose rolling back must not wait for an engine that is gone; long and not to be pressed together,
  // so that a file must grow.
  await to.transaction(tx =>
    tx.conversations.save(
      { id: `slack:${name}`, kind: 'channel', reference: randomBytes(75_000).toString('base64') },
      new Date(),
    ),
  )
  seen.kept.push(`slack:${name}`)
}

async function outcomeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'done'
  } catch (error) {
    return hasCode(error, 'internal') ? String(error.cause) : toAppError(error).code
  }
}

/** From now on no matching file can grow or be created. */
function fillDisk(files: RegExp): void {
  const paths = new Map<number, string>()
  const { openSync, writeSync } = fs
  fs.openSync = (path, ...rest) => {
    const descriptor = openSync(path, ...rest)
    paths.set(descriptor, String(path))
    return descriptor
  }
  fs.writeSync = ((descriptor: number, buffer: Uint8Array, offset: number, length: number, position: number) => {
    const path = paths.get(descriptor) ?? fs.readlinkSync(`/proc/self/fd/${descriptor}`)
    if (files.test(path) && position + length > fs.fstatSync(descriptor).size)
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 })
    return writeSync(descriptor, buffer, offset, length, position)
  }) as typeof fs.writeSync
  syncBuiltinESMExports()
}
