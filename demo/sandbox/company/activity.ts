import { weekdayOf } from './calendar.ts'
import { draw, drawShare } from './chance.ts'
import { isUsing, type Life } from './lives.ts'
import { AGENT_TYPES, addMessages, MODEL_COUNT, type Totals, USED } from './totals.ts'

/** The mood of the whole company on a day: how many work, and how much. Slow growth, some weeks better than others. */
export type ActivityPace = { turnout: number; volume: number }

const MID_GROWTH = 20_454
const WEEKEND_TURNOUT = 0.06

export function paceOn(companyKey: number, day: number): ActivityPace {
  const growth = 1 + 0.2 * Math.tanh((day - MID_GROWTH) / 500)
  const week = Math.floor((day + 3) / 7)
  const wobble = 0.92 + 0.16 * drawShare(companyKey, 70_000 + week)
  const turnout = weekdayOf(day) > 4 ? WEEKEND_TURNOUT : 0.8 + 0.2 * wobble * growth
  return { turnout, volume: growth * wobble }
}

/**
 * Adds what a person did on a day, and returns the tools used (0: was not active).
 * @param elapsed how much of the day has passed, 0 to 1: the counts of today grow as it goes on
 */
export function addDay(totals: Totals, life: Life, day: number, pace: ActivityPace, elapsed: number): number {
  const { firstUse, resumes, key } = life
  if (!isUsing(life, day)) return 0
  const today = draw(key, day)
  const isRobot = life.seat.habit === 'service'
  if (!isRobot && day !== firstUse && day !== resumes && drawShare(today, 0) >= zealOf(life) * pace.turnout) return 0

  const volume = pace.volume * (0.4 + 1.2 * drawShare(key, 10)) * (0.5 + drawShare(today, 1))
  const tools = draw(today, 2)
  const chats = isRobot || (tools & 0xff) < 150
  const completes = !chats || (tools & 0xff00) < 0xe000
  const completions = completes ? Math.floor((1 + volume * 34) * elapsed) : 0
  const interactions = chats ? Math.floor((1 + volume * 9) * elapsed) : 0
  if (completions === 0 && interactions === 0) return 0
  const agentTurns = isRobot || (tools & 0xff0000) < 0x580000 ? Math.floor((1 + volume * 6) * elapsed) : 0

  const model = draw(today, 3) % MODEL_COUNT
  let used = 0
  totals.keystrokes += Math.floor((900 + volume * 3300) * elapsed)
  if (completions > 0) {
    used |= USED.completions
    totals.completions += completions
    totals.completionChars += completions * (70 + (draw(today, 4) % 35))
    totals.completionLines += completions * (2 + (tools & 1))
  }
  if (interactions > 0) {
    used |= USED.chat | (USED.chatModel << model)
    const useful = Math.floor(interactions * (0.35 + 0.42 * drawShare(today, 5)))
    totals.interactions += interactions
    totals.usefulInteractions += useful
    totals.chatLines += useful * (1 + (draw(today, 6) % 4))
    totals.chatChars += useful
    addMessages(totals.chatByModel, model, interactions)
  }
  if (agentTurns > 0) {
    const type = draw(today, 11) % 4 === 0 ? AGENT_TYPES.indexOf('cli') : AGENT_TYPES.indexOf('ide')
    used |= USED.agent | (USED.agentModel << model) | (USED.agentType << type)
    const added = agentTurns * (20 + (draw(today, 7) % 130))
    const removed = agentTurns * (draw(today, 8) % 12)
    const addedAccepted = Math.floor(added * (0.9 + 0.1 * drawShare(today, 9)))
    const removedAccepted = Math.floor(removed * (0.9 + 0.1 * drawShare(today, 10)))
    totals.agentTurns += agentTurns
    totals.linesAdded += added
    totals.linesAddedAccepted += addedAccepted
    totals.linesRemoved += removed
    totals.linesRemovedAccepted += removedAccepted
    addMessages(totals.agentByModel, model, agentTurns)
    const ofType = totals.agentByType[type]
    if (ofType) {
      ofType.turns += agentTurns
      ofType.begun += 1 + Math.floor((agentTurns - 1) / 3)
      ofType.linesAdded += added
      ofType.linesAddedAccepted += addedAccepted
      ofType.linesRemoved += removed
      ofType.linesRemovedAccepted += removedAccepted
      ofType.turnsByModel[model] = (ofType.turnsByModel[model] ?? 0) + agentTurns
    }
  }
  totals.instructions += Math.floor(volume * 3 * elapsed)
  return used
}

/** How likely a person works on an ordinary day. */
function zealOf(life: Life): number {
  const { habit } = life.seat
  const own = drawShare(life.key, 12)
  if (habit === 'light') return 0.16 + 0.25 * own
  return habit === 'faded' ? 0.6 : 0.74 + 0.24 * own
}
