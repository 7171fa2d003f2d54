import type { Store } from '../ports.ts'
import type { Queries } from './db.ts'
import { eq } from './drizzle.ts'
import { dailyJobs as table } from './schema.ts'
import { StoredDailyJob } from './stored-json.ts'

export function createDailyJobs(queries: Queries): Store['dailyJobs'] {
  return {
    async finish(job, day) {
      await queries.insert(table).values({ job, day }).onConflictDoNothing()
    },

    async finished(day) {
      const rows = await queries.select().from(table).where(eq(table.day, day))
      return rows.flatMap(({ job }) => {
        const known = StoredDailyJob.safeParse(job)
        return known.success ? [known.data] : []
      })
    },
  }
}
