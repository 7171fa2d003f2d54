/** What the commands about subscriptions have in common. */

import type { Place } from '../access/policy.ts'
import { AppError } from '../errors.ts'
import type { Schedule, Subject, Subscription } from '../ports.ts'
import { type Change, tellSubscription } from '../report/subscriptions.ts'
import { upcoming } from '../schedule/due.ts'
import type { Command, Context, Memory, Reply } from './command.ts'
import { findSubject } from './find-team.ts'

/** Mondays at nine, where nothing else is said. */
export function defaultSchedule(zone: string): Schedule {
  return { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone }
}

/** Memory and place, or an error that says which is missing here. */
export function rememberedPlace({ memory, caller }: Context): Memory & Place {
  if (!memory) throw new AppError('no-memory')
  if (!caller.place) throw new AppError('no-conversation')
  return { ...memory, ...caller.place }
}

/** A subscription of the conversation in which it is asked for; one of another conversation is not told of. */
export async function findSubscription(id: number, context: Context): Promise<Subscription> {
  const { store, conversation } = rememberedPlace(context)
  const found = await store.subscriptions.get(id)
  if (!found || found.conversation !== conversation.id) {
    throw new AppError('unknown-subscription', { subject: String(id) })
  }
  return found
}

/** The teams named, each once, in their order. */
export async function findSubjects(
  command: Command<never>,
  teams: readonly string[],
  context: Context,
): Promise<Subject[]> {
  const found = await Promise.all(teams.map(team => findSubject(command, { team }, context)))
  const keys = found.map(subject => (subject.kind === 'team' ? subject.id : 'all'))
  return found.filter((_subject, index) => keys.indexOf(keys[index] ?? '') === index)
}

const shownRuns = 3

/** Tells what became of a subscription, with its next runs. */
export function replyWith(subscription: Subscription, change: Change, { now, voice }: Context): Reply {
  const runs = upcoming(subscription.schedule, now, shownRuns)
  return { facts: { subscription, runs }, message: tellSubscription(subscription, runs, change, voice) }
}
