import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../scripts/docs/documents.ts'

const name = 'tabnine-usage-bot.service'
const unit = readFileSync(join(root, 'deploy/systemd', name), 'utf8')
const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const setting = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(unit)?.[1]

test('it starts the program of the package, without rights, and tries no wrong setting again', () => {
  const program = `/opt/tabnine-usage-bot/node_modules/tabnine-usage-bot/${bin['tabnine-usage-bot']}`
  expect(setting('ExecStart')).toBe(`/usr/bin/node ${program}`)
  // The bot applies its configuration file.
  expect(setting('ExecReload')).toBe('/bin/kill -HUP $MAINPID')
  expect(setting('DynamicUser')).toBe('yes')
  expect(setting('ProtectSystem')).toBe('strict')
  expect(setting('CapabilityBoundingSet')).toBe('')
  expect(setting('RestartPreventExitStatus')).toBe('2')
  expect(setting('Environment')).toContain(`DATA_DIR=/var/lib/${setting('StateDirectory')}`)
  expect(Number(setting('TimeoutStopSec'))).toBeGreaterThan(10)
})

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

test.runIf(hasSystemd)('systemd finds nothing wrong with it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'systemd-'))
  // It also checks that the program exists.
  const verify = (text: string) => {
    writeFileSync(join(folder, name), text.replace('/usr/bin/node', process.execPath))
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', join(folder, name)], {
      encoding: 'utf8',
    })
    return { status, about: stderr.split('\n').filter(line => line.includes(name)) }
  }
  try {
    expect(verify(unit)).toEqual({ status: 0, about: [] })
    expect(verify(unit.replace('Restart=on-failure', 'Restart=sometimes')).about).not.toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
