import { z } from 'zod'
import { text } from '../message/message.ts'
import type { Store } from '../ports.ts'
import { claimNotice, type NotifyParts } from './notify.ts'
import { defineNoticeTopic } from './topic.ts'

/** For the operations channel alone. */
export const outageNotice = defineNoticeTopic({
  schema: z.object({ notice: z.literal('outage'), from: z.iso.datetime(), to: z.iso.datetime() }),
  render({ from, to }, { t, timeZone: zone }) {
    const happened = t.notice.outage.happened(t.moment(new Date(from), zone), t.moment(new Date(to), zone))
    return { title: t.notice.outage.title, summary: happened, parts: [text(happened), text(t.notice.outage.next)] }
  },
})

/** Replicas notice the same outage within some minutes of each other; one of them notifies. */
const sameOutageMs = 10 * 60_000

/** Notifies operators of an outage of the database that is over. Does nothing without an operations channel. */
export function createOnOutage(store: Store, parts: NotifyParts) {
  const { operations, now } = parts
  return async function onOutage({ from, to }: { readonly from: Date; readonly to: Date }): Promise<void> {
    if (operations === null) return
    await store.transaction(async tx => {
      const at = now()
      if (!(await tx.marks.claim('outage notice', at, new Date(at.getTime() - sameOutageMs)))) return
      const content = { notice: 'outage', from: from.toISOString(), to: to.toISOString() }
      const notice = { subscription: null, slot: 'outage', content }
      await claimNotice(tx, parts, `notice outage ${from.toISOString()}`, operations, notice)
    })
  }
}
