import { draw } from './chance.ts'
import type { Company } from './company.ts'
import type { CompanyTeam } from './teams.ts'

/** What the company bought: seats for a calendar year, and agent tokens by the million. */

/** Most companies bought more seats than they use; one in four bought fewer than it needs. */
export function countBoughtSeats({ key, seats }: Company): number {
  return draw(key, 990) % 4 === 0
    ? Math.max(1, Math.floor(seats.length * 0.7))
    : Math.ceil((seats.length * 1.1) / 10) * 10
}

/** First day of the licence, and the first day after it, in milliseconds. */
export function licenseTerm(now: number): { begins: number; ends: number } {
  const year = new Date(now).getUTCFullYear()
  return { begins: Date.UTC(year, 0, 1), ends: Date.UTC(year + 1, 0, 1) }
}

/** How much of the places that fit its people a team has; the smallest is less than it needs. */
const TIGHT = [0.7, 0.9, 1.3]
const WIDE = 1.3

/** The most seats that a team may hold; null: no cap. */
export function seatCapOf({ key, seats }: Company, team: CompanyTeam, isTight: boolean): number | null {
  if (draw(key, 900 + team.index) % 3 === 0) return null
  if (!isTight) return Math.ceil((seats.length * team.share * WIDE) / 5) * 5
  const share = TIGHT[draw(key, 930 + team.index) % TIGHT.length] ?? WIDE
  return Math.max(1, Math.round(seats.length * team.share * share))
}

/** Tokens of one agent turn, and dollars for a million tokens; one entry for each of the models. */
const RATES = [
  { input: 18_000, output: 1_400, inputPrice: 3, outputPrice: 15 },
  { input: 24_000, output: 2_000, inputPrice: 1.25, outputPrice: 10 },
  { input: 12_000, output: 900, inputPrice: 0.25, outputPrice: 2 },
]

/** What agent turns with one model use up. Money in millionths of a dollar, a whole number. */
export function priceTurns(model: number, turns: number): { input: number; output: number; microdollars: number } {
  const { input = 0, output = 0, inputPrice = 0, outputPrice = 0 } = RATES[model] ?? {}
  return {
    input: turns * input,
    output: turns * output,
    microdollars: turns * (input * inputPrice + output * outputPrice),
  }
}
