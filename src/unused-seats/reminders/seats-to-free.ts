import { type Action, actions, dayCell, type Message, type Part, table, text } from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Subject, TabnineLinks } from '../../ports.ts'
import { localDay } from '../../time/wall-clock.ts'
import { type Findings, namesOf, seatsOf } from '../findings.ts'

/** One person's answer that needs an admin: to free the seat, or to send a new invite. */
export type ToDo = { readonly person: string; readonly answer: 'release' | 'use'; readonly on: Date }

type Answered = {
  readonly person: string
  readonly answer: string | null
  readonly answeredAt: Date | null
}

/** E-mails in small letters of people whose seats are unused now, and of those among them whose invites have expired. */
function listUnused(findings: Findings): { unused: ReadonlySet<string>; expired: ReadonlySet<string> } {
  const seats = findings.noData === null ? seatsOf(findings) : []
  const nameOf = ({ record }: (typeof seats)[number]) => namesOf(record).slice(0, 1)
  return {
    unused: new Set(seats.flatMap(nameOf)),
    expired: new Set(seats.filter(({ hasExpired }) => hasExpired).flatMap(nameOf)),
  }
}

/** Answers that an admin has to act on, as long as the seats are unused. */
export function listToDos(reminders: readonly Answered[], findings: Findings): ToDo[] {
  const { unused, expired } = listUnused(findings)
  return reminders.flatMap(({ person, answer, answeredAt }): ToDo[] => {
    if (answeredAt === null || !unused.has(person)) return []
    if (answer === 'release') return [{ person, answer, on: answeredAt }]
    return answer === 'use' && expired.has(person) ? [{ person, answer, on: answeredAt }] : []
  })
}

/** Which seats can be freed, with the answers of the people who hold them; without names for readers who must not see any. */
export function renderSeatsToFree(
  subject: Subject,
  toDos: readonly ToDo[],
  {
    areNamesShown,
    links,
    offers = [],
  }: { readonly areNamesShown: boolean; readonly links: TabnineLinks; readonly offers?: readonly Action[] },
  { t, timeZone }: RenderContext,
): Message {
  const { toFree } = t.remind
  const seats = toDos.filter(({ answer }) => answer === 'release').length
  const summary = toFree.summary(seats)
  return {
    title: toFree.title(seats, t.subject(subject)),
    summary,
    parts: [
      text(summary, ...(areNamesShown || toDos.length === 0 ? [] : [` ${toFree.hidden}`])),
      ...(areNamesShown && toDos.length > 0 ? [renderToDos(toDos)] : []),
      actions(areNamesShown ? offers : [], toDos.length > 0 ? [{ label: t.remind.links.users, url: links.users }] : []),
    ],
  }

  function renderToDos(list: readonly ToDo[]): Part {
    const columns = [
      { label: toFree.person, align: 'left' },
      { label: toFree.answer, align: 'left' },
      { label: toFree.on, align: 'left' },
    ] as const
    const rows = list.map(({ person, answer, on }) => {
      const day = localDay(on, timeZone)
      return [person, toFree.answers[answer], dayCell(t.day(day), day)]
    })
    return table(toFree.caption, columns, rows)
  }
}
