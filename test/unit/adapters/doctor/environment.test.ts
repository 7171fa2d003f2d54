import { expect, test } from 'vitest'
import { describeNearNames, findNearNames } from '../../../../adapters/doctor/environment.ts'
import { listSettings } from '../../../../src/config.ts'

const namesIn = (...names: string[]) => findNearNames(Object.fromEntries(names.map(name => [name, 'x'])))

test.each([
  ['TABNINE_TOKN', 'TABNINE_TOKEN'],
  ['TABNINETOKEN', 'TABNINE_TOKEN'],
  ['slack_bot_token', 'SLACK_BOT_TOKEN'],
  ['DATABASEURL', 'DATABASE_URL'],
  ['OPERATION_CHANNEL', 'OPERATIONS_CHANNEL'],
  ['ENCRYPTION_KEYS', 'ENCRYPTION_KEY'],
])('%s was probably meant to be %s', (name, meant) => {
  expect(namesIn(name)).toEqual([{ name, meant }])
})

test('what only looks as if it were for the bot has no better name', () => {
  expect(namesIn('SLACK_TOKEN', 'MICROSOFT_APP_SECRET_ID', 'TABNINE_REGION')).toEqual([
    { name: 'SLACK_TOKEN', meant: null },
    { name: 'MICROSOFT_APP_SECRET_ID', meant: null },
    { name: 'TABNINE_REGION', meant: null },
  ])
})

test('a usual environment, what Kubernetes sets, and our own names are fine', () => {
  const usual = ['PATH', 'HOME', 'HOST', 'PWD', 'LANG', 'TZ', 'TERM', 'NODE_OPTIONS', 'HOSTNAME', 'http_proxy']
  const kubernetes = ['TABNINE_BOT_SERVICE_HOST', 'TABNINE_BOT_PORT', 'TABNINE_BOT_PORT_3000_TCP_ADDR']
  expect(namesIn(...usual, ...kubernetes, ...listSettings().map(({ name }) => name))).toEqual([])
})

test('a name whose setting is there as well is not in its place', () => {
  expect(findNearNames({ DATABASE_URL: 'x', DATABASE_URLS: 'y' })).toEqual([])
})

test('one sentence for all of them, without values', () => {
  expect(describeNearNames([])).toBeNull()
  expect(describeNearNames(namesIn('TABNINE_TOKN'))).toBe(
    'TABNINE_TOKN (did you mean TABNINE_TOKEN?) is not a setting and is ignored: correct the spelling, or remove it.',
  )
  expect(describeNearNames(namesIn('TABNINE_TOKN', 'SLACK_TOKEN'))).toBe(
    'TABNINE_TOKN (did you mean TABNINE_TOKEN?), SLACK_TOKEN are not settings and are ignored: correct the spelling, or remove them.',
  )
})
