import { expect, test } from 'vitest'
import {
  type Check,
  type CheckResult,
  chooseChecks,
  fail,
  ok,
  runChecks,
  skip,
} from '../../../../adapters/doctor/check.ts'
import { checks } from '../../../../adapters/doctor/checks.ts'
import type { DoctorContext } from '../../../../adapters/doctor/context.ts'
import { exitOf, writeJson, writeLines } from '../../../../adapters/doctor/report.ts'

const context = { timeoutMs: 10_000 } as DoctorContext
const never = () => () => {}

const check = (id: string, run: Check['run'], needs?: string): Check => ({
  id,
  group: 'host',
  run,
  ...(needs === undefined ? {} : { needs }),
})

const found = (results: readonly CheckResult[]) => results.map(({ id, status, sentence }) => [id, status, sentence])

test('a check that needs another one is skipped where that fails or is skipped', async () => {
  const ran: string[] = []
  const results = await runChecks(
    [
      check('a', () => fail('It is broken.')),
      check(
        'b',
        () => {
          ran.push('b')
          return ok('')
        },
        'a',
      ),
      check('c', () => skip('Slack is not configured.')),
      check('d', () => ok(''), 'c'),
      check('e', () => ok('It works.')),
      check('f', () => ok('So does this.'), 'e'),
    ],
    context,
    never,
  )
  expect(found(results)).toEqual([
    ['a', 'fail', 'It is broken.'],
    ['b', 'skip', 'Not checked, because a failed.'],
    ['c', 'skip', 'Slack is not configured.'],
    ['d', 'skip', 'Slack is not configured.'],
    ['e', 'ok', 'It works.'],
    ['f', 'ok', 'So does this.'],
  ])
  expect(ran).toEqual([])
})

test('a check that does not end fails when its time is over, and one that throws fails too', async () => {
  const waits: number[] = []
  const results = await runChecks(
    [check('a', () => new Promise(() => {})), check('b', () => Promise.reject(new Error('no reason')))],
    context,
    (milliseconds, run) => {
      waits.push(milliseconds)
      queueMicrotask(() => queueMicrotask(run))
      return () => {}
    },
  )
  expect(waits).toEqual([10_000, 10_000])
  expect(found(results)).toEqual([
    ['a', 'fail', 'No answer in 10 seconds: see what holds it up, or give it more time with --timeout.'],
    ['b', 'fail', 'The check itself failed: no reason.'],
  ])
})

test('the list: every id once, with its group, and after what it needs', () => {
  const ids = checks.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [at, { id, group, needs }] of checks.entries()) {
    expect(id.startsWith(`${group}.`)).toBe(true)
    if (needs !== undefined) expect(ids.slice(0, at)).toContain(needs)
  }
})

test('groups and ids choose checks, with those that they need', () => {
  const chosen = (only: string[]) => {
    const choice = chooseChecks(checks, only)
    return 'chosen' in choice ? choice.chosen.map(({ id }) => id) : choice.unknown
  }
  expect(chosen(['tabnine.version'])).toEqual(['tabnine.reach', 'tabnine.token', 'tabnine.usage', 'tabnine.version'])
  expect(chosen(['post', 'host.node'])).toEqual(['host.node', 'post.message'])
  expect(chosen([])).toHaveLength(checks.length)
  expect(chosen(['host', 'nothing'])).toBe('nothing')
})

test('what is printed: a line for each, the same reason of a group once, and the counts', () => {
  const results: CheckResult[] = [
    { id: 'host.node', group: 'host', ...ok('Fine.') },
    { id: 'slack.token', group: 'slack', ...skip('Slack is not configured.') },
    { id: 'slack.scopes', group: 'slack', ...skip('Slack is not configured.') },
    { id: 'teams.ids', group: 'teams', status: 'warn', sentence: 'Prefer SingleTenant.' },
  ]
  expect(writeLines(results)).toEqual([
    'ok    host           Fine.',
    'skip  slack          Slack is not configured.',
    'warn  teams          Prefer SingleTenant.',
    '',
    '1 passed, 1 warning, 0 failed, 2 skipped',
  ])
  expect([exitOf(results, false), exitOf(results, true)]).toEqual([0, 1])
  expect(exitOf([...results, { id: 'x', group: 'post', ...fail('No.') }], false)).toBe(1)
  expect(JSON.parse(writeJson(results, 0))).toEqual({
    exit: 0,
    counts: { ok: 1, warn: 1, fail: 0, skip: 2 },
    checks: results.map(({ id, group, status, sentence }) => ({ id, group, status, sentence })),
  })
})
