import { TZDate } from '@date-fns/tz'
import type { Company } from '../../../demo/sandbox/company/company.ts'
import type { Schedule, Store, Subject } from '../../../src/ports.ts'

/** Sixty of them, all around the world. */
const zones = Intl.supportedValuesOf('timeZone')
  .filter((_, at, all) => at % Math.floor(all.length / 60) === 0)
  .slice(0, 60)

export type Wanted = {
  readonly spots: readonly { readonly id: string; readonly reference: unknown }[]
  readonly company: Company
  readonly dueAt: Date
}

/** A weekly digest in each place, of one team after the other, in one zone after the other, all due at the same moment. */
export async function subscribeAll(store: Store, { spots, company, dueAt }: Wanted): Promise<void> {
  await store.transaction(async tx => {
    for (const [at, { id, reference }] of spots.entries()) {
      const team = company.teams[at % company.teams.length]
      const zone = zones[at % zones.length] ?? 'UTC'
      if (!team) throw new Error('the company has no teams')
      const subject: Subject = { kind: 'team', id: team.id, name: team.name }
      await tx.conversations.save({ id, kind: 'channel', reference: reference as never }, dueAt)
      const schedule = weeklyAt(dueAt, zone)
      const wanted = {
        conversation: id,
        subjects: [subject],
        schedule,
        language: null,
        owner: 'no-one',
        nextRunAt: dueAt,
      }
      await tx.subscriptions.create(wanted, dueAt)
    }
  })
}

/** The weekly schedule in a zone for which that moment is a due one. */
function weeklyAt(moment: Date, zone: string): Schedule {
  const local = new TZDate(moment, zone)
  const weekday = ((local.getDay() + 6) % 7) + 1
  return { every: { unit: 'week', weekday }, hour: local.getHours(), minute: local.getMinutes(), zone }
}
