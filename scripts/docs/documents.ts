import { globSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** The documents for users, from the root of the project. */
export function listDocuments(): string[] {
  return ['README.md', 'SECURITY.md', ...globSync('docs/**/*.md', { cwd: root }).sort()]
}
