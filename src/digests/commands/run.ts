import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import type { Command } from '../../command/command.ts'
import { requirePlace } from '../../command/persistence.ts'
import { claimDelivery } from '../../delivery/enqueue.ts'
import { AppError } from '../../errors.ts'
import { text } from '../../message/message.ts'
import type { Words } from '../../message/words.ts'
import type { Delivery, Store } from '../../ports.ts'
import { runKind } from '../claim-due.ts'
import { findSubscription } from './subscription.ts'

const args = z.object({ number: argument.number() })

export const runCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'run',
  usage: 'run <n>',
  about: {
    en: { summary: 'post a digest now', examples: ['run 7'] },
    de: { summary: 'einen Bericht jetzt posten', examples: ['posten 7'] },
  },
  needsBot: true,
  surface: 'private',
  holds: 'posts',
  args,
  async run(asked, context) {
    const { store, jobs, conversation, wayIn } = requirePlace(context)
    const found = await findSubscription(asked.number, context)
    const { id } = found
    const isHere = found.conversation === conversation.id
    // A claim would fail, and put all that is posted here to rest, only because it was asked for too early.
    const invitation = wayIn && isHere ? await wayIn() : null
    if (invitation !== null) throw new AppError('not-a-member', { subject: invitation })
    const { now, rendering, caller } = context
    const { name } = await caller.profile()
    const earlier = await store.transaction(async tx => {
      if (isHere) await tx.conversations.save(conversation, now)
      // Of two presses at once the second finds what the first has claimed.
      await tx.subscriptions.lock(id)
      const recent = await findRecentRun(tx, id, now)
      if (recent) return recent
      const claim = {
        key: `subscription ${id} · run ${now.toISOString()}`,
        kind: runKind,
        subscription: id,
        conversation: found.conversation,
        slot: 'run',
        dueAt: now,
        content: name ?? caller.id,
      }
      await claimDelivery(tx, jobs, claim, now)
      return null
    })
    const t = rendering.t.subscription
    const summary = earlier ? renderEarlier(earlier, t) : t.running
    const title = t.runTitle(rendering.t.list(found.subjects.map(rendering.t.subject)))
    return { facts: { id }, message: { title, summary, parts: [text(summary)] } }
  },
}

/** Two requests within this time are one. */
const sameRequestMs = 60_000

/** A run that is still to be posted, or was requested a moment ago. */
async function findRecentRun(tx: Store, subscription: number, now: Date): Promise<Delivery | null> {
  const deliveries = await tx.deliveries.ofSubscription(subscription, 20)
  const isRecent = ({ state, createdAt }: Delivery) =>
    state === 'pending' || state === 'sending' || Math.abs(now.getTime() - createdAt.getTime()) < sameRequestMs
  return deliveries.find(delivery => delivery.kind === runKind && isRecent(delivery)) ?? null
}

/** What happened to the run that was asked for before. */
function renderEarlier({ state, reason, failures }: Delivery, t: Words['subscription']): string {
  const why = t.reason(reason ?? '')
  switch (state) {
    case 'pending':
    case 'sending':
      return failures > 0 ? t.runAgain.retrying(why) : t.runAgain.open
    case 'sent':
      return t.runAgain.sent
    case 'unknown':
      return t.runAgain.unknown
    case 'failed':
    case 'skipped':
      return t.runAgain.failed(why)
  }
}
