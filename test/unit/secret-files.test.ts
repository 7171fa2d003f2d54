import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { afterAll, expect, test } from 'vitest'
import type { Environment } from '../../src/config/gaps.ts'
import { secretFileNames } from '../../src/config/secret-files.ts'
import { ConfigError, readConfig } from '../../src/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'secret-files-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function write(content: string | Uint8Array): string {
  files += 1
  const path = join(folder, String(files))
  writeFileSync(path, content)
  return path
}

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }

function problemsOf(environment: Environment): readonly string[] {
  try {
    readConfig(environment, 'bot')
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

test('every secret can come from a file, and is masked as if it were set', async () => {
  const values: Readonly<Record<string, string>> = {
    TABNINE_TOKEN: 'tabnine-token',
    TABNINE_ACTION_TOKEN: 'tabnine-action-token',
    SLACK_BOT_TOKEN: 'xoxb-from-a-file',
    SLACK_SIGNING_SECRET: 'signing-secret',
    SLACK_APP_TOKEN: 'xapp-from-a-file',
    MICROSOFT_APP_PASSWORD: 'client-secret',
    DATABASE_URL: 'postgres://bot:the-password@db.example.com/bot',
    ENCRYPTION_KEY: 'a key of many letters',
    ENCRYPTION_KEY_OLD: 'the key that was before',
  }
  expect([...Object.keys(values), 'MICROSOFT_APP_CERTIFICATE'].map(name => `${name}_FILE`)).toEqual(
    expect.arrayContaining(secretFileNames),
  )
  // A certificate takes the place of the client secret.
  const replacing = ['MICROSOFT_APP_CERTIFICATE_FILE']
  expect(secretFileNames.filter(name => !replacing.includes(name))).toHaveLength(Object.keys(values).length)
  const environment = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${name}_FILE`, write(`${value}\n`)]),
  )
  const microsoft = {
    MICROSOFT_APP_ID: '12345678-90ab-cdef-1234-567890abcdef',
    MICROSOFT_APP_TENANT_ID: '12345678-90ab-cdef-1234-567890abcdef',
  }
  const config = readConfig({ ...environment, ...microsoft, ACTIONS: 'seats' }, 'bot')
  expect(config.acting).toEqual({ allowed: ['seats'], token: values.TABNINE_ACTION_TOKEN })
  expect(config.usageApi.token).toBe(values.TABNINE_TOKEN)
  expect(config.slack).toMatchObject({ botToken: values.SLACK_BOT_TOKEN, signingSecret: values.SLACK_SIGNING_SECRET })
  expect(config.teams?.password).toBe(values.MICROSOFT_APP_PASSWORD)
  expect(config.database.databaseUrl).toBe(values.DATABASE_URL)
  expect([config.encryptionKey, config.oldEncryptionKey]).toEqual([values.ENCRYPTION_KEY, values.ENCRYPTION_KEY_OLD])
  const { DATABASE_URL: _, ...plain } = values
  expect(config.secrets).toEqual(expect.arrayContaining([...Object.values(plain), 'the-password']))

  const { cert, private: key } = await generate([{ name: 'commonName', value: 'bot' }], { algorithm: 'sha256' })
  const { MICROSOFT_APP_PASSWORD_FILE: __, ...others } = environment
  const certificate = { MICROSOFT_APP_CERTIFICATE_FILE: write(`${cert}\n${key}\n`) }
  const withCertificate = readConfig({ ...others, ...certificate, ...microsoft, ACTIONS: 'seats' }, 'bot')
  expect(withCertificate.teams?.certificate).not.toBeNull()
})

test.each([
  ['that is not there', { TABNINE_TOKEN_FILE: join(folder, 'none') }, ['TABNINE_TOKEN_FILE cannot be read (ENOENT).']],
  ['that is a folder', { TABNINE_TOKEN_FILE: folder }, ['TABNINE_TOKEN_FILE cannot be read (EISDIR).']],
  ['that is empty', { TABNINE_TOKEN_FILE: write(' \n') }, ['TABNINE_TOKEN_FILE is empty.']],
  [
    'in UTF-16',
    { TABNINE_TOKEN_FILE: write(Buffer.from('token', 'utf16le')) },
    ['TABNINE_TOKEN_FILE is not in UTF-8.'],
  ],
  [
    'next to the setting itself',
    { TABNINE_TOKEN_FILE: write('hunter2'), TABNINE_TOKEN: 'hunter3' },
    ['TABNINE_TOKEN and TABNINE_TOKEN_FILE are both set: remove one of them.'],
  ],
  [
    'with a value that cannot be meant',
    { TABNINE_TOKEN_FILE: write('Bearer hunter2') },
    ['TABNINE_TOKEN must be the token alone, without “Bearer”.'],
  ],
])('a file %s is one sentence', (_what, environment, problems) => {
  expect(problemsOf({ ...slack, ...environment })).toEqual(problems)
})

test('the key before needs the key of today', () => {
  const environment = { ...slack, TABNINE_TOKEN: 't', ENCRYPTION_KEY_OLD: 'the key that was before' }
  expect(problemsOf(environment)).toEqual([
    'ENCRYPTION_KEY_OLD needs ENCRYPTION_KEY as well: it is the key before that one.',
  ])
})
