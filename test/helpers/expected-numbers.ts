import type { Sandbox } from '../../demo/sandbox/server.ts'
import type { Period } from '../../src/ports.ts'
import { TODAY } from '../unit/demo/sandbox/ask.ts'
import { countSeats, listActive, sumUsage } from './company-truth.ts'

export type Group = { readonly line: string; readonly name: string; readonly teamId?: string }

/** The organization, a team with people, and one in which no one ever started. */
export function groupsOf({ company }: Sandbox): { all: Group; payments: Group; quiet: Group } {
  const team = (line: string, name: string): Group => {
    const found = company.teams.find(one => one.name === name)
    if (!found) throw new Error(`there is no team ${name}`)
    return { line, name, teamId: found.id }
  }
  return {
    all: { line: 'all', name: company.name },
    payments: team('payments', 'Payments'),
    quiet: team('legacy-migration', 'Legacy Migration'),
  }
}

/** What is really so in a group of people. */
export function truthOf({ company }: Sandbox, { teamId }: Group) {
  const who = teamId === undefined ? {} : { teamId }
  const { registered, invited, deactivated } = countSeats(company, TODAY, teamId)
  return {
    registered,
    invited,
    deactivated,
    active: (period: Period) => listActive(company, period, teamId).size,
    sums: (period: Period) => sumUsage(company, period, TODAY, who),
  }
}

// Numbers as an English answer writes them, made here a second time so that the bot's own writing is checked too.

export function n(value: number): string {
  return value.toLocaleString('en-GB')
}

export function percent(part: number, whole: number): string {
  // Tenths of a percent in whole numbers, half up.
  return `${(Math.floor((2000 * part + whole) / (2 * whole)) / 10).toFixed(1)}%`
}

/** The same in a sentence: a whole percent, half up; 0% and 100% only where they are exact. */
export function wholePercent(part: number, whole: number): string {
  if (part > 0 && 200 * part < whole) return '<1%'
  if (part < whole && 200 * (whole - part) <= whole) return '>99%'
  return `${Math.floor((200 * part + whole) / (2 * whole))}%`
}

/** A change in whole percent, below one percent with a decimal. */
export function changeInPercent(now: number, before: number): string {
  const sign = now === before ? '' : now > before ? '+' : '−'
  const difference = Math.abs(now - before)
  const whole = Math.floor((200 * difference + before) / (2 * before))
  const tenths = Math.floor((2000 * difference + before) / (2 * before)) / 10
  return whole > 0 ? `${sign}${n(whole)}%` : tenths > 0 ? `${sign}${tenths}%` : '0%'
}

/** The change of a share in percentage points, from four whole numbers. */
export function changeInPoints([part, whole]: [number, number], [partBefore, wholeBefore]: [number, number]): string {
  const tenths = Math.round((1000 * (part * wholeBefore - partBefore * whole)) / (whole * wholeBefore)) / 10
  return tenths === 0 ? '0 pts' : `${tenths > 0 ? '+' : '−'}${Math.abs(tenths)} pts`
}
