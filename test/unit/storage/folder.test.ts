import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { beginDatabase, hasDatabase, markCreated, prepareFolder, watchFolder } from '../../../src/storage/folder.ts'

const scratch = mkdtempSync(join(tmpdir(), 'folder-'))
const isRoot = process.geteuid?.() === 0
const unprivilegedUserId = 65_534
let folder: string
let made = 0

beforeEach(() => {
  made += 1
  folder = join(scratch, String(made))
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const modeOf = (path: string) => statSync(path).mode & 0o777

/** As it is after a first start. */
function makeHome(mode: number): void {
  mkdirSync(folder)
  mkdirSync(join(folder, 'postgres'))
  for (const name of ['lock.db', 'postgres/PG_VERSION']) writeFileSync(join(folder, name), '18')
  for (const path of [folder, join(folder, 'postgres')]) chmodSync(path, mode)
}

describe('the folder of the database', () => {
  it('is created for its owner alone', () => {
    prepareFolder(join(folder, 'deep'))
    expect(modeOf(join(folder, 'deep'))).toBe(0o700)
  })

  it('that exists is closed to others, with the database in it', () => {
    makeHome(0o755)
    prepareFolder(folder)
    expect([modeOf(folder), modeOf(join(folder, 'postgres'))]).toEqual([0o700, 0o700])
  })

  it('that holds more stays as it is, and only the database in it is closed', () => {
    makeHome(0o755)
    writeFileSync(join(folder, 'of another user'), '')
    prepareFolder(folder)
    expect([modeOf(folder), modeOf(join(folder, 'postgres'))]).toEqual([0o755, 0o700])
  })
})

describe('a folder that this user may not use', () => {
  const owner = process.getuid?.()

  /** In a separate process, because root may use every folder. */
  function refusal(path: string): { message: string; isSetting?: boolean } {
    chmodSync(scratch, 0o755)
    const child = join(import.meta.dirname, 'child/prepare.ts')
    const { stdout, stderr } = spawnSync(process.execPath, [child, path], { encoding: 'utf8' })
    expect(stderr).toBe('')
    return JSON.parse(stdout) as { message: string; isSetting?: boolean }
  }

  it('is named with its owner and permissions, as a setting to correct', () => {
    mkdirSync(folder, { mode: 0o500 })
    const { message, isSetting } = refusal(folder)
    expect(message).toContain(`may not read and write ${folder}: it belongs to user ${owner} with permissions 0500.`)
    expect(message).toMatch(/^The bot runs as user \S+/)
    expect(isSetting).toBe(true)
  })

  it('is named by the folder above it where it cannot be created', () => {
    mkdirSync(folder, { mode: 0o500 })
    const path = join(folder, 'data')
    expect(refusal(path)).toMatchObject({
      message: expect.stringContaining(`${folder}, in which ${path} would be: it belongs to user ${owner}`),
      isSetting: true,
    })
  })

  it.runIf(isRoot)('is named by what in it belongs to another user', () => {
    makeHome(0o700)
    chownSync(folder, unprivilegedUserId, unprivilegedUserId)
    expect(refusal(folder).message).toContain(`${join(folder, 'lock.db')}: it belongs to user 0 with permissions 0644`)
  })
})

describe('whether there is a database', () => {
  it('nothing, or an empty folder, is not a database yet', () => {
    prepareFolder(folder)
    expect(hasDatabase(folder)).toBe(false)
    mkdirSync(join(folder, 'postgres'))
    expect(hasDatabase(folder)).toBe(false)
  })

  it('an unfinished one does not count, and is created again', () => {
    prepareFolder(folder)
    writeFileSync(join(beginDatabase(folder), 'half'), '')
    expect(hasDatabase(folder)).toBe(false)
    expect(() => statSync(join(beginDatabase(folder), 'half'))).toThrow('ENOENT')
  })

  it('a complete one is opened', () => {
    makeHome(0o700)
    expect(hasDatabase(folder)).toBe(true)
  })

  it.each([
    ['gone, and was created once', (home: string) => rmSync(join(home, 'postgres'), { recursive: true })],
    ['without its version', (home: string) => rmSync(join(home, 'postgres/PG_VERSION'))],
  ])('one that is %s is damaged', (_what, damage) => {
    makeHome(0o700)
    markCreated(folder)
    damage(folder)
    expect(() => hasDatabase(folder)).toThrow(/is damaged: restore the folder from a backup/)
  })

  it('one without its version is damaged also where nothing says that it was complete', () => {
    makeHome(0o700)
    writeFileSync(join(folder, 'postgres/postgresql.conf'), '')
    rmSync(join(folder, 'postgres/PG_VERSION'))
    expect(() => hasDatabase(folder)).toThrow(/is damaged/)
  })
})

describe('a folder under a running bot', () => {
  it('is the same until it is removed or replaced', () => {
    makeHome(0o700)
    const isThere = watchFolder(folder)
    expect(isThere()).toBe(true)
    renameSync(folder, `${folder} away`)
    expect(isThere()).toBe(false)
    makeHome(0o700)
    expect(isThere()).toBe(false)
    rmSync(folder, { recursive: true })
    renameSync(`${folder} away`, folder)
    expect(isThere()).toBe(true)
  })
})
