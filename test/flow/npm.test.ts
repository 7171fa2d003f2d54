import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test, vi } from 'vitest'
import { makeHome } from '../helpers/home.ts'
import { makeScratch } from '../helpers/scratch.ts'

// npm starts first, and then the bot with an embedded database.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const root = fileURLToPath(new URL('../..', import.meta.url))
let npm: ChildProcess | undefined
let home = ''

// The whole group, because these tests look for a script that npm left behind.
afterEach(() => {
  try {
    if (npm?.pid) process.kill(-npm.pid, 'SIGKILL')
  } catch (error) {
    expect(error).toMatchObject({ code: 'ESRCH' })
  }
  rmSync(home, { recursive: true, force: true })
})

/** Runs a script as an operator does; resolves when its output matches. */
async function runScript(script: string, settings: Record<string, string>, ready: RegExp) {
  home = makeScratch('npm-')
  const child = spawn('npm', ['run', script], {
    cwd: root,
    detached: true,
    env: { PATH: process.env.PATH, HOME: home, TMPDIR: home, npm_config_update_notifier: 'false', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  npm = child
  let output = ''
  const matched = Promise.withResolvers<RegExpExecArray>()
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => {
      output += text
      const match = ready.exec(output)
      if (match) matched.resolve(match)
    })
  // Only when no process holds npm's output any more, the script included.
  const closed = once(child, 'close').then(() => 'stopped' as const)
  void closed.then(() => matched.reject(new Error(`npm run ${script} ended early: ${output}`)))
  matched.promise.catch(() => {})
  return { child, closed, match: await matched.promise, output: () => output }
}

test.each([
  ['start', /"port":(\d+).*"ready"/],
  ['demo', /Demo running at http:\/\/127\.0\.0\.1:(\d+)\//],
  ['sandbox', /TABNINE_URL=http:\/\/127\.0\.0\.1:(\d+).*Ctrl\+C/s],
])('SIGTERM to npm stops "npm run %s"', async (script, ready) => {
  const { folder: DATA_DIR } = await makeHome()
  const settings = { TABNINE_TOKEN: 'x', TABNINE_URL: 'http://127.0.0.1:1', TEAMS_DEV: '1', DATA_DIR }
  const { child, closed, match, output } = await runScript(script, { ...settings, PORT: '0', SANDBOX_PORT: '0' }, ready)
  const health = `http://127.0.0.1:${match[1]}/health/live`
  await expect(fetch(health)).resolves.toBeInstanceOf(Response)
  child.kill('SIGTERM')
  const limit = new Promise<'still running'>(resolve => setTimeout(resolve, 15_000, 'still running').unref())
  expect(await Promise.race([closed, limit])).toBe('stopped')
  await expect(fetch(health)).rejects.toThrow('fetch failed')
  if (script === 'start') expect(output()).toContain('"stopped"')
})
