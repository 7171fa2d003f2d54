import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const module = fileURLToPath(new URL('../../../../demo/serve-sandbox.ts', import.meta.url))

function run(flags: string[], port = 0) {
  const code = `import { runSandbox } from ${JSON.stringify(module)}; await runSandbox(process.argv.slice(1), { port: ${port} })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, '--', ...flags])
  let output = ''
  let problems = ''
  child.stdout.on('data', chunk => {
    output += chunk
  })
  child.stderr.on('data', chunk => {
    problems += chunk
  })
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode, output, problems }))
  return { child, ended }
}

describe('npm run sandbox', () => {
  it('says how to reach it, answers, and ends on SIGTERM', async () => {
    const { child, ended } = run([
      '--teams',
      '3',
      '--people',
      '30',
      '--profile',
      '6.2',
      '--today',
      '2026-09-28',
      '--token',
      't',
    ])
    const [first] = await once(child.stdout, 'data')
    const url = /TABNINE_URL=(\S+)/.exec(String(first))?.[1]
    const response = await fetch(`${url}/api/v1/organization/teams`, { headers: { authorization: 'Bearer t' } })
    expect(((await response.json()) as { data: unknown[] }).data).toHaveLength(3)
    child.kill('SIGTERM')
    const { exitCode, output } = await ended
    expect(exitCode).toBe(0)
    expect(output).toMatch(/30 seats, as server version 6\.2/)
    expect(output.match(/^ {2}curl /gm)).toHaveLength(2)
    expect(new URL(String(url)).hostname).toBe('127.0.0.1')
  })

  it.each([
    [['--bogus'], /Unknown option '--bogus'/],
    [['extra'], /Unexpected argument 'extra'/],
    [['--people', 'many'], /--people must be a whole number from 1 to 200000, not "many"/],
    [['--teams', '0'], /--teams must be a whole number/],
    [['--profile', '7'], /--profile must be one of 5\.18, 6\.2, 6\.3, 6\.6, not "7"/],
    [['--today', '2026-02-30'], /--today must be a date such as 2026-09-28/],
    [['--token', ''], /must not be empty/],
  ])('refuses %j in one sentence', async (flags, sentence) => {
    const { exitCode, output, problems } = await run(flags).ended
    expect(exitCode).toBe(2)
    expect(output).toBe('')
    expect(problems).toMatch(sentence)
    expect(problems.trim()).not.toContain('\n')
  })

  it('explains its flags', async () => {
    const { exitCode, output } = await run(['--help']).ended
    expect(exitCode).toBe(0)
    expect(output).toMatch(/--profile <v>/)
  })
})
