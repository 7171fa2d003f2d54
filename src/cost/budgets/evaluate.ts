import { z } from 'zod'
import { claimDelivery } from '../../delivery/enqueue.ts'
import { isKnownConversation, saveConversation } from '../../digests/configured-entries.ts'
import type { Clock, Jobs, Log, Store, Subject, Team, UsageApi } from '../../ports.ts'
import { subjectWord } from '../../subject.ts'
import { isPolite, type Politeness } from '../../time/polite-time.ts'
import { addDays, startOfDay, utcDay } from '../../time/utc-days.ts'

/** As it is stored with each delivery. */
export const budgetKind = 'budget'
export const BudgetContent = z
  .object({
    subject: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('organization'), name: z.string() }),
      z.object({ kind: z.literal('team'), id: z.string(), name: z.string() }),
    ]),
    /** The first day of the month. */
    month: z.iso.date(),
    budget: z.number(),
    /** In percent. */
    threshold: z.int(),
  })
  .readonly()

/** What agents may cost in a month, and who learns when that is nearly so. */
export type Budgets = {
  readonly organization: number | null
  /** By the name or id of a team. */
  readonly teams: Readonly<Record<string, number>>
  readonly conversations: readonly string[]
}

export type BudgetParts = {
  readonly store: Store
  readonly jobs: Jobs
  readonly clock: Clock
  readonly log: Log
  readonly usageApi: UsageApi
  readonly politeness: Politeness
  /** IANA zone whose working hours count. */
  readonly zone: string
}

/** Percent of a budget at which a message is due, the highest first. */
const thresholds = [100, 80, 50]

/** The highest threshold that is reached; `null`: none is. @internal */
export function thresholdOf(cost: number, budget: number): number | null {
  return thresholds.find(percent => cost * 100 >= budget * percent) ?? null
}

/**
 * Once a day, in working hours: compares the cost of the month so far with each budget, and claims a message for the highest
 * threshold that is reached. A month posts each threshold of a budget once, and never a lower one after a higher one.
 */
export async function evaluateBudgets(parts: BudgetParts, budgets: Budgets): Promise<void> {
  const { store, clock, zone, politeness } = parts
  const now = clock.now()
  const hasBudget = budgets.organization !== null || Object.keys(budgets.teams).length > 0
  if (!hasBudget || budgets.conversations.length === 0 || !isPolite(now, zone, politeness)) return
  const today = startOfDay(now)
  if (!(await store.marks.claim(budgetKind, today, addDays(today, -1)))) return
  try {
    await evaluateToday(parts, budgets, now)
  } catch (error) {
    // The queue runs the job again, and then the day must not count as done.
    await store.marks.set(budgetKind, addDays(today, -1))
    throw error
  }
}

async function evaluateToday(parts: BudgetParts, budgets: Budgets, now: Date): Promise<void> {
  const { usageApi } = parts
  const month = utcDay(now.getUTCFullYear(), now.getUTCMonth(), 1)
  const period = { from: month, to: addDays(now, 1) }
  for (const { subject, budget } of await findSubjects(parts, budgets)) {
    const answer = await usageApi.agentUsage(subject, period, 'all')
    const cost = answer.state === 'offered' ? (answer.value.buckets[0]?.cost ?? null) : null
    const threshold = cost === null ? null : thresholdOf(cost, budget)
    if (threshold !== null) await claimMessages(parts, budgets, { subject, month, budget, threshold }, now)
  }
}

async function claimMessages(
  { store, jobs }: BudgetParts,
  { conversations }: Budgets,
  reached: { readonly subject: Subject; readonly month: Date; readonly budget: number; readonly threshold: number },
  now: Date,
): Promise<void> {
  const { subject, threshold } = reached
  const month = reached.month.toISOString().slice(0, 10)
  await store.transaction(async tx => {
    for (const conversation of conversations) {
      if (!(await isKnownConversation(tx, conversation))) continue
      await saveConversation(tx, conversation, now)
      const key = `${budgetKind} ${month} ${subjectWord(subject)} ${threshold} ${conversation}`
      const delivery = { key, kind: budgetKind, subscription: null, conversation, slot: `${threshold}%`, dueAt: now }
      await claimDelivery(tx, jobs, { ...delivery, content: { ...reached, month, subject: { ...subject } } }, now)
    }
  })
}

async function findSubjects(
  { usageApi, log }: BudgetParts,
  { organization, teams }: Budgets,
): Promise<{ readonly subject: Subject; readonly budget: number }[]> {
  const [{ name }, listed] = await Promise.all([
    usageApi.organization(),
    Object.keys(teams).length > 0 ? usageApi.teams() : [],
  ])
  const ofTeams = Object.entries(teams).flatMap(([asked, budget]) => {
    const team = findTeam(listed, asked)
    if (team) return [{ subject: { kind: 'team' as const, id: team.id, name: team.name }, budget }]
    log.warn({ team: asked }, 'a budget is for a team that does not exist, or for one of several with its name')
    return []
  })
  const ofAll =
    organization === null ? [] : [{ subject: { kind: 'organization' as const, name }, budget: organization }]
  return [...ofAll, ...ofTeams]
}

function findTeam(teams: readonly Team[], asked: string): Team | null {
  const byId = teams.find(({ id }) => id === asked)
  const named = teams.filter(({ name }) => name.toLowerCase() === asked.toLowerCase())
  return byId ?? (named.length === 1 ? (named[0] ?? null) : null)
}
