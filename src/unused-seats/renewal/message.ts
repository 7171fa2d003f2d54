import type { Language } from '../../message/languages.ts'
import { actions, type Message, text } from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Count } from '../../ports.ts'
import type { Purchase } from '../../seats/purchase/purchase.ts'
import { purchaseMetrics, renderPurchaseSource, renderStory, summarizeStory } from '../../seats/purchase/render.ts'
import { countDays } from '../../time/utc-days.ts'

export type RenewalFacts = {
  readonly on: Date
  readonly now: Date
  readonly purchase: Purchase
  /** Members; `null`: not known, or not shown. */
  readonly assigned: Count
  /** `null`: not known, or not shown. */
  readonly unused: Count
}

const words = {
  en: {
    title: (days: number, unused: Count, t: RenderContext['t']) => {
      const when = `Tabnine renewal ${days === 1 ? 'tomorrow' : `in ${t.count(days)} days`}`
      return unused ? `⚠️ ${when}: ${unused === 1 ? '1 unused seat' : `${t.count(unused)} unused seats`}` : when
    },
    toFree: (unused: Count, day: string, t: RenderContext['t']) =>
      unused === null
        ? `The licence renews on ${day}.`
        : unused === 0
          ? `No seat is unused before the renewal on ${day}.`
          : `Free ${unused === 1 ? 'this seat' : `these ${t.count(unused)} seats`} or put ${unused === 1 ? 'it' : 'them'} to use before ${day}, so that you don’t renew ${unused === 1 ? 'it' : 'them'} for nothing.`,
    see: 'See unused seats',
    seats: 'See seats',
  },
  de: {
    title: (days: number, unused: Count, t: RenderContext['t']) => {
      const when = `Tabnine-Verlängerung ${days === 1 ? 'morgen' : `in ${t.count(days)} Tagen`}`
      return unused
        ? `⚠️ ${when}: ${unused === 1 ? '1 ungenutzter Platz' : `${t.count(unused)} ungenutzte Plätze`}`
        : when
    },
    toFree: (unused: Count, day: string, t: RenderContext['t']) =>
      unused === null
        ? `Die Lizenz verlängert sich am ${day}.`
        : unused === 0
          ? `Vor der Verlängerung am ${day} ist kein Platz ungenutzt.`
          : `${unused === 1 ? 'Gebt diesen Platz' : `Gebt diese ${t.count(unused)} Plätze`} vor dem ${day} frei oder nutzt ${unused === 1 ? 'ihn' : 'sie'}, damit ihr ${unused === 1 ? 'ihn' : 'sie'} nicht umsonst verlängert.`,
    see: 'Ungenutzte Plätze zeigen',
    seats: 'Plätze zeigen',
  },
} as const satisfies Readonly<Record<Language, unknown>>

/** What to free before the renewal, and what it costs otherwise. */
export function renderRenewalNotice(
  { on, now, purchase, assigned, unused }: RenewalFacts,
  { t }: RenderContext,
): Message {
  const w = words[t.language]
  const story = { purchase, unused, underused: null, freed: null, caps: [] }
  const summary = [w.toFree(unused, t.day(on), t), summarizeStory(story, assigned, t)]
    .filter(sentence => sentence !== null)
    .join(' ')
  const metrics = purchaseMetrics(purchase, assigned, undefined, t)
  return {
    title: w.title(countDays(now, on), unused, t),
    summary,
    parts: [
      text(summary),
      ...(metrics.length > 0 ? [{ kind: 'metrics' as const, metrics }] : []),
      ...renderStory(story, assigned, now, t),
      ...renderPurchaseSource(purchase, t),
      actions([
        ...(unused === 0 ? [] : [{ label: w.see, line: 'why all', style: 'primary' as const }]),
        { label: w.seats, line: 'seats all' },
      ]),
    ],
  }
}
