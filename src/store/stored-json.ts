/** Shapes of the JSON that tables hold. */
import { z } from 'zod'
import type { Schedule, Subject } from '../ports.ts'

export const StoredSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organization'), name: z.string() }),
  z.object({ kind: z.literal('team'), id: z.string(), name: z.string() }),
]) satisfies z.ZodType<Subject>

export const StoredSchedule = z.object({
  every: z.discriminatedUnion('unit', [
    z.object({ unit: z.literal('week'), weekday: z.int().min(1).max(7) }),
    z.object({ unit: z.literal('month') }),
  ]),
  hour: z.int().min(0).max(23),
  minute: z.int().min(0).max(59),
  zone: z.string(),
}) satisfies z.ZodType<Schedule>
