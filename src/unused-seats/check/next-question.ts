import type {
  BusinessCalendar,
  KnownPerson,
  Learned,
  Period,
  Person,
  QuestionStage,
  SeatCheck,
  Usage,
} from '../../ports.ts'
import { addDays, countDays, earlier, isBusinessDay, later, startOfDay } from '../../time/utc-days.ts'
import { listUsed } from './survey-seats.ts'

/** Days that the first question about a person covers: for most it is the last question, and its answer is small. */
const firstQuestionDays = 31
/** Days that one question covers at most. */
const maxQuestionDays = 366

type Times = Pick<SeatCheck, 'day' | 'windowFrom' | 'versionSince' | 'usageSince'>

/**
 * The days to ask about next. They join those that are known, as long as one usage version answers for all of them: a
 * question that two versions answer would be two.
 */
export function planQuestion(person: KnownPerson, due: QuestionStage, check: Times): Period {
  const to = due === 'past' && person.knownFrom !== null ? person.knownFrom : check.day
  const wanted = person.knownTo === null ? addDays(check.day, -firstQuestionDays) : from(person, check)
  const sameVersion = check.versionSince !== null && to > check.versionSince ? check.versionSince : wanted
  return { from: later(later(wanted, sameVersion), addDays(to, -maxQuestionDays)), to }
}

/** Without known use, the whole past; else the whole window again, because some use is counted late. */
function from({ lastUsedOn, registeredAt, knownFrom, knownTo }: KnownPerson, check: Times): Date {
  const recent = earlier(knownTo ?? check.windowFrom, check.windowFrom)
  if (lastUsedOn !== null) return recent
  const beginning = registeredAt === null ? check.usageSince : later(check.usageSince, startOfDay(registeredAt))
  return knownFrom !== null && knownFrom > beginning ? beginning : recent
}

/**
 * Merges an answer into what was known. Days that do not adjoin the known ones replace them.
 * @param window the days that count as the window of use
 */
export function learnUse(
  person: KnownPerson,
  asked: Period,
  usage: Usage,
  window: Period,
  calendar: BusinessCalendar,
): Learned {
  const idleDays = countDays(window.from, window.to)
  const { key, registeredAt, hasInfo, knownFrom, knownTo } = person
  const days = listUsed(usage).map(startOfDay)
  const joins = knownFrom !== null && knownTo !== null && asked.from <= knownTo && asked.to >= knownFrom
  const [first, last] = [days[0], days.at(-1)]
  return {
    key,
    registeredAt,
    hasInfo,
    knownFrom: joins ? earlier(knownFrom, asked.from) : asked.from,
    knownTo: joins ? later(knownTo, asked.to) : asked.to,
    firstUsedOn: first ? earlier(first, person.firstUsedOn ?? first) : person.firstUsedOn,
    lastUsedOn: last ? later(last, person.lastUsedOn ?? last) : person.lastUsedOn,
    cameBackOn: findReturn(joins ? person.lastUsedOn : null, days, idleDays) ?? person.cameBackOn,
    usedDays: asked.to < window.to ? person.usedDays : countUsedDays(days, asked, window, calendar),
  }
}

/** @returns `null` where the answer is not about the whole window */
function countUsedDays(
  days: readonly Date[],
  asked: Period,
  window: Period,
  calendar: BusinessCalendar,
): number | null {
  if (asked.from > window.from) return null
  const used = days.filter(day => day >= window.from && day < window.to && isBusinessDay(day, calendar))
  return new Set(used.map(day => day.getTime())).size
}

/** The last of some days of use before which so many went by without any, after the one known last. */
function findReturn(known: Date | null, days: readonly Date[], idleDays: number): Date | null {
  const after = days.filter(day => known === null || day > known)
  const used = known === null ? after : [known, ...after]
  return used.findLast((day, at) => at > 0 && countDays(used[at - 1] ?? day, day) > idleDays) ?? null
}

/** A month without any use before the first is what newcomers have, and they are worth a question: when did they register? */
const newcomerDays = 28

/**
 * Whether a person's registration date matters: they used nothing, began within the known days, or stopped but began so
 * late that their grace days may not be over.
 */
export function wantsInfo(learned: Learned, windowFrom: Date, graceFrom: Date): boolean {
  const { hasInfo, firstUsedOn, lastUsedOn, knownFrom } = learned
  if (hasInfo) return false
  if (firstUsedOn === null) return true
  const mayBeInGrace = firstUsedOn >= graceFrom && lastUsedOn !== null && lastUsedOn < windowFrom
  return mayBeInGrace || (knownFrom !== null && countDays(knownFrom, firstUsedOn) >= newcomerDays)
}

export function learnInfo(learned: Learned, { registeredAt }: Person): Learned {
  return { ...learned, registeredAt, hasInfo: true }
}
