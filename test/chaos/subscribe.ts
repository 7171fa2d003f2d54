import type { Company } from '../../demo/sandbox/company/company.ts'
import type { Schedule, Store } from '../../src/ports.ts'
import type { Workspace } from './workspace.ts'

type Wish = {
  readonly count: number
  readonly company: Company
  readonly workspace: Workspace
  /** Ids as the store has them. */
  readonly conversations: readonly string[]
  /** When the first and the last one falls due; the others lie between. */
  readonly from: Date
  readonly to: Date
}

/** Weekly digests that cycle through teams and conversations, as if a person had set them up earlier. */
export async function subscribeAll(store: Store, wish: Wish): Promise<void> {
  const { count, company, workspace, conversations, from, to } = wish
  const person = workspace.cloud.users.meera.id
  const owner = `slack:${person}`
  const createdAt = new Date(from.getTime() - 86_400_000)
  await store.conversations.save({ id: owner, kind: 'personal', reference: { channel: person } }, createdAt)
  await store.transaction(async tx => {
    for (let nth = 0; nth < count; nth++) {
      const team = company.teams[nth % company.teams.length]
      const conversation = conversations[nth % conversations.length]
      if (!team || !conversation) throw new Error('there is no team, or no conversation')
      const nextRunAt = new Date(from.getTime() + ((to.getTime() - from.getTime()) * nth) / count)
      const subscription = {
        conversation,
        subjects: [{ kind: 'team' as const, id: team.id, name: team.name }],
        schedule: scheduleAt(from),
        language: null,
        owner,
        nextRunAt,
      }
      await tx.subscriptions.create(subscription, createdAt)
    }
  })
}

/** The minute in which the chaos begins. The slot is of that minute, whenever in the run it is found due. */
function scheduleAt(moment: Date): Schedule {
  return {
    every: { unit: 'week', weekday: moment.getUTCDay() || 7 },
    hour: moment.getUTCHours(),
    minute: moment.getUTCMinutes(),
    zone: 'UTC',
  }
}
