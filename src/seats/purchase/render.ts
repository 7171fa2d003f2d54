import { footer } from '../../message/fit.ts'
import type { Language } from '../../message/languages.ts'
import { countCell, type Metric, type Part, table, text } from '../../message/message.ts'
import type { Words } from '../../message/words.ts'
import type { Count } from '../../ports.ts'
import { type MembersBefore, membersMetric } from '../counts.ts'
import type { TightCap } from './caps.ts'
import { costOfSeats, type Purchase, type SeatCost } from './purchase.ts'
import type { SeatStory } from './story.ts'

const words = {
  en: {
    bought: 'Bought',
    assigned: 'Assigned',
    free: 'Free',
    over: 'Over the limit',
    summary: (t: Words, bought: number, assigned: number) => {
      const seats = bought === 1 ? 'The 1 seat bought is' : `${t.count(bought)} seats bought`
      const held =
        bought === 1
          ? assigned > 0
            ? 'assigned'
            : 'free'
          : `${t.count(assigned)} assigned (${t.wholePercent(assigned / bought)})`
      if (assigned > bought)
        return `${t.count(assigned - bought)} more ${assigned - bought === 1 ? 'member' : 'members'} than seats: ${t.count(assigned)} members, ${t.count(bought)} seats bought.`
      return bought === 1 ? `${seats} ${held}.` : `${seats}: ${held}, ${t.count(bought - assigned)} free.`
    },
    perMonth: (money: string) => `${money} a month`,
    until: (money: string, day: string) => `${money} until the renewal on ${day}`,
    freeCost: (t: Words, seats: number, cost: string) =>
      `${seats === 1 ? 'The free seat costs' : `The ${t.count(seats)} free seats cost`} ${cost}.`,
    unusedCost: (t: Words, seats: number, cost: string) =>
      `${seats === 1 ? '1 unused seat costs' : `${t.count(seats)} unused seats cost`} ${cost}.`,
    freed: (t: Words, seats: number, year: number, cost: string) =>
      `${seats === 1 ? '1 seat' : `${t.count(seats)} seats`} freed since January ${year}, people who came back deducted: ${cost} saved.`,
    renews: (day: string) => `Renewal: ${day}`,
    sources: { settings: 'from my settings', license: 'from Tabnine’s licence' },
    boughtFrom: (source: string) => `Seats bought: ${source}`,
    refused:
      'Tabnine doesn’t let me read its licence. Set renewal.seats and renewal.date, or use another access token.',
    capsTitle: 'Teams near or over their cap',
    caps: { team: 'Team', members: 'Members', invited: 'Invited', cap: 'Cap', left: 'Left' },
    cap: (t: Words, { members, cap, invited, left }: TightCap) => {
      const count = Math.abs(left) === 1 ? 'one' : left === 0 ? 'none' : t.count(Math.abs(left))
      const open = invited > 0 ? `, ${t.count(invited)} invited` : ''
      return `${t.count(members)} of ${t.count(cap)} seats${open}: ${count} ${left < 0 ? 'too many' : 'left'}.`
    },
  },
  de: {
    bought: 'Gekauft',
    assigned: 'Vergeben',
    free: 'Frei',
    over: 'Zu viele',
    summary: (t: Words, bought: number, assigned: number) => {
      if (assigned > bought)
        return `${assigned - bought === 1 ? 'Ein Mitglied' : `${t.count(assigned - bought)} Mitglieder`} mehr als Plätze: ${t.count(assigned)} Mitglieder, ${t.count(bought)} gekaufte Plätze.`
      if (bought === 1) return `Der eine gekaufte Platz ist ${assigned > 0 ? 'vergeben' : 'frei'}.`
      return `${t.count(bought)} Plätze gekauft: ${t.count(assigned)} vergeben (${t.wholePercent(assigned / bought)}), ${t.count(bought - assigned)} frei.`
    },
    perMonth: (money: string) => `${money} im Monat`,
    until: (money: string, day: string) => `${money} bis zur Verlängerung am ${day}`,
    freeCost: (t: Words, seats: number, cost: string) =>
      `${seats === 1 ? 'Der freie Platz kostet' : `Die ${t.count(seats)} freien Plätze kosten`} ${cost}.`,
    unusedCost: (t: Words, seats: number, cost: string) =>
      `${seats === 1 ? '1 ungenutzter Platz kostet' : `${t.count(seats)} ungenutzte Plätze kosten`} ${cost}.`,
    freed: (t: Words, seats: number, year: number, cost: string) =>
      `Seit Januar ${year} ${seats === 1 ? 'wurde 1 Platz' : `wurden ${t.count(seats)} Plätze`} frei, Zurückgekehrte abgezogen: ${cost} gespart.`,
    renews: (day: string) => `Verlängerung: ${day}`,
    sources: { settings: 'laut Einstellungen', license: 'laut Tabnines Lizenz' },
    boughtFrom: (source: string) => `Gekauft: ${source}`,
    refused:
      'Tabnine lässt mich die Lizenz nicht lesen. Trag renewal.seats und renewal.date ein oder nimm ein anderes Zugriffstoken.',
    capsTitle: 'Teams nahe oder über ihrer Obergrenze',
    caps: { team: 'Team', members: 'Mitglieder', invited: 'Eingeladen', cap: 'Obergrenze', left: 'Übrig' },
    cap: (t: Words, { members, cap, invited, left }: TightCap) => {
      const count = Math.abs(left) === 1 ? 'einer' : left === 0 ? 'keiner' : t.count(Math.abs(left))
      const open = invited > 0 ? `, ${t.count(invited)} eingeladen` : ''
      return `${t.count(members)} von ${t.count(cap)} Plätzen${open}: ${count} ${left < 0 ? 'zu viel' : 'übrig'}.`
    },
  },
} as const satisfies Readonly<Record<Language, unknown>>

