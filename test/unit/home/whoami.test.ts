import { expect, test } from 'vitest'
import { createApp } from '../../../src/app.ts'
import { type Caller, openRoles, type Roles } from '../../../src/privacy/policy.ts'
import { caller } from '../../helpers/callers.ts'
import { fakeUsageApi } from '../../helpers/fake-usage-api.ts'
import { recordLog } from '../../helpers/recording-log.ts'

const spot = (id: string, kind: 'channel' | 'personal') => ({ id, kind, reference: null })
const inChannel = {
  id: 'U0ADA0001',
  place: { conversation: spot('slack:C0123', 'channel'), person: spot('slack:U0ADA0001', 'personal') },
}

async function ask(line: string, from: Partial<Caller>, roles: Roles = openRoles, language: 'en' | 'de' = 'en') {
  const app = createApp(
    {
      usageApi: fakeUsageApi(),
      persistence: null,
      clock: { now: () => new Date('2026-11-25T10:00:00Z') },
      log: recordLog(),
      newReference: () => 'REF',
    },
    { admins: [], access: { roles }, zone: 'UTC', language },
  )
  const { message, facts, error, surface } = await app.answer(line, caller({ email: 'ada@northwind.example', ...from }))
  const shown = message.parts.flatMap(part => (part.kind === 'facts' ? part.facts : []))
  return { facts, error, surface, title: message.title, shown: shown.map(({ label, value }) => `${label}: ${value}`) }
}

test('the ids that the settings accept, only for the asker', async () => {
  const roles: Roles = { ...openRoles, admin: ['U0ADA0001'] }
  expect(await ask('whoami', inChannel, roles)).toMatchObject({
    error: null,
    surface: 'personal',
    title: 'Your IDs',
    shown: [
      'Your ID: U0ADA0001',
      'Your e-mail: ada@northwind.example',
      'Your role: admin (by the settings)',
      'This conversation: slack:C0123',
    ],
    facts: { id: 'U0ADA0001', role: 'admin', conversation: 'slack:C0123' },
  })
})

test('who has no role, and in German', async () => {
  const roles: Roles = { admin: [], subscriber: ['U0OTHER01'], viewer: ['U0OTHER01'] }
  const { title, shown } = await ask('werbinich', inChannel, roles, 'de')
  expect(title).toBe('Deine IDs')
  expect(shown).toContain('Deine Rolle: keine')
  expect(shown).toContain('Diese Unterhaltung: slack:C0123')
})

test('where there is no conversation and no e-mail, they are left out', async () => {
  const { shown } = await ask('whoami', {
    id: 'U0ADA0001',
    place: null,
    profile: async () => ({ email: null, zone: null, name: null }),
  })
  expect(shown).toEqual(['Your ID: U0ADA0001', 'Your role: subscriber (as everyone)'])
})
