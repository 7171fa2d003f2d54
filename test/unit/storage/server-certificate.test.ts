import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import tls from 'node:tls'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { StoreError } from '../../../src/storage/errors.ts'
import { openStorage } from '../../../src/storage/store.ts'
import { createCertificateAuthority } from '../../clouds/certificate.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { startTlsPostgres } from '../../helpers/tls-postgres.ts'

const authority = await createCertificateAuthority('database')
const certificate = await authority.issue(['localhost'])
const folder = mkdtempSync(join(tmpdir(), 'certificate-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function failureAt(databaseUrl: string): Promise<StoreError> {
  const failure = await openStorage({ databaseUrl, dataDir: '', log: recordLog() }).catch((error: unknown) => error)
  if (failure instanceof StoreError) return failure
  throw new Error('it was opened')
}

describe('a database server with a certificate', () => {
  it('of an unknown authority: the sentence names the setting that makes it known', async () => {
    await using server = await startTlsPostgres(certificate)
    const { message, isSetting } = await failureAt(server.url)
    expect(message).toMatch(
      /^The certificate of the database server at localhost:\d+ is not trusted: set NODE_EXTRA_CA_CERTS to a PEM file with its certificate authority\.$/,
    )
    expect(isSetting).toBe(true)
  })

  it('of a known authority is trusted, but not for another name', async () => {
    const before = tls.getCACertificates('default')
    tls.setDefaultCACertificates([...before, authority.cert])
    await using server = await startTlsPostgres(certificate)
    expect((await failureAt(server.url)).message).toMatch(/refuses the password of user "bot"/)
    await using other = await startTlsPostgres(await authority.issue(['db.example']))
    const { message, isSetting } = await failureAt(other.url)
    expect(message).toMatch(/^The database server at localhost:\d+ shows a certificate for another name/)
    expect(isSetting).toBe(true)
    tls.setDefaultCACertificates(before)
  })

  it('asked for where the server has none', async () => {
    await using server = await startTlsPostgres(null)
    const { message, isSetting } = await failureAt(server.url)
    expect(message).toMatch(/^The database server at localhost:\d+ offers no encryption: switch it on there/)
    expect(isSetting).toBe(true)
  })
})

it('store reads the same settings as the bot: a .env file makes the authority known', async () => {
  await using server = await startTlsPostgres(certificate)
  writeFileSync(join(folder, 'authority.pem'), authority.cert)
  writeFileSync(join(folder, '.env'), `DATABASE_URL=${server.url}\nNODE_EXTRA_CA_CERTS=authority.pem\n`)
  const program = fileURLToPath(new URL('../../../bin/bot.mjs', import.meta.url))
  const child = spawn(process.execPath, [program, 'store', 'export', 'memory.jsonl'], {
    cwd: folder,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [stderr, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'close')])
  expect(stderr).toMatch(/^The database server at localhost:\d+ refuses the password of user "bot"/)
  expect(exitCode).toBe(2)
})
