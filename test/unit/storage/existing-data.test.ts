import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { jobQueues } from '../../../src/background/job-queues.ts'
import { openJobs } from '../../../src/delivery/queue/engine.ts'
import { type DatabaseSettings, openDatabase, read } from '../../../src/storage/db.ts'
import { sql } from '../../../src/storage/drizzle.ts'
import { exportStore } from '../../../src/storage/export.ts'
import { importStore } from '../../../src/storage/import.ts'
import { type OpenStorage, openStorage } from '../../../src/storage/store.ts'
import { AlertContent } from '../../../src/unused-seats/alert/evaluate.ts'
import { ReminderContent } from '../../../src/unused-seats/reminders/message.ts'
import { makeBlankDatabase } from '../../helpers/database.ts'
import { deliverable, readNotice, realKinds } from '../../helpers/delivery-kinds.ts'
import { readOldExport, unpackOldMemory } from '../../helpers/old-memory.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { makeScratch } from '../../helpers/scratch.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const log = recordLog()
const folder = makeScratch('existing-')
const dataDir = join(folder, 'data')
const oldFile = join(folder, 'old.jsonl')

const OldRow = z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) })
const oldLines = readOldExport().trim().split('\n')
const oldRows = oldLines.flatMap(line => {
  const row = OldRow.safeParse(JSON.parse(line))
  return row.success ? [row.data] : []
})
const oldTables = Map.groupBy(oldRows, ({ table }) => table)
const ascending = (ids: readonly number[]) => ids.toSorted((a, b) => a - b)
const idsOf = (table: string) => ascending((oldTables.get(table) ?? []).map(({ row }) => z.int().parse(row.id)))
const textsOf = (table: string, column: string) =>
  (oldTables.get(table) ?? []).map(({ row }) => z.string().parse(row[column]))

