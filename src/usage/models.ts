/** Which models answered, and how many members used each. */
import type { Language } from '../message/languages.ts'
import { countCell, type Part, table, text } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Metrics, ModelUse } from '../ports.ts'
import { isBelowMinGroupSize } from '../privacy/min-group-size.ts'

/** A model by the name that the settings give it; `null`: they give none. */
export type NamedModelUse = ModelUse & { readonly name: string | null }

const words = {
  en: {
    caption: 'By model',
    model: 'Model',
    chat: 'Chat messages',
    chatMembers: 'Members in chat',
    agent: 'Agent turns',
    agentMembers: 'Members with agent',
    unknown: 'Tabnine doesn’t report models for these days.',
    hidden: (minGroupSize: number) => `Models are hidden: some were used by fewer than ${minGroupSize} people.`,
    short: (id: string) => `Model ${id}`,
  },
  de: {
    caption: 'Nach Modell',
    model: 'Modell',
    chat: 'Chatnachrichten',
    chatMembers: 'Mitglieder im Chat',
    agent: 'Agentenschritte',
    agentMembers: 'Mitglieder mit Agent',
    unknown: 'Tabnine meldet für diese Tage keine Modelle.',
    hidden: (minGroupSize: number) =>
      `Modelle sind ausgeblendet: Einige haben weniger als ${minGroupSize} Personen genutzt.`,
    short: (id: string) => `Modell ${id}`,
  },
} as const satisfies Readonly<Record<Language, unknown>>

/** The most used first; `null` where the server does not report models. */
export function nameModels(
  models: Metrics['models'],
  names: Readonly<Record<string, string>>,
): readonly NamedModelUse[] | null {
  if (!models) return null
  const uses = ({ chat, agent }: ModelUse) => (chat.messages ?? 0) + (agent.messages ?? 0)
  return models.map(use => ({ ...use, name: names[use.model] ?? null })).toSorted((a, b) => uses(b) - uses(a))
}

/** Whole or not at all: each number needs enough people behind it. */
export function suppressModels(
  models: readonly NamedModelUse[],
  minGroupSize: number,
): readonly NamedModelUse[] | 'hidden' {
  const isTooSmall = models.some(({ chat, agent }) =>
    [chat, agent].some(
      ({ messages, members }) =>
        isBelowMinGroupSize(members, minGroupSize) || (members === null && messages !== null && messages > 0),
    ),
  )
  return isTooSmall ? 'hidden' : models
}

export function renderModels(
  models: readonly NamedModelUse[] | 'hidden' | null,
  minGroupSize: number,
  t: Words,
): Part[] {
  const w = words[t.language]
  if (models === 'hidden') return [text(w.hidden(minGroupSize))]
  if (models === null || models.length === 0) return [text(w.unknown)]
  return [
    table(
      w.caption,
      [
        { label: w.model, align: 'left' },
        { label: w.chat, align: 'right' },
        { label: w.chatMembers, align: 'right' },
        { label: w.agent, align: 'right' },
        { label: w.agentMembers, align: 'right' },
      ],
      models.map(use => [
        labelOfModel(use, t),
        ...[use.chat.messages, use.chat.members, use.agent.messages, use.agent.members].map(count =>
          countCell(t.count(count), count),
        ),
      ]),
    ),
  ]
}

/** A name, or what identifies a model in short. */
export function labelOfModel(
  { model, name }: { readonly model: string; readonly name: string | null },
  t: Words,
): string {
  return name ?? (isUuid(model) ? words[t.language].short(model.slice(0, 8)) : model)
}

function isUuid(model: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(model)
}
