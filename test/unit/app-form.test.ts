import { expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { createDirectory } from '../../src/command/directory.ts'
import type { AccessSettings } from '../../src/privacy/authorize.ts'
import { caller } from '../helpers/callers.ts'
import { fakeUsageApi } from '../helpers/fake-usage-api.ts'
import { recordLog } from '../helpers/recording-log.ts'
import { neverAborts } from '../helpers/signals.ts'

async function pickedIn(line: string, access: AccessSettings, isShared = false) {
  const asked: string[] = []
  const usageApi = fakeUsageApi({
    teams: async () => {
      asked.push('teams')
      return [{ id: 'team-9', name: 'Merger', people: 9 }]
    },
  })
  const parts = { usageApi, clock: { now: () => new Date('2026-11-25T10:00:00Z') }, log: recordLog() }
  const directory = createDirectory({ ...parts, abortAfter: neverAborts, wait: () => new Promise(() => {}) })
  const app = createApp(
    { ...parts, persistence: null, directory, newReference: () => 'REF' },
    { admins: [], zone: 'UTC', language: 'en', access },
  )
  const form = await app.form(line, caller(), { isShared })
  return { picked: form?.fields[0]?.value, asked }
}

test('a form that is opened with ids calls their teams by name', async () => {
  const { picked } = await pickedIn('usage team-9', {})
  expect(picked).toEqual([{ value: 'team-9', label: 'Merger' }])
})

test('but not to a person who may see nothing of teams: then it does not even look', async () => {
  const { picked, asked } = await pickedIn('usage team-9', { roles: { admin: [], subscriber: [], viewer: [] } })
  expect(picked).toEqual([{ value: 'team-9', label: 'team-9' }])
  expect(asked).toEqual([])
})

test('nor where others see the form and may see nothing of teams', async () => {
  const surfaces = { channel: 'off', private: 'totals', personal: 'named' } as const
  const access = { privacy: { surfaces, minGroupSize: 5, pseudonyms: false } }
  const { picked, asked } = await pickedIn('usage team-9', access, true)
  expect(picked).toEqual([{ value: 'team-9', label: 'team-9' }])
  expect(asked).toEqual([])
  expect((await pickedIn('usage team-9', access)).picked).toEqual([{ value: 'team-9', label: 'Merger' }])
})

test('an external user gets no form', async () => {
  const app = createApp(
    {
      ...{ usageApi: fakeUsageApi(), clock: { now: () => new Date() }, log: recordLog(), persistence: null },
      newReference: () => 'REF',
    },
    { admins: [], zone: 'UTC', language: 'en' },
  )
  expect(await app.form('usage', caller({ isStranger: true }))).toBeNull()
})
