/** What has to be set together, and what must not be. */
import { describe, expect, test } from 'vitest'
import type { ConfigNeeds, Environment } from '../../src/config/gaps.ts'
import { ConfigError, readConfig } from '../../src/config.ts'

const tabnine = { TABNINE_TOKEN: 'tabnine-token' }
const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
const guid = '12345678-90ab-cdef-1234-567890abcdef'
const teams = { MICROSOFT_APP_ID: guid, MICROSOFT_APP_PASSWORD: 'password', MICROSOFT_APP_TENANT_ID: guid }
const dev = { TEAMS_DEV: '1' }

function problems(environment: Environment, needs: ConfigNeeds = 'bot'): readonly string[] {
  try {
    readConfig(environment, needs)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('a platform set in part is an error that names what is missing', () => {
  test.each<[Environment, string[]]>([
    [{ ...slack, SLACK_APP_TOKEN: undefined }, ['SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)']],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, ['SLACK_BOT_TOKEN']],
    [{ SLACK_SIGNING_SECRET: 's' }, ['SLACK_BOT_TOKEN']],
    [{ MICROSOFT_APP_ID: guid }, ['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_TENANT_ID']],
    [{ MICROSOFT_APP_PASSWORD: 'p' }, ['MICROSOFT_APP_ID', 'MICROSOFT_APP_TENANT_ID']],
    [{ MICROSOFT_APP_TENANT_ID: guid }, ['MICROSOFT_APP_ID', 'MICROSOFT_APP_PASSWORD']],
    [{ ...teams, MICROSOFT_APP_TENANT_ID: undefined }, ['MICROSOFT_APP_TENANT_ID']],
    [
      { MICROSOFT_APP_ID: guid, MICROSOFT_APP_TYPE: 'MultiTenant' },
      ['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_TENANT_ID'],
    ],
    [{ ...slack, MICROSOFT_APP_ID: guid }, ['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_TENANT_ID']],
    [{ ...teams, SLACK_SIGNING_SECRET: 's' }, ['SLACK_BOT_TOKEN']],
  ])('%o', (environment, missing) => {
    const found = problems({ ...tabnine, ...environment })
    expect(found.map(problem => problem.split(' is missing: ')[0])).toEqual(missing)
    expect(found.every(problem => problem.includes('is only partly configured'))).toBe(true)
  })

  test.each([slack, { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' }, teams, { ...slack, ...teams }, dev])(
    'a whole one is enough: %o',
    platform => {
      expect(problems({ ...tabnine, ...platform })).toEqual([])
    },
  )
})

describe('changes of seats need a token of their own', () => {
  const missing = 'TABNINE_ACTION_TOKEN is missing: ACTIONS needs a token of its own.'
  test.each<[Environment, string[]]>([
    [{ ACTIONS: 'seats' }, [missing]],
    [{ TABNINE_ACTION_TOKEN: 'other' }, ['TABNINE_ACTION_TOKEN needs ACTIONS as well: name what it is for.']],
    [
      { ACTIONS: 'seats', TABNINE_ACTION_TOKEN: 'tabnine-token' },
      ['TABNINE_ACTION_TOKEN must differ from TABNINE_TOKEN: create a second token for changes.'],
    ],
    [
      { ACTIONS: 'everything', TABNINE_ACTION_TOKEN: 'other' },
      ['ACTIONS must be invitations, seats, or both with a comma between them.'],
    ],
    [{ ACTIONS: 'invitations, seats', TABNINE_ACTION_TOKEN: 'other' }, []],
    [{ ACTIONS: ' ' }, []],
  ])('%o', (environment, found) => {
    expect(problems({ ...tabnine, ...slack, ...environment })).toEqual(found)
  })

  test.each<[written: string, allowed: string[]]>([
    ['invitations', ['invitations']],
    ['seats,invitations,seats', ['seats', 'invitations']],
    ['invitations seats', ['invitations', 'seats']],
  ])('%s', (written, allowed) => {
    const set = { ...tabnine, ...slack, ACTIONS: written, TABNINE_ACTION_TOKEN: 'other' }
    expect(readConfig(set, 'bot').acting).toEqual({ allowed, token: 'other' })
    expect(readConfig(set, 'bot').secrets).toContain('other')
  })
})

describe('what is needed depends on the way of running', () => {
  test.each<[ConfigNeeds, Environment, number]>([
    ['nothing', {}, 0],
    ['nothing', { MICROSOFT_APP_ID: guid }, 0],
    ['look-ups', tabnine, 0],
    ['look-ups', {}, 1],
    ['look-ups', { ...tabnine, SLACK_SIGNING_SECRET: 's' }, 0],
    ['bot', tabnine, 1],
    ['bot', {}, 2],
    ['bot', slack, 1],
  ])('%s with %o has %i problems', (needs, environment, count) => {
    expect(problems(environment, needs)).toHaveLength(count)
  })

  test('every problem is reported at once: wrong values and missing ones', () => {
    const found = problems({ PORT: 'http', TIME_ZONE: 'Mars', SLACK_APP_TOKEN: 'xapp-1', MICROSOFT_APP_ID: guid })
    expect(found.map(problem => problem.split(' ')[0])).toEqual([
      'PORT',
      'TIME_ZONE',
      'TABNINE_TOKEN',
      'SLACK_BOT_TOKEN',
      'MICROSOFT_APP_PASSWORD',
      'MICROSOFT_APP_TENANT_ID',
    ])
    expect(new ConfigError(found).message).toBe(found.join('\n'))
  })
})

test('metrics and webhooks cannot share a port', () => {
  const shared = 'METRICS_PORT must differ from PORT.'
  expect(problems({ ...tabnine, ...slack, PORT: '80', METRICS_PORT: '80' })).toContain(shared)
  expect(problems({ ...tabnine, ...slack, METRICS_PORT: '3000' })).toContain(shared)
  expect(problems({ ...tabnine, ...slack, PORT: '0', METRICS_PORT: '0' })).not.toContain(shared)
})

describe('TEAMS_DEV is narrow', () => {
  test('it counts as a complete platform, and no other machine on the network reaches it', () => {
    const config = readConfig({ ...tabnine, ...dev }, 'bot')
    expect(config.teams).toMatchObject({ isDev: true, appId: '', password: '' })
    expect(config.listen.host).toBe('127.0.0.1')
    expect(readConfig({ ...tabnine, ...dev, ...slack }, 'bot').listen.host).toBe('127.0.0.1')
  })

  test.each<[Environment, number]>([
    [{ MICROSOFT_APP_ID: guid }, 1],
    [teams, 1],
    [{ NODE_ENV: 'production' }, 1],
    [{ ...teams, NODE_ENV: 'production' }, 2],
    [{ NODE_ENV: 'development' }, 0],
  ])('together with %o it has %i problems', (environment, count) => {
    const found = problems({ ...tabnine, ...dev, ...environment })
    expect(found).toHaveLength(count)
    expect(found.every(problem => problem.includes('turns authentication off'))).toBe(true)
  })

  test('off, it changes nothing', () => {
    const config = readConfig({ ...tabnine, ...slack, TEAMS_DEV: '0' }, 'bot')
    expect([config.teams, config.listen.host]).toEqual([null, undefined])
  })
})
