/** Members who use Tabnine seldom: a number, never a list. */
import type { Language } from '../message/languages.ts'
import { type TextPart, text } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import { isBelowMinGroupSize } from '../privacy/min-group-size.ts'

export type Underused = {
  readonly people: number
  /** They were active on fewer working days than this … */
  readonly minDays: number
  /** … of a window of so many calendar days. */
  readonly windowDays: number
}

const words = {
  en: {
    line: (t: Words, { people, minDays, windowDays }: Underused) =>
      `${people === 1 ? '1 member' : `${t.count(people)} members`} used Tabnine on ${minDays === 2 ? 'only one working day' : `fewer than ${t.count(minDays)} working days`} in ${t.count(windowDays)} days.`,
  },
  de: {
    line: (t: Words, { people, minDays, windowDays }: Underused) =>
      `${people === 1 ? '1 Mitglied hat' : `${t.count(people)} Mitglieder haben`} Tabnine in ${t.count(windowDays)} Tagen an ${minDays === 2 ? 'nur einem Arbeitstag' : `weniger als ${t.count(minDays)} Arbeitstagen`} genutzt.`,
  },
} as const satisfies Readonly<Record<Language, unknown>>

export function suppressUnderused(underused: Underused | null, minGroupSize: number): Underused | null {
  return underused && isBelowMinGroupSize(underused.people, minGroupSize) ? null : underused
}

/** Nothing where there is no one. */
export function renderUnderused(underused: Underused | null | undefined, t: Words): TextPart[] {
  return underused && underused.people > 0 ? [text(words[t.language].line(t, underused))] : []
}
