import { type DaySpan, formatMoment } from '../company/calendar.ts'
import { draw, idFrom } from '../company/chance.ts'
import type { ModelTotals, Totals } from '../company/totals.ts'
import type { Dialect } from './profiles.ts'

/** A bucket of v1: rates have three decimals, and are left out or null where there is nothing to divide by. */
export function writeBucketV1(dialect: Dialect, span: DaySpan, totals: Totals) {
  const { completionChars, keystrokes, chatChars, interactions, usefulInteractions } = totals
  const rate = (name: string, part: number, whole: number) => writeRate(dialect, name, part, whole)
  return {
    ...writeSpan(span),
    activeUsers: totals.activeUsers,
    ...rate('productivityFactor', completionChars + chatChars, completionChars + chatChars + keystrokes),
    codeCompletions: {
      activeUsers: totals.completionUsers,
      completions: totals.completions,
      charsCompleted: completionChars,
      keystrokes,
      lines: totals.completionLines,
      ...rate('automationFactor', completionChars, completionChars + keystrokes),
    },
    chat: {
      activeUsers: totals.chatUsers,
      interactions,
      usefulChatInteractions: usefulInteractions,
      lines: totals.chatLines,
      charsCompleted: chatChars,
      ...rate('chatConsumptionRate', usefulInteractions, interactions),
    },
    ...(dialect.agent && {
      instruct: { acceptedCount: totals.instructions },
      agent: { activeUsers: totals.agentUsers, interactions: totals.agentTurns, ...writeAgentLines(totals) },
    }),
  }
}

/** What only some answers of v2 hold: models with `all`, editors and languages for one person. */
export type Extras = { modelsKey: number | null; personKey: number | null }

/** A bucket of v2: counts alone, no rates. */
export function writeBucketV2(span: DaySpan, totals: Totals, { modelsKey, personKey }: Extras) {
  const models = (list: readonly ModelTotals[]) => (modelsKey === null ? {} : { models: writeModels(modelsKey, list) })
  return {
    ...writeSpan(span),
    activeUsers: totals.activeUsers,
    codeCompletions: {
      activeUsers: totals.completionUsers,
      completions: totals.completions,
      charsCompleted: totals.completionChars,
      keystrokes: totals.keystrokes,
      lines: totals.completionLines,
    },
    chat: {
      activeUsers: totals.chatUsers,
      messages: totals.interactions,
      linesAdded: totals.chatLines,
      ...models(totals.chatByModel),
    },
    agent: {
      activeUsers: totals.agentUsers,
      messages: totals.agentTurns,
      ...writeAgentLines(totals),
      ...models(totals.agentByModel),
    },
    ...(personKey !== null && writeTools(personKey, totals.activeUsers > 0)),
  }
}

function writeSpan({ from, to }: DaySpan) {
  return { from: formatMoment(from), to: formatMoment(to) }
}

function writeRate(dialect: Dialect, name: string, part: number, whole: number): Record<string, number | null> {
  if (whole > 0) return { [name]: Math.round((part / whole) * 1000) / 1000 }
  return dialect.emptyRate === 'null' ? { [name]: null } : {}
}

function writeAgentLines({ linesAdded, linesAddedAccepted, linesRemoved, linesRemovedAccepted }: Totals) {
  return { linesAdded, linesAddedAccepted, linesRemoved, linesRemovedAccepted }
}

function writeModels(key: number, models: readonly ModelTotals[]) {
  return models
    .map(({ messages, users }, index) => ({
      model: idFrom(key ^ 0x30de1, index),
      messages,
      uniqueUsers: users,
      inputTokens: messages * (1800 + index * 650),
      outputTokens: messages * (340 + index * 110),
    }))
    .filter(({ messages }) => messages > 0)
}

const EDITORS = ['VSCode', 'IntelliJ', 'VSCode,PyCharm', 'Visual Studio', 'Eclipse', 'WebStorm,VSCode']
const LANGUAGES = ['TypeScript,JSON', 'Java,Kotlin', 'Python', 'C++,CMake,Python', 'Go,YAML', 'C#', 'Rust,TOML']

function writeTools(key: number, wasActive: boolean) {
  return {
    ides: wasActive ? (EDITORS[draw(key, 15) % EDITORS.length] ?? null) : null,
    languages: wasActive ? (LANGUAGES[draw(key, 16) % LANGUAGES.length] ?? null) : null,
  }
}
