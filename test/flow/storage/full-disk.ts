/**
 * Loaded into the real process before the bot: at SIGUSR2 the disk under the embedded database's log is full,
 * not even for what is written over.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const { writeSync } = fs
let isFull = false

fs.writeSync = ((descriptor: number, ...rest: unknown[]) => {
  if (isFull && /pg_wal/.test(fs.readlinkSync(`/proc/self/fd/${descriptor}`)))
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 })
  return (writeSync as (...given: unknown[]) => number)(descriptor, ...rest)
}) as typeof fs.writeSync
syncBuiltinESMExports()

process.on('SIGUSR2', () => {
  isFull = true
  // The test waits for this line, because a signal may arrive later than a request that was sent after it.
  process.stdout.write(`${JSON.stringify({ level: 30, msg: 'the disk is full' })}\n`)
})
