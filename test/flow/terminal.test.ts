import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../demo/sandbox/server.ts'
import { commands } from '../../src/commands.ts'
import { startProcess } from '../helpers/bot-process.ts'
import { readCsv } from '../helpers/csv.ts'

let sandbox: Sandbox
let tabnine: Record<string, string>

beforeAll(async () => {
  sandbox = await startSandbox({ today: () => new Date() })
  tabnine = { TABNINE_URL: sandbox.url, TABNINE_TOKEN: sandbox.token }
})

afterAll(() => sandbox.close())

describe('ask', () => {
  const ask = (...args: string[]) => startProcess(['ask', ...args], tabnine).ended

  test('prints the answer', async () => {
    const { exitCode, stdout, stderr } = await ask('usage', 'payments', 'last', 'week')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/^. Payments: \d+ people used Tabnine .*\n\n/u)
  })

  test('prints the facts as JSON', async () => {
    const { exitCode, stdout, stderr } = await ask('--json', 'seats', 'Data Science')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ subject: { kind: 'team', name: 'Data Science' } })
  })

  test('prints an export as CSV, and what it holds next to it', async () => {
    const { exitCode, stdout, stderr } = await ask('export', 'teams')
    expect(exitCode).toBe(0)
    const [columns, ...rows] = readCsv(stdout)
    expect(columns).toEqual([
      ...['team_id', 'team', 'registered', 'invited', 'deactivated'],
      ...['open_invitations', 'expired_invitations', 'unused'],
    ])
    expect(rows).toHaveLength(sandbox.company.teams.length)
    expect(stderr).toMatch(new RegExp(`\\.csv holds ${rows.length} rows in 8 columns: .*All totals`))
  })

  test.each([
    ['an unknown team', ['usage', 'Nowhere'], /No team called/],
    ['no command', ['dance'], /I don’t know/],
  ])('ends with 1 for %s', async (_what, line, sentence) => {
    const { exitCode, stdout, stderr } = await ask(...line)
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toMatch(sentence)
    expect(stderr).toMatch(/\[See (?:all teams|all commands)\] (?:teams|help)/)
    expect(stderr).not.toContain('Reference')
  })

  test('ends with 2 without a token', async () => {
    const { exitCode, stdout, stderr } = await startProcess(['ask', 'teams']).ended
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(/^TABNINE_TOKEN is missing\. Create one in Tabnine: Settings > Access Tokens \(admin\)\.\n$/)
  })

  test('ends with 2 and a sentence where the proxy is invalid', async () => {
    const { exitCode, stderr } = await startProcess(['ask', 'teams'], { ...tabnine, HTTPS_PROXY: 'ftp://x' }).ended
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^HTTPS_PROXY is not the address of an HTTP proxy; [^\n]*\n$/)
  })
})

test.each([
  ['ask', /npm run ask -- usage payments last week/],
  ['manifest', /out\/teams-app\.zip/],
  ['store', /npm run store -- erase <e-mail>/],
])('%s --help explains the command without any setting', async (command, explained) => {
  const { exitCode, stdout, stderr } = await startProcess([command, '--help']).ended
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(stdout).toMatch(explained)
})

test.each(['subscribe payments', 'alerts payments', 'why all', 'audit'])(
  'a command that needs the running bot names where it works: %s',
  async line => {
    const { exitCode, stderr } = await startProcess(['ask', line], tabnine).ended
    expect(exitCode).toBe(1)
    expect(stderr).toContain('Only works in Slack or Teams\n\nThis command needs the running bot.')
  },
)

test('demo --once shows every kind of answer, and ends', async () => {
  const { exitCode, stdout, stderr } = await startProcess(['demo', '--once']).ended
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the lines asked are shown in bold
  const shown = new Set([...stdout.matchAll(/^(?:\u001b\[1m)?> (\w+)/gm)].map(([, verb]) => verb))
  // Not those that need a database, nor `user`, whose e-mail is not known beforehand.
  const inTour = commands.filter(({ name, needsBot }) => !needsBot && name !== 'user').map(({ name }) => name)
  expect(inTour.length).toBeGreaterThan(10)
  for (const name of inTour) expect(shown).toContain(name)
  expect(stdout).toContain('No team called')
  expect(stdout).not.toMatch(/Reference.*\n.*internal|\n\s+at /)
})

test('demo serves a page until it is stopped, on this machine alone', async () => {
  await using demo = startProcess(['demo'], { PORT: '0' })
  await expect.poll(demo.stdout, { timeout: 60_000 }).toMatch(/^Demo running at \S+\. Press Ctrl\+C to stop\.\n$/)
  const output = demo.stdout()
  const page = await fetch(/http:\/\/127\.0\.0\.1:\d+\//.exec(output)?.[0] ?? '')
  expect(await page.text()).toContain('<title>Tabnine Usage: live demo</title>')
  demo.kill('SIGTERM')
  const { exitCode, stdout, stderr } = await demo.ended
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: output, stderr: '' })
}, 90_000)

test('an unknown command is named, with the known ones', async () => {
  const { exitCode, stdout, stderr } = await startProcess(['dance']).ended
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(stderr).toMatch(/^Unknown command "dance"\.\n\n[\s\S]* ask <line>[\s\S]* manifest <app>[\s\S]* store <action>/)
  expect(stderr).not.toContain('demo')
})
