import { keyOf, type UnusedView } from '../report/unused-seats.ts'
import type { Authorization } from './authorize.ts'
import { pseudonymOf } from './pseudonym.ts'

/** By which name this reader sees people. @param key of this installation, for pseudonyms */
export function viewFor({ level, minGroupSize }: Authorization<'groups'>, key: string): UnusedView {
  return {
    floor: minGroupSize,
    name: record => {
      if (level === 'named') return record.email ?? record.id
      return level === 'pseudonym' ? pseudonymOf(keyOf(record), key) : null
    },
  }
}
