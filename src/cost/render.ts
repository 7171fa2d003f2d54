import type { Language } from '../message/languages.ts'
import {
  actions,
  countCell,
  type Message,
  type Metric,
  type Part,
  type TableCell,
  table,
  text,
  withWhole,
} from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import type { Count, TokenCost } from '../ports.ts'
import { renderUnread } from '../report/unread.ts'
import { subjectWord } from '../subject.ts'
import { addDays } from '../time/utc-days.ts'
import { labelOfModel } from '../usage/models.ts'
import { renderReadAt } from '../usage/render-activity.ts'
import type { CostFacts } from './facts.ts'
import type { Projection } from './projection.ts'

const words = {
  en: {
    title: (subject: string, period: string) => `Agent cost: ${subject}, ${period}`,
    ownTitle: (period: string) => `Your agent cost: ${period}`,
    spent: (money: string, isOver: boolean) => `Agents cost ${money}${isOver ? '' : ' so far'}.`,
    nothingSpent: 'Agents cost nothing on these days.',
    unknown: 'Tabnine reports no cost for these days.',
    absent: 'This Tabnine server doesn’t report what agents cost.',
    refused: 'Tabnine doesn’t let me read what agents cost.',
    notInLicense: 'What agents cost isn’t part of your Tabnine licence.',
    projected: (low: string, high: string, day: string) =>
      low === high ? `At this pace, ${low} by ${day}.` : `At the pace of the last weeks, ${low} to ${high} by ${day}.`,
    cost: 'Cost',
    soFar: 'Cost so far',
    active: 'Active members',
    perMember: 'Per active member',
    expected: 'Expected this month',
    byModel: 'By model',
    model: 'Model',
    share: 'Share',
    tokens: 'Tokens',
    byType: 'By kind of agent',
    type: 'Agent',
    turns: 'Turns',
    types: { ide: 'In the IDE', cli: 'Command line' },
    otherType: 'Other',
    hidden: (minGroupSize: number) => `Parts with fewer than ${minGroupSize} people, or an unknown number, are hidden.`,
    currency: (currency: string) => `In ${currency}, as Tabnine counts`,
    usage: 'See usage',
    change: 'Change…',
  },
  de: {
    title: (subject: string, period: string) => `Kosten der Agenten: ${subject}, ${period}`,
    ownTitle: (period: string) => `Deine Agentenkosten: ${period}`,
    spent: (money: string, isOver: boolean) =>
      isOver ? `Die Agenten haben ${money} gekostet.` : `Die Agenten haben bisher ${money} gekostet.`,
    nothingSpent: 'An diesen Tagen haben die Agenten nichts gekostet.',
    unknown: 'Für diese Tage meldet Tabnine keine Kosten.',
    absent: 'Dieser Tabnine-Server meldet nicht, was die Agenten kosten.',
    refused: 'Tabnine lässt mich nicht lesen, was die Agenten kosten.',
    notInLicense: 'Die Kosten der Agenten gehören nicht zu eurer Tabnine-Lizenz.',
    projected: (low: string, high: string, day: string) =>
      low === high
        ? `Geht es so weiter, sind es ${low} bis zum ${day}.`
        : `Im Tempo der letzten Wochen werden es ${low} bis ${high}, gerechnet bis zum ${day}.`,
    cost: 'Kosten',
    soFar: 'Kosten bisher',
    active: 'Aktive Mitglieder',
    perMember: 'Je aktivem Mitglied',
    expected: 'Erwartet in diesem Monat',
    byModel: 'Nach Modell',
    model: 'Modell',
    share: 'Anteil',
    tokens: 'Tokens',
    byType: 'Nach Art des Agenten',
    type: 'Agent',
    turns: 'Schritte',
    types: { ide: 'In der IDE', cli: 'Terminal' },
    otherType: 'Andere',
    hidden: (minGroupSize: number) =>
      `Teile mit weniger als ${minGroupSize} Personen oder unbekannt vielen sind ausgeblendet.`,
    currency: (currency: string) => `In ${currency}, wie Tabnine zählt`,
    usage: 'Nutzung zeigen',
    change: 'Ändern…',
  },
} as const satisfies Readonly<Record<Language, unknown>>

