/** Sums of what people did. Counts of people are distinct within one bucket and never added over buckets. */
export type Totals = {
  activeUsers: number
  completionUsers: number
  completions: number
  completionChars: number
  keystrokes: number
  completionLines: number
  chatUsers: number
  interactions: number
  usefulInteractions: number
  chatLines: number
  chatChars: number
  instructions: number
  agentUsers: number
  agentTurns: number
  linesAdded: number
  linesAddedAccepted: number
  linesRemoved: number
  linesRemovedAccepted: number
  /** One entry for each of the models, see `MODEL_COUNT`. */
  chatByModel: ModelTotals[]
  agentByModel: ModelTotals[]
  /** One entry for each of `AGENT_TYPES`. */
  agentByType: AgentTypeTotals[]
}
export type ModelTotals = { messages: number; users: number }
export type AgentTypeTotals = {
  users: number
  turns: number
  /** Turns that a person began; the agent took the others by itself. */
  begun: number
  linesAdded: number
  linesAddedAccepted: number
  linesRemoved: number
  linesRemovedAccepted: number
  /** One entry for each of the models. */
  turnsByModel: number[]
}

export const MODEL_COUNT = 3
export const AGENT_TYPES = ['ide', 'cli'] as const

/**
 * Which tools a person used: bits to be joined over the days of a bucket. Three bits each for chat and agent models, two
 * for the types of agent.
 */
export const USED = { completions: 1, chat: 2, agent: 4, chatModel: 8, agentModel: 64, agentType: 512 } as const

export function makeTotals(): Totals {
  const models = () => Array.from({ length: MODEL_COUNT }, () => ({ messages: 0, users: 0 }))
  return {
    activeUsers: 0,
    completionUsers: 0,
    completions: 0,
    completionChars: 0,
    keystrokes: 0,
    completionLines: 0,
    chatUsers: 0,
    interactions: 0,
    usefulInteractions: 0,
    chatLines: 0,
    chatChars: 0,
    instructions: 0,
    agentUsers: 0,
    agentTurns: 0,
    linesAdded: 0,
    linesAddedAccepted: 0,
    linesRemoved: 0,
    linesRemovedAccepted: 0,
    chatByModel: models(),
    agentByModel: models(),
    agentByType: AGENT_TYPES.map(() => ({
      users: 0,
      turns: 0,
      begun: 0,
      linesAdded: 0,
      linesAddedAccepted: 0,
      linesRemoved: 0,
      linesRemovedAccepted: 0,
      turnsByModel: Array.from({ length: MODEL_COUNT }, () => 0),
    })),
  }
}

/** Counts one person, once, for all the tools used in a bucket. */
export function addPerson(totals: Totals, used: number): void {
  if (used === 0) return
  totals.activeUsers++
  if (used & USED.completions) totals.completionUsers++
  if (used & USED.chat) totals.chatUsers++
  if (used & USED.agent) totals.agentUsers++
  for (let model = 0; model < MODEL_COUNT; model++) {
    if (used & (USED.chatModel << model)) addUser(totals.chatByModel, model)
    if (used & (USED.agentModel << model)) addUser(totals.agentByModel, model)
  }
  totals.agentByType.forEach((entry, type) => {
    if (used & (USED.agentType << type)) entry.users++
  })
}

export function addMessages(models: ModelTotals[], model: number, messages: number): void {
  const entry = models[model]
  if (entry) entry.messages += messages
}

function addUser(models: ModelTotals[], model: number): void {
  const entry = models[model]
  if (entry) entry.users++
}
