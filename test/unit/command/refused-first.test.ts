/** A person who may not ask is refused before anything is looked up: an error must not reveal what exists. */
import { describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.ts'
import type { Persistence } from '../../../src/command/command.ts'
import { commands } from '../../../src/commands.ts'
import type { ErrorCode } from '../../../src/errors.ts'
import type { UsageApi } from '../../../src/ports.ts'
import type { AccessSettings } from '../../../src/privacy/authorize.ts'
import { defaultPrivacy, openRoles, type Surface } from '../../../src/privacy/policy.ts'
import { caller } from '../../helpers/callers.ts'
import { recordLog } from '../../helpers/recording-log.ts'

/** Records every call, and fails. */
function untouchable<Port extends object>(asked: string[], path: string): Port {
  return new Proxy({} as Port, {
    get: (_target, name) => {
      if (name === 'then') return undefined
      const inner = `${path}.${String(name)}`
      return new Proxy(() => {}, {
        get: (_function, method) => untouchable(asked, `${inner}.${String(method)}`),
        apply: () => {
          asked.push(inner)
          return Promise.reject(new Error(`${inner} was asked`))
        },
      })
    },
  })
}

const spot = (kind: 'channel' | 'personal') => ({ id: `slack:${kind}`, kind, reference: null })
const places: Readonly<Record<Surface, Parameters<typeof caller>[0]>> = {
  channel: { place: { conversation: spot('channel'), person: spot('personal') } },
  private: { place: { conversation: spot('channel'), person: spot('personal') }, readers: 'private' },
  personal: { place: { conversation: spot('personal'), person: spot('personal') } },
}

async function refusalOf(line: string, from: Parameters<typeof caller>[0], access: AccessSettings) {
  const asked: string[] = []
  const app = createApp(
    {
      usageApi: untouchable<UsageApi>(asked, 'usageApi'),
      persistence: untouchable<Persistence>(asked, 'memory'),
      clock: { now: () => new Date('2026-11-25T10:00:00Z') },
      log: recordLog(),
      newReference: () => 'REF',
    },
    { admins: [], access, zone: 'UTC', language: 'en' },
  )
  const { error } = await app.answer(line, caller({ email: 'ada@northwind.example', ...from }))
  return { error, asked }
}

/** Lines of commands with several branches; of any other its own examples are asked. */
const branches: Readonly<Record<string, readonly string[]>> = {
  teams: ['teams'],
  team: ['team payments'],
  seats: ['seats', 'seats payments'],
  usage: ['usage', 'usage payments last month daily'],
  user: ['user bob@northwind.example'],
  digest: ['digest', 'digest payments monthly'],
  subscribe: ['subscribe', 'subscribe payments'],
  subscriptions: ['subscriptions'],
  edit: ['edit 1 payments', 'edit 1 every monday at 9:00'],
  pause: ['pause 1'],
  resume: ['resume 1'],
  run: ['run 1'],
  unsubscribe: ['unsubscribe 1'],
  history: ['history 1'],
  settle: ['settle 1 sent'],
  alerts: ['alerts', 'alerts payments', 'alerts off payments'],
  why: ['why 1', 'why all', 'why payments', 'why bob@northwind.example'],
  snooze: ['snooze 1 7d'],
  remind: ['remind 1', 'remind 1 send'],
  exclude: ['exclude', 'exclude bob@northwind.example leave'],
  include: ['include 1', 'include bob@northwind.example'],
  act: ['act 1 free', 'act 1 bob@northwind.example free', 'act 1 answered withdraw'],
  about: ['about usage payments'],
  audit: ['audit', 'audit last month'],
  export: ['export 1', 'export history 1', 'export remind 1', 'export exclude', 'export audit'],
  share: ['share usage', 'share user bob@northwind.example'],
}
/** About the caller alone, or about nothing; `confirm` is refused by the door, which records that: `acting/door.test.ts`. */
const open = commands
  .filter(({ name, holds }) => (holds === 'own' || holds === 'nothing') && !Object.hasOwn(branches, name))
  .map(({ name }) => name)
const lines: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  commands
    .filter(({ name }) => !open.includes(name))
    .map(({ name, about }) => [name, branches[name] ?? about.en.examples] as const),
)

const exported = commands
  .filter(({ report }) => report)
  .flatMap(({ name }) => (lines[name] ?? []).map(line => `export ${line}`))
const all = [...Object.values(lines).flat(), ...exported]

test('every command has a line, and no branch is of a command that is gone', () => {
  expect([...Object.keys(lines), ...open].sort()).toEqual(commands.map(({ name }) => name).sort())
  expect(Object.keys(branches).filter(name => !(name in lines))).toEqual([])
})

const refusals: readonly ErrorCode[] = ['not-told-here', 'not-your-role', 'not-allowed', 'admins-only', 'stranger']

describe.each(Object.entries(places))('asked where the answer is %s', (_where, place) => {
  test.each(all)('“%s” by a person without a role', async line => {
    const roles = { admin: [], subscriber: [], viewer: [] }
    const { error, asked } = await refusalOf(line, place, { roles })
    expect(refusals).toContain(error)
    expect(asked).toEqual([])
  })

  test.each([...all, ...open])('“%s” by an external user', async line => {
    const { error, asked } = await refusalOf(line, { ...place, isStranger: true }, {})
    expect(error).toBe('stranger')
    expect(asked).toEqual([])
  })

  const needsRole = /^(export )?(remind|audit|exclude|include|act|user|why bob)/
  test.each(all.filter(line => needsRole.test(line)))('“%s” by a viewer', async line => {
    const { error, asked } = await refusalOf(line, place, { roles: { ...openRoles, subscriber: [] } })
    expect(refusals).toContain(error)
    expect(asked).toEqual([])
  })

  const aboutGroups = /^(export )?(why (1|all|payments)|export 1$|subscribe p|alerts p)/
  const isReport = (line: string) => {
    const verb = line.replace(/^export /, '').split(' ')[0]
    return commands.some(({ name, report }) => name === verb && report)
  }
  test.each(all.filter(line => aboutGroups.test(line) || isReport(line)))(
    '“%s” where nothing may be seen',
    async line => {
      const surfaces = { channel: 'off', private: 'off', personal: 'off' } as const
      const { error, asked } = await refusalOf(line, place, { privacy: { ...defaultPrivacy, surfaces } })
      expect(refusals).toContain(error)
      expect(asked).toEqual([])
    },
  )
})
