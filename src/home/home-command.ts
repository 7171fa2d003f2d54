import { z } from 'zod'
import type { Command, Context } from '../command/command.ts'
import { findAuthorization } from '../command/guards.ts'
import { requirePlace } from '../command/persistence.ts'
import { editLine } from '../digests/lines.ts'
import { AppError, toAppError } from '../errors.ts'
import { attempt, valueOr } from '../partial.ts'
import type { Alert } from '../ports.ts'
import { readProgress } from '../unused-seats/alert/notified-state.ts'
import { answerUsage, findSelf, unknownSelf } from '../usage/user-command.ts'
import { type HomeFacts, type OwnAlert, type OwnUsage, renderHome } from './home.ts'

/** The digests and alerts of the person who asks, and their own usage: the same in Slack's App Home and in a personal chat. */
export const homeCommand: Command<Record<string, never>, 'own'> = {
  name: 'home',
  usage: 'home',
  about: {
    en: { summary: 'your digests, alerts and usage', examples: ['home'] },
    de: { summary: 'eigene Berichte, Meldungen und Nutzung', examples: ['start'] },
  },
  needsBot: true,
  surface: 'personal',
  holds: 'own',
  args: z.object({}),
  async run(_args, context) {
    const { store, person } = requirePlace(context)
    const [authorization, ofPosts, ofGroups] = await Promise.all([
      findAuthorization(context, 'settings', homeCommand.surface),
      findAuthorization(context, 'posts', homeCommand.surface),
      findAuthorization(context, 'groups', homeCommand.surface),
    ])
    const { signal } = context.sources
    const [subscriptions, alerts, usage] = await Promise.all([
      authorization ? attempt(store.subscriptions.ofOwner(person.id), signal) : { value: [] },
      authorization ? attempt(store.alerts.ofOwner(person.id), signal) : { value: [] },
      ownUsage(context),
    ])
    // What cannot be read of one leaves the other, and the usage, which is the Usage API's.
    const failures = {
      ...('failure' in subscriptions ? { subscriptions: subscriptions.failure } : {}),
      ...('failure' in alerts ? { alerts: alerts.failure } : {}),
    }
    const facts: HomeFacts = {
      ...{ usage, maySubscribe: ofPosts !== null },
      subscriptions: valueOr(subscriptions, []),
      alerts: valueOr(alerts, []).map(alert => {
        const own = toOwnAlert(alert, context.now)
        return ofGroups ? own : { ...own, episode: 'hidden' }
      }),
      ...(Object.keys(failures).length > 0 ? { failures } : {}),
      ...(authorization ? {} : { refusal: new AppError('not-told-here') }),
    }
    return { facts, message: renderHome(facts, context.rendering, editLine) }
  },
}

function toOwnAlert({ id, subject, notified, closed }: Alert, now: Date): OwnAlert {
  const episode = notified?.episode ?? null
  return { id, subject, closed, episode: episode && readProgress(episode, now) }
}

/** If this cannot be shown, the rest of the page is, and its section says why. */
async function ownUsage(context: Context): Promise<OwnUsage> {
  try {
    const own = await findSelf(context)
    return own
      ? { message: (await answerUsage(own, undefined, context, { isSelf: true })).message }
      : { failure: await unknownSelf(context) }
  } catch (error) {
    const failure = toAppError(error)
    if (failure.code === 'internal') throw error
    return { failure }
  }
}