beforeAll(() => {
  unpackOldMemory(dataDir)
  writeFileSync(oldFile, readOldExport())
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('what version 0.1.0 left', () => {
  it('has something of everything', () => {
    const counts = Object.fromEntries([...oldTables].map(([table, rows]) => [table, rows.length]))
    expect(counts).toMatchObject({
      ...{ subscriptions: 7, deliveries: 95, alerts: 5, episodes: 5, reminders: 25, exclusions: 2, opt_outs: 3 },
      ...{ snapshots: 306, people: 124, seat_checks: 34, audit: 6, secrets: 2, turns: 30 },
    })
    const states = (table: string, column: string) => new Set(textsOf(table, column))
    expect(states('deliveries', 'state')).toEqual(
      new Set(['pending', 'sending', 'sent', 'unknown', 'failed', 'skipped']),
    )
    expect(states('deliveries', 'kind')).toEqual(new Set(['digest', 'run', 'notice', 'alert', 'reminder']))
    expect(new Set(textsOf('subscriptions', 'conversation').map(id => id.split(':')[0]))).toEqual(
      new Set(['slack', 'teams']),
    )
  })

  // Before anything else opens the folder, and changes it.
  it('is exported byte for byte, without a change', async () => {
    const file = join(folder, 'again.jsonl')
    expect(await exportStore(file, { dataDir, log })).toBe(oldRows.length)
    expect(readFileSync(file, 'utf8').trim().split('\n').slice(1)).toEqual(oldLines.slice(1))
  })
})

const homes: { home: string; provide: () => Promise<DatabaseSettings> }[] = [
  { home: 'the embedded folder', provide: async () => ({ dataDir, log }) },
  {
    home: 'its export on a server',
    async provide() {
      const settings = { databaseUrl: (await makeBlankDatabase()).url, dataDir: '', log }
      expect(await importStore(oldFile, settings)).toBe(oldRows.length)
      return settings
    },
  },
]

describe.each(homes)('$home', ({ provide }) => {
  let settings: DatabaseSettings
  let memory: OpenStorage

  beforeAll(async () => {
    settings = await provide()
    memory = await openStorage(settings)
  })
  afterAll(() => memory.close())

  it('keeps every row and every value', async () => {
    await memory.close()
    const database = await openDatabase(settings)
    for (const [table, before] of oldTables) {
      const rows = await read(database.queries, sql.raw(`select to_json(t) as row from ${table} t`))
      const after = rows.map(({ row }) => z.record(z.string(), z.unknown()).parse(row))
      const columns = Object.keys(before[0]?.row ?? {})
      // Columns that came later are left out of the comparison; those that were there have their value.
      const kept = after.map(row => Object.fromEntries(columns.map(column => [column, row[column]])))
      expect(sorted(kept), table).toEqual(sorted(before.map(({ row }) => row)))
    }
    await database.close()
    memory = await openStorage(settings)
  })

  it('is understood: subscriptions, alerts and their results', async () => {
    const { store } = memory
    const conversations = [...new Set(textsOf('subscriptions', 'conversation'))]
    const subscriptions = (await Promise.all(conversations.map(id => store.subscriptions.inConversation(id)))).flat()
    expect(ascending(subscriptions.map(({ id }) => id))).toEqual(idsOf('subscriptions'))
    for (const id of textsOf('conversations', 'id')) expect(await store.conversations.get(id)).toMatchObject({ id })

    const alerts = await Promise.all(idsOf('alerts').map(id => store.alerts.get(id)))
    expect(alerts.map(alert => alert?.id)).toEqual(idsOf('alerts'))
    const episodes = await Promise.all(idsOf('episodes').map(id => store.episodes.get(id)))
    expect(episodes.map(episode => episode?.id)).toEqual(idsOf('episodes'))
    for (const { progress } of episodes.flatMap(episode => episode?.state ?? []))
      if (progress) expect([progress.untold, progress.deferred].every(Number.isInteger)).toBe(true)

    const sent = await Promise.all(idsOf('alerts').map(id => store.reminders.ofAlert(id, new Date(0))))
    expect(ascending(sent.flat().map(({ id }) => id))).toEqual(idsOf('reminders'))
    expect(sent.flat().every(({ state }) => state !== null)).toBe(true)
    expect(await store.optOuts.among(textsOf('opt_outs', 'person'))).toHaveLength(3)
    expect(await store.exclusions.all(new Date(0))).toHaveLength(2)
    expect(await store.audit.between(new Date(0), new Date('2100-01-01'), 99)).toHaveLength(6)
  })

  it('is understood: deliveries with what they say', async () => {
    const jobs = await openJobs({ home: memory.home, log, queues: jobQueues })
    const kinds = realKinds({ store: memory.store, jobs, clock: { now: () => new Date('2026-11-23T09:00:00Z') } })
    for (const id of idsOf('deliveries')) {
      const delivery = await memory.store.deliveries.get(id)
      if (!delivery) throw new Error(`delivery ${id} is gone`)
      const kind = kinds.find(({ name }) => name === delivery.kind)
      expect(kind?.isReadable(delivery.content), `${delivery.kind} ${id}`).toBe(true)
      if (delivery.kind === 'notice') expect(readNotice(delivery)).not.toBeNull()
      if (delivery.kind === 'alert') expect(AlertContent.parse(delivery.content).alert).toEqual(expect.any(Number))
      if (delivery.kind === 'reminder') expect(ReminderContent.parse(delivery.content).zone).toEqual(expect.any(String))
    }
    // What was not posted yet comes again, also what was put off or held by a worker that is gone.
    const open = oldRows.filter(
      ({ table, row }) => table === 'deliveries' && /^(pending|sending)$/.test(String(row.state)),
    )
    const stranded = await memory.store.deliveries.stranded(new Date('2100-01-01'), 99, deliverable('slack', 'teams'))
    expect(ascending(stranded.map(({ id }) => id))).toEqual(ascending(open.map(({ row }) => z.int().parse(row.id))))
  })

  it('is understood: people and numbers of each day', async () => {
    const { store } = memory
    const check = await store.seatChecks.newest(new Date('2100-01-01'))
    expect(check).toMatchObject({ stage: 'done' })
    const day = check?.day ?? new Date(0)
    const onDay = oldRows.filter(
      ({ table, row }) => table === 'people' && row.seen_on === day.toISOString().slice(0, 10),
    )
    expect(onDay.length).toBeGreaterThan(100)
    expect(await store.people.count(day)).toBe(onDay.filter(({ row }) => row.id !== null).length)
    const subjects = [...new Set(textsOf('snapshots', 'subject'))]
    const kept = await Promise.all(
      subjects.map(subject => store.snapshots.between(subject, new Date(0), new Date('2100-01-01'))),
    )
    expect(kept.flat()).toHaveLength(306)
  })

  it('has a working queue', async () => {
    const jobs = await openJobs({ home: memory.home, log, queues: jobQueues })
    await memory.store.transaction(tx => jobs.enqueue(tx, { kind: 'upkeep', day: '2026-11-30' }, { key: 'new' }))
    await jobs.stop()
  })

  it('leaves no row out', () => {
    expect(log.records.filter(({ level }) => level === 'error')).toEqual([])
  })
})

function sorted(rows: readonly unknown[]): string[] {
  return rows.map(row => JSON.stringify(row)).sort()
}
