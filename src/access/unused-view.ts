import { keyOf, type UnusedView } from '../report/unused-seats.ts'
import type { Level } from './policy.ts'
import { pseudonymOf } from './pseudonym.ts'

/** Who may be told by which name at a level; `floor` binds where people are not named. */
export function viewAt(level: Level, floor: number, key: string): UnusedView {
  return {
    floor: level === 'named' ? 0 : floor,
    name: record => {
      if (level === 'named') return record.email ?? record.id
      return level === 'pseudonym' ? pseudonymOf(keyOf(record), key) : null
    },
  }
}
