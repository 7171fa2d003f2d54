import type { EpisodeState, Store } from '../../src/ports.ts'
import type { AlertContent } from '../../src/unused-seats/alert/evaluate.ts'
import { keepSeats } from '../flow/alert/seats-of-a-day.ts'
import type { Workspace } from './workspace.ts'

/** What each alert has to say: its message, that edited, and a reply to it. */
export const sayings = ['post', 'edit', 'reply'] as const

/** Who is invited and has not joined. */
export const six = ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay']

/**
 * An alert in each of the first channels, with its say claimed in the ledger as a check leaves it when it is killed.
 * @returns the last of them
 */
export async function watchAll(store: Store, { channels }: Workspace, count: number, at: Date): Promise<number> {
  await keepSeats(store, null, { invited: six }, at)
  const fates = { joined: 0, started: 0, released: 0, renewed: 0, excluded: 0 }
  const progress = { openedOn: at.toISOString(), openedWith: 6, open: 6, snoozed: 0, deferred: 0, untold: 0, fates }
  const state = { progress, resolvedOn: null } satisfies EpisodeState
  let last = 0
  for (const channel of channels.slice(0, count)) {
    const conversation = `slack:${channel}`
    const subject = { kind: 'organization', name: 'Everyone' } as const
    const wish = {
      conversation,
      subject,
      owner: conversation,
      zone: null,
      graceDays: 14,
      repeatDays: 7,
      language: null,
    }
    const { id: alert } = await store.alerts.save(wish, at)
    // Today's own check has nothing to add.
    await store.alerts.update(alert, { notified: { spokenOn: at.toISOString().slice(0, 10), episode: null } })
    last = alert
    const { id: episode } = await store.episodes.open(alert, { state, reason: 'opened' }, at)
    for (const how of sayings) {
      const content = { alert, episode, how, added: [], isBaseline: false } satisfies AlertContent
      const key = `alert ${alert} · ${how}`
      const claim = { key, kind: 'alert', subscription: null, conversation, slot: how, dueAt: at, content } as const
      await store.deliveries.claim(claim, at)
    }
  }
  return last
}