/** Teams that are listed at most. */
const maxTeams = 10

/** The finding in a sentence; `null` where nothing is known of a purchase. */
export function summarizeStory({ purchase }: SeatStory, assigned: Count, t: Words): string | null {
  const { bought } = purchase
  return bought && assigned !== null ? words[t.language].summary(t, bought.seats, assigned) : null
}

/** Money, and teams near or over their cap. */
export function renderStory(story: SeatStory, assigned: Count, now: Date, t: Words): Part[] {
  const { purchase, unused, freed, caps } = story
  const w = words[t.language]
  const bought = purchase.bought?.seats ?? null
  const free = bought === null || assigned === null ? null : bought - assigned
  const moneyOf = (seats: number | null) =>
    seats === null || seats <= 0 ? null : describeCost(costOfSeats(seats, purchase, now), t)
  const [freeCost, unusedCost] = [moneyOf(free), moneyOf(unused)]
  const freedCost = freed === null || freed <= 0 ? null : costOfSeats(freed, purchase, now)
  return [
    ...[
      free !== null && freeCost !== null ? w.freeCost(t, free, freeCost) : null,
      unused !== null && unusedCost !== null ? w.unusedCost(t, unused, unusedCost) : null,
      freed !== null && freedCost
        ? w.freed(t, freed, now.getUTCFullYear(), w.perMonth(t.money(freedCost.perMonth, freedCost.currency)))
        : null,
      purchase.isLicenseRefused ? w.refused : null,
    ].flatMap(line => (line === null ? [] : [text(line)])),
    ...renderCaps(caps, t),
  ]
}

/** The cap of the team that an answer is about, if it is near or exceeded. */
export function renderCap(caps: readonly TightCap[], t: Words): Part[] {
  return caps.slice(0, 1).map(cap => text(words[t.language].cap(t, cap)))
}

/** The cost of unused seats; nothing if there are none. */
export function renderUnusedCost(seats: number, cost: SeatCost, t: Words): Part[] {
  const money = describeCost(cost, t)
  return seats > 0 && money !== null ? [text(words[t.language].unusedCost(t, seats, money))] : []
}

/** Which source says so. */
export function renderPurchaseSource(purchase: Purchase, t: Words): Part[] {
  const source = describePurchaseSource(purchase, t)
  return source === null ? [] : [footer(source)]
}

/** The same as a sentence among others; `null` where nothing is known of a purchase. */
export function describePurchaseSource({ bought, renewal }: Purchase, t: Words): string | null {
  const w = words[t.language]
  const bits = [
    bought && w.boughtFrom(w.sources[bought.source]),
    renewal && `${w.renews(t.day(renewal.on))} ${w.sources[renewal.source]}`,
  ].filter(bit => bit !== null)
  return bits.length === 0 ? null : bits.join(' · ')
}

/** `null` where it is not known. */
export function renewalDate({ renewal }: Purchase, t: Words): string | null {
  return renewal && words[t.language].renews(t.day(renewal.on))
}

/** "€1,014 a month, €7,105.38 until the renewal on 30 Jun". */
function describeCost(cost: SeatCost | null, t: Words): string | null {
  if (!cost) return null
  const w = words[t.language]
  const { perMonth, untilRenewal, currency } = cost
  return [
    w.perMonth(t.money(perMonth, currency)),
    ...(untilRenewal ? [w.until(t.money(untilRenewal.amount, currency), t.day(untilRenewal.on))] : []),
  ].join(', ')
}

/** Bought, assigned, and free or over the limit; none where it is not known how many were bought. */
export function purchaseMetrics(
  { bought }: Purchase,
  assigned: Count,
  before: MembersBefore | undefined,
  t: Words,
): Metric[] {
  if (bought === null) return []
  const w = words[t.language]
  const free = assigned === null ? null : bought.seats - assigned
  return [
    { label: w.bought, value: t.count(bought.seats) },
    ...(assigned === null ? [] : [membersMetric(assigned, before, t, w.assigned)]),
    ...(free === null ? [] : [{ label: free < 0 ? w.over : w.free, value: t.count(Math.abs(free)) }]),
  ]
}

function renderCaps(caps: readonly TightCap[], t: Words): Part[] {
  if (caps.length === 0) return []
  const w = words[t.language]
  const names = caps.map(({ team }) => team.name)
  const isShared = (name: string) => names.indexOf(name) !== names.lastIndexOf(name)
  return [
    table(
      w.capsTitle,
      [
        { label: w.caps.team, align: 'left' },
        { label: w.caps.members, align: 'right' },
        { label: w.caps.invited, align: 'right' },
        { label: w.caps.cap, align: 'right' },
        { label: w.caps.left, align: 'right' },
      ],
      caps
        .slice(0, maxTeams)
        .map(({ team, members, invited, cap, left }) => [
          isShared(team.name) ? `${team.name} (${team.id})` : team.name,
          ...[members, invited, cap].map(value => countCell(t.count(value), value)),
          countCell(`${left < 0 ? '−' : ''}${t.count(Math.abs(left))}`, left),
        ]),
      Math.max(0, caps.length - maxTeams),
    ),
  ]
}
