import { type DaySpan, formatMoment } from '../company/calendar.ts'
import { idFrom } from '../company/chance.ts'
import { priceTurns } from '../company/purchase.ts'
import { AGENT_TYPES, type AgentTypeTotals, type Totals } from '../company/totals.ts'

/** A bucket of agent usage: tokens and dollars, by model and by type of agent. */
export function writeAgentBucket({ from, to }: DaySpan, totals: Totals, modelsKey: number) {
  const all = sumTurns(totals.agentByModel.map(({ messages }) => messages))
  return {
    from: formatMoment(from),
    to: formatMoment(to),
    activeUsers: totals.agentUsers,
    totalTokensConsumed: all.tokensConsumed,
    totalInputTokens: all.inputTokens,
    totalOutputTokens: all.outputTokens,
    totalCost: all.cost,
    modelBreakdown: writeModels(
      totals.agentByModel.map(({ messages }) => messages),
      modelsKey,
    ),
    agentTypeBreakdown: totals.agentByType.flatMap((entry, type) =>
      entry.turns > 0 ? [writeType(AGENT_TYPES[type] ?? '', entry, modelsKey)] : [],
    ),
  }
}

function writeType(agentType: string, totals: AgentTypeTotals, modelsKey: number) {
  const { linesAdded, linesAddedAccepted, linesRemoved, linesRemovedAccepted } = totals
  return {
    agentType,
    activeUsers: totals.users,
    interactions: totals.turns,
    ...{ linesAdded, linesAddedAccepted, linesRemoved, linesRemovedAccepted },
    ...sumTurns(totals.turnsByModel),
    userInitiatedMessages: totals.begun,
    modelBreakdown: writeModels(totals.turnsByModel, modelsKey),
  }
}

function writeModels(turnsByModel: readonly number[], modelsKey: number) {
  return turnsByModel.flatMap((turns, model) =>
    turns > 0 ? [{ model: idFrom(modelsKey ^ 0x30de1, model), ...writePrice(priceTurns(model, turns)) }] : [],
  )
}

function sumTurns(turnsByModel: readonly number[]) {
  const sum = { input: 0, output: 0, microdollars: 0 }
  turnsByModel.forEach((turns, model) => {
    const { input, output, microdollars } = priceTurns(model, turns)
    sum.input += input
    sum.output += output
    sum.microdollars += microdollars
  })
  return writePrice(sum)
}

function writePrice({ input, output, microdollars }: { input: number; output: number; microdollars: number }) {
  return {
    tokensConsumed: input + output,
    inputTokens: input,
    outputTokens: output,
    cost: microdollars / 1_000_000,
  }
}
