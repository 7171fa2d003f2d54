import type { Database } from './db.ts'
import { sql } from './drizzle.ts'
import { toStoreFailure } from './errors.ts'

/**
 * Once a night: a server looks after itself, but nothing in the embedded database ever does. Its log would grow with each
 * write and be read again at the next start, and rows of the past would keep their room.
 */
export async function tidy({ home, queries }: Database): Promise<void> {
  if (home.kind === 'server') return
  try {
    await queries.execute(sql`vacuum analyze`)
    await queries.execute(sql`checkpoint`)
  } catch (error) {
    throw toStoreFailure(error)
  }
}