export function renderCost(facts: CostFacts, rendering: RenderContext): Message {
  const { subject, asked, askedAt, state, currency, hidden, minGroupSize = 0, total, widenedFrom } = facts
  const { t, timeZone, commandPrefix } = rendering
  const w = words[t.language]
  const summary = summarize(facts, t)
  const isOwn = subject.kind === 'self'
  const word = isOwn ? 'me' : subjectWord(subject)
  const isKnown = state === 'known' && hidden !== 'group' && total !== null
  const message = {
    title: isOwn ? w.ownTitle(t.period(asked)) : w.title(t.subject(subject), t.period(asked)),
    summary,
    parts: [
      text(summary),
      ...(isKnown ? [...renderNumbers(facts, t), ...renderTypes(facts, t), ...renderModels(facts, t)] : []),
      ...(hidden === 'breakdown' ? [text(w.hidden(minGroupSize))] : []),
      ...renderUnread(facts, t),
      ...(widenedFrom ? [text(t.hidden.widened(widenedFrom))] : []),
      renderReadAt(askedAt, isKnown ? w.currency(currency) : null, { t, timeZone }),
      ...(state === 'known'
        ? [
            actions([
              { label: w.usage, line: isOwn ? `me ${asked.words}` : `usage ${word} ${asked.words}` },
              { label: w.change, line: `cost ${word} ${asked.words}`, opens: 'form' },
            ]),
          ]
        : []),
    ],
  }
  return withWhole(message, `${commandPrefix}export cost ${word} ${asked.words}`)
}

function summarize(
  { state, reason, total, asked, currency, hidden, minGroupSize = 0, projection }: CostFacts,
  t: Words,
): string {
  const w = words[t.language]
  if (state === 'absent') return w.absent
  if (state === 'refused') return reason === 'FEATURE_NOT_AVAILABLE' ? w.notInLicense : w.refused
  if (hidden === 'group') return t.hidden.group(minGroupSize)
  if (!total || total.cost === null) return w.unknown
  const spent = total.cost === 0 ? w.nothingSpent : w.spent(t.money(total.cost, currency), asked.isOver)
  return projection ? `${spent} ${projectionText(projection, currency, t)}` : spent
}

/** What a month will cost, as a sentence. */
export function projectionText(
  { low, high, end }: Pick<Projection, 'low' | 'high' | 'end'>,
  currency: string,
  t: Words,
): string {
  const day = t.day(addDays(end, -1))
  return words[t.language].projected(t.money(low, currency), t.money(high, currency), day)
}

function renderNumbers({ subject, total, asked, currency, projection }: CostFacts, t: Words): Part[] {
  if (!total || total.cost === null) return []
  const w = words[t.language]
  const { cost } = total
  // Of one person these two say nothing.
  const activeUsers = subject.kind === 'self' ? null : total.activeUsers
  const metrics: Metric[] = [
    { label: asked.isOver ? w.cost : w.soFar, value: t.money(cost, currency) },
    ...(activeUsers === null ? [] : [{ label: w.active, value: t.count(activeUsers) }]),
    ...(activeUsers === null || activeUsers === 0
      ? []
      : [{ label: w.perMember, value: t.money(cost / activeUsers, currency) }]),
    ...(projection
      ? [{ label: w.expected, value: `${t.money(projection.low, currency)} – ${t.money(projection.high, currency)}` }]
      : []),
  ]
  return [{ kind: 'metrics', metrics }]
}

function renderTypes({ subject, types, currency }: CostFacts, t: Words): Part[] {
  if (types.length === 0) return []
  const w = words[t.language]
  const isOwn = subject.kind === 'self'
  const nameOf = (type: string) =>
    Object.entries(w.types).find(([known]) => known === type)?.[1] ?? (type || w.otherType)
  return [
    table(
      w.byType,
      [
        { label: w.type, align: 'left' },
        { label: w.cost, align: 'right' },
        ...(isOwn ? [] : [{ label: w.active, align: 'right' } as const]),
        { label: w.turns, align: 'right' },
      ],
      types.map(({ type, cost, activeUsers, interactions }) => [
        nameOf(type),
        moneyCell(cost, currency, t),
        ...(isOwn ? [] : [countCell(t.count(activeUsers), activeUsers)]),
        countCell(t.count(interactions), interactions),
      ]),
    ),
  ]
}

function renderModels({ models, total, currency }: CostFacts, t: Words): Part[] {
  if (models.length === 0) return []
  const w = words[t.language]
  return [
    table(
      w.byModel,
      [
        { label: w.model, align: 'left' },
        { label: w.cost, align: 'right' },
        { label: w.share, align: 'right' },
        { label: w.tokens, align: 'right' },
      ],
      models.map(({ model, name, ...cost }) => [
        labelOfModel({ model, name }, t),
        moneyCell(cost.cost, currency, t),
        shareCell(cost.cost, total?.cost ?? null, t),
        countCell(t.count(tokensOf(cost)), tokensOf(cost)),
      ]),
    ),
  ]
}

function moneyCell(amount: Count, currency: string, t: Words): TableCell {
  return amount === null ? t.count(null) : { text: t.moneyInColumn(amount, currency), value: amount }
}

function shareCell(part: Count, whole: Count, t: Words): TableCell {
  if (part === null || whole === null || whole <= 0 || part > whole) return t.count(null)
  return { text: t.percent(part / whole), value: part / whole }
}

function tokensOf({ inputTokens, outputTokens }: TokenCost): Count {
  return inputTokens === null && outputTokens === null ? null : (inputTokens ?? 0) + (outputTokens ?? 0)
}
