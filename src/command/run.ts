import { z } from 'zod'
import { AppError } from '../errors.ts'
import { text } from '../message/message.ts'
import { deliverJob } from '../platform.ts'
import { argument } from './argument.ts'
import type { Command } from './command.ts'
import { findSubscription, rememberedPlace } from './subscription.ts'

const args = z.object({ number: argument.number() })

export const runCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'run',
  usage: 'run <n>',
  surface: 'private',
  holds: 'posts',
  args,
  async run(asked, context) {
    const { store, jobs, conversation, wayIn } = rememberedPlace(context)
    const found = await findSubscription(asked.number, context)
    const { id } = found
    const isHere = found.conversation === conversation.id
    // A claim would fail, and put all that is posted here to rest, only because somebody was too early.
    const invitation = wayIn && isHere ? await wayIn() : null
    if (invitation !== null) throw new AppError('not-a-member', { subject: invitation })
    const { now, voice, caller } = context
    const { name } = await caller.profile()
    // Pressed twice within a minute it is one wish.
    const key = `subscription ${id} · run ${now.toISOString().slice(0, 16)}`
    await store.transaction(async tx => {
      if (isHere) await tx.conversations.save(conversation, now)
      const claim = {
        key,
        kind: 'run' as const,
        subscription: id,
        conversation: found.conversation,
        slot: 'run',
        dueAt: now,
        content: name ?? caller.id,
      }
      const delivery = await tx.deliveries.claim(claim, now)
      if (delivery) await jobs.enqueue(tx, deliverJob(delivery), { key: `deliver ${delivery.id}` })
    })
    const summary = voice.words.subscription.running(id)
    return { facts: { id }, message: { title: voice.words.subscription.title(id), summary, parts: [text(summary)] } }
  },
}
