import { z } from 'zod'
import { claimDelivery } from '../../delivery/enqueue.ts'
import { isKnownConversation, saveConversation } from '../../digests/configured-entries.ts'
import type { BudgetEnd, BudgetEpisode, Clock, Jobs, Log, Store, Subject, Team, UsageApi } from '../../ports.ts'
import { subjectWord } from '../../subject.ts'
import { isPolite, type Politeness } from '../../time/polite-time.ts'
import { addDays, formatDay, startOfDay, utcDay } from '../../time/utc-days.ts'
import { followBudget } from './follow.ts'
import { type Measured, measureMonth } from './measure.ts'

/** As it is stored with each delivery. */
export const budgetKind = 'budget'
/** What a delivery of kind `budget` posts: the message of an episode, new or edited, or a reply to it. */
export const BudgetContent = z.object({ episode: z.int(), how: z.enum(['post', 'edit', 'reply']) }).readonly()
export type BudgetContent = z.output<typeof BudgetContent>

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
  readonly minGroupSize: number
}

type Subjects = readonly { readonly subject: Subject; readonly budget: number }[]

/**
 * Once a day, in working hours: compares the cost of the month so far with each budget, with one request for each. Each
 * conversation has one message for a budget and a month, which is edited; people are notified of each threshold once.
 */
export async function evaluateBudgets(parts: BudgetParts, budgets: Budgets): Promise<void> {
  const { store, clock, zone, politeness } = parts
  const now = clock.now()
  if (!isPolite(now, zone, politeness)) return
  const hasBudget = budgets.organization !== null || Object.keys(budgets.teams).length > 0
  const isWatched = hasBudget && budgets.conversations.length > 0
  if (!isWatched && (await store.budgets.allOpen()).length === 0) return
  const today = startOfDay(now)
  if (!(await store.marks.claim(budgetKind, today, addDays(today, -1)))) return
  try {
    await evaluateToday(parts, budgets, isWatched, now)
  } catch (error) {
    // The queue runs the job again, and then the day must not count as done.
    await store.marks.set(budgetKind, addDays(today, -1))
    throw error
  }
}

async function evaluateToday(parts: BudgetParts, budgets: Budgets, isWatched: boolean, now: Date): Promise<void> {
  const { store, usageApi, minGroupSize } = parts
  const month = monthOf(now)
  const subjects = isWatched ? await findSubjects(parts, budgets) : []
  const open = await store.budgets.allOpen()
  const words = new Set(subjects.map(({ subject }) => subjectWord(subject)))
  for (const { id, subject, conversation } of open) {
    const isWanted = words.has(subjectWord(subject)) && budgets.conversations.includes(conversation)
    if (!isWanted) await store.transaction(tx => endBudget(parts, tx, id, { end: 'no-budget', spent: null }, now))
  }
  for (const { subject, budget } of subjects) {
    const kept = open.filter(episode => subjectWord(episode.subject) === subjectWord(subject))
    // After a crash the day goes on with those that are not checked yet.
    const isDone = kept.length === budgets.conversations.length && kept.every(each => isChecked(each, now))
    if (isDone) continue
    const isWhole = kept.some(each => +each.month === +month && each.state.needsWhole)
    const lastMonth = kept.some(each => each.month < month) ? monthOf(addDays(month, -1)) : null
    const asked = { subject, month, lastMonth, isWhole, minGroupSize, now }
    const measured = await measureMonth(usageApi, asked)
    if (!measured) continue
    for (const conversation of budgets.conversations) {
      if (!(await isKnownConversation(store, conversation))) continue
      const before = kept.find(each => each.conversation === conversation)?.id ?? null
      await store.transaction(tx => follow(parts, tx, { conversation, before, budget, measured, subject, month }, now))
    }
  }
}

type Following = {
  readonly conversation: string
  /** The open episode. */
  readonly before: number | null
  readonly subject: Subject
  readonly budget: number
  readonly measured: Measured
  readonly month: Date
}

async function follow(parts: BudgetParts, tx: Store, following: Following, now: Date): Promise<void> {
  const { conversation, subject, budget, measured, month } = following
  let open = following.before === null ? null : await tx.budgets.lock(following.before)
  if (open && open.month < month) {
    await endBudget(parts, tx, open.id, { end: 'month-over', spent: measured.lastMonth }, now)
    open = null
  }
  if (open && isChecked(open, now)) return
  const isPosted = open?.messageId !== null && open !== null
  const { minGroupSize } = parts
  const step = followBudget({ before: open?.state ?? null, isPosted, measured, budget, minGroupSize, now })
  if (!step) return
  const { state, how } = step
  await saveConversation(tx, conversation, now)
  const episode = open ?? (await tx.budgets.open({ conversation, subject, month, state }, now))
  if (open) await tx.budgets.update(open.id, { state, ...(state.end ? { closedAt: now } : {}) })
  if (how !== null) await claimBudget(parts, tx, episode, how === 'post' ? 'post' : 'edit', now)
  if (how === 'notify') await claimBudget(parts, tx, episode, 'reply', now)
}

/** Its message is edited a last time. */
async function endBudget(
  parts: BudgetParts,
  tx: Store,
  id: number,
  { end, spent }: { readonly end: BudgetEnd; readonly spent: number | null },
  now: Date,
): Promise<void> {
  const episode = await tx.budgets.lock(id)
  if (!episode || episode.closedAt !== null) return
  const { state } = episode
  const last = { ...state, end, spent: spent ?? state.spent, projection: null, checkedOn: formatDay(now) }
  await tx.budgets.update(id, { state: last, closedAt: now })
  if (episode.messageId !== null) await claimBudget(parts, tx, episode, 'edit', now)
}

/** In the transaction of the change, after it. @param after the delivery that was overtaken */
export async function claimBudget(
  { jobs }: Pick<BudgetParts, 'jobs'>,
  tx: Store,
  { id, conversation }: BudgetEpisode,
  how: BudgetContent['how'],
  now: Date,
  after: number | null = null,
): Promise<void> {
  const version = (await tx.budgets.get(id))?.version ?? 0
  const slot = `${how} ${after === null ? `of version ${version}` : `after ${after}`}`
  const key = `${budgetKind} ${id} · ${slot}`
  const content: BudgetContent = { episode: id, how }
  const delivery = { key, kind: budgetKind, subscription: null, conversation, slot, dueAt: now, content }
  await claimDelivery(tx, jobs, delivery, now)
}

function isChecked({ state }: BudgetEpisode, now: Date): boolean {
  return state.checkedOn >= formatDay(now)
}

function monthOf(day: Date): Date {
  return utcDay(day.getUTCFullYear(), day.getUTCMonth(), 1)
}

async function findSubjects({ usageApi, log }: BudgetParts, { organization, teams }: Budgets): Promise<Subjects> {
  const [{ name }, listed] = await Promise.all([
    usageApi.organization(),
    Object.keys(teams).length > 0 ? usageApi.teams() : [],
  ])
  const known = new Set<string>()
  const ofTeams = Object.entries(teams).flatMap(([asked, budget]) => {
    const team = findTeam(listed, asked)
    if (!team) {
      log.warn({ team: asked }, 'a budget is for a team that does not exist, or for one of several with its name')
      return []
    }
    if (known.has(team.id)) {
      log.warn({ team: asked }, 'a team has two budgets in the configuration; the first one counts')
      return []
    }
    known.add(team.id)
    return [{ subject: { kind: 'team' as const, id: team.id, name: team.name }, budget }]
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
