import type { Authorization } from '../privacy/authorize.ts'
import { pseudonymOf } from '../privacy/pseudonym.ts'
import { keyOf, type UnusedView } from './findings.ts'

/** How this reader sees people: by name or pseudonym. @param key of this installation, for pseudonyms */
export function viewFor({ level, minGroupSize }: Authorization<'groups'>, key: string): UnusedView {
  return {
    minGroupSize: minGroupSize,
    name: record => {
      if (level === 'named') return record.email ?? record.id
      return level === 'pseudonym' ? pseudonymOf(keyOf(record), key) : null
    },
  }
}
