/** Secrets that a container or a vault puts into files: `TABNINE_TOKEN_FILE=/run/secrets/tabnine` for each of these settings. */
import { readTextFile } from './text.ts'

/** Settings that hold a secret. */
const secretNames = [
  'TABNINE_TOKEN',
  'TABNINE_ACTION_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'MICROSOFT_APP_PASSWORD',
  'MICROSOFT_APP_CERTIFICATE',
  'DATABASE_URL',
  'ENCRYPTION_KEY',
  'ENCRYPTION_KEY_OLD',
] as const

const nameOfFile = (name: string) => `${name}_FILE`
export const secretFileNames = secretNames.map(nameOfFile)

type SecretSettings = Readonly<Record<string, string | undefined>>

/** The settings with what their files hold, and a sentence for each file that cannot be used. */
export function withSecretFiles(settings: SecretSettings): {
  readonly settings: SecretSettings
  readonly problems: readonly string[]
} {
  const problems: string[] = []
  const read: Record<string, string> = {}
  for (const name of secretNames) {
    const path = settings[nameOfFile(name)]
    if (path === undefined) continue
    if (settings[name] !== undefined) {
      problems.push(`${name} and ${nameOfFile(name)} are both set: remove one of them.`)
      continue
    }
    const found = readSecret(path)
    if ('problem' in found) problems.push(`${nameOfFile(name)} ${found.problem}.`)
    else read[name] = found.text
  }
  return { settings: { ...settings, ...read }, problems }
}

/** Without the line end that editors and `echo` leave. */
function readSecret(path: string): { text: string } | { problem: string } {
  try {
    const read = readTextFile(path)
    if (read === 'not-utf8') return { problem: 'is not in UTF-8' }
    const text = read.text.trim()
    return text === '' ? { problem: 'is empty' } : { text }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof code !== 'string') throw error
    return { problem: `cannot be read (${code})` }
  }
}
