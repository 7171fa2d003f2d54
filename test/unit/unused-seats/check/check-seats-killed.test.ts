import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it, vi } from 'vitest'
import { openStorage } from '../../../../src/storage/store.ts'
import { startOfDay } from '../../../../src/time/utc-days.ts'
import { readCensus } from '../../../../src/unused-seats/findings/collect.ts'
import { listAccounts } from '../../../helpers/company-truth.ts'
import { makeBlankDatabase } from '../../../helpers/database.ts'
import { makeScratch } from '../../../helpers/scratch.ts'
import { sizeOf } from '../../../helpers/sizes.ts'
import { openSandbox, TODAY } from '../../demo/sandbox/ask.ts'
import type { Check } from './child/check-seats.ts'
import { countAsked, stateOf } from './world.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

const kills = sizeOf(2, 5)
const log = { debug() {}, info() {}, warn() {}, error() {} }
const folder = makeScratch('check-')
const file = fileURLToPath(new URL('child/check-seats.ts', import.meta.url))
const organization = { kind: 'organization', name: 'All' } as const

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
})

it.each(['embedded', 'server'])('a check that is killed again and again asks about no one twice, %s', async home => {
  const sandbox = await openSandbox({ people: sizeOf(120, 300), profile: '5.18', delayMs: 5 })
  const databaseUrl = home === 'server' ? (await makeBlankDatabase()).url : undefined
  const where = { dataDir: join(folder, home), ...(databaseUrl ? { databaseUrl } : {}) }
  const run = () => {
    const check: Check = { url: sandbox.url, token: sandbox.token, now: TODAY.toISOString(), ...where }
    return spawn(process.execPath, [file, JSON.stringify(check)], { stdio: ['ignore', 'pipe', 'inherit'] })
  }
  const asked = new Map<string, number>()
  const informed = new Map<string, number>()
  const questions = new Map<string, number>()
  const note = () => {
    const seen = countAsked(sandbox)
    for (const [all, some] of [
      [asked, seen.usage],
      [informed, seen.info],
      [questions, seen.questions],
    ] as const)
      for (const [key, count] of some) all.set(key, (all.get(key) ?? 0) + count)
    sandbox.clearRequests()
  }

  for (let kill = 1; kill <= kills; kill++) {
    const child = run()
    await vi.waitUntil(() => countAsked(sandbox).usage.size >= 20, { timeout: 60_000, interval: 5 })
    child.kill('SIGKILL')
    await once(child, 'close')
    note()
  }
  const last = run()
  expect(JSON.parse(await text(last.stdout))).toMatchObject({ isDone: true })
  note()

  const people = listAccounts(sandbox.company, TODAY).filter(({ state }) => state !== 'deactivated')
  const { store, close } = await openStorage({ ...where, log })
  const census = await readCensus(store, organization, startOfDay(TODAY))
  const { rows } = await store.execute('select id from people where claimed_on is not null')
  await close()
  // Who was asked about when the process was killed: four at most, each time. They are unknown today, and reported as unknown.
  const lost = new Set(rows.map(({ id }) => String(id)))
  expect(lost.size).toBeLessThanOrEqual(4 * kills)
  expect([...informed.values()].filter(count => count > 1)).toEqual([])
  const allIds = new Set(people.map(({ userId }) => userId))
  expect([...asked.keys()].filter(id => !allIds.has(id))).toEqual([])
  expect(people.filter(({ userId }) => !asked.has(userId) && !lost.has(userId))).toEqual([])
  expect([...questions.values()].filter(count => count > 1)).toEqual([])
  const unknown = census?.members.filter(one => stateOf(one) === 'unknown').map(({ id }) => id ?? '')
  expect(unknown?.filter(id => !lost.has(id))).toEqual([])
  console.log(
    home,
    asked.size,
    [...asked.values()].reduce((a, b) => a + b, 0),
    lost.size,
  )
})
