/** Whose seat or invite an admin can change from an alert: read from the newest check and from Tabnine's list of invites. */
import { maxTargets } from '../../acting/door.ts'
import type { ActionTarget, Alert, Invitation, SeatActionKind, Store, UsageApi } from '../../ports.ts'
import { addDays } from '../../time/utc-days.ts'
import { type Findings, namesOf, seatsOf, type UnusedKind, type UnusedSeat } from '../findings.ts'
import { listToDos } from '../reminders/seats-to-free.ts'

export type Candidate = ActionTarget & {
  /** `half`: the invite was withdrawn and no new one was sent. `freed`: by the bot, for this alert. */
  readonly state: UnusedKind | 'half' | 'freed'
  readonly since: Date
}

export type Choice = {
  readonly candidates: readonly Candidate[]
  /** People with an unused seat whose invite Tabnine does not list, or not with team and role. */
  readonly unlisted: number
}

/** `answered`: those whose answer to a reminder asks for it. A name: one person. `null`: the usual ones. */
export type ActionScope = 'answered' | { readonly person: string } | null

type Asked = {
  readonly kind: SeatActionKind
  readonly scope: ActionScope
  readonly alert: Alert
  readonly findings: Findings
  readonly now: Date
  readonly signal: AbortSignal
}

/** Days in which the bot offers to take back that it freed a seat. */
const restoreDays = 30
/** Days for which half-finished invites are offered again; as long as they are stored. */
const halfDays = 180

/** Letters of all rows of a preview, and of what a row has besides the name: a message without a table has 4,000. */
const maxLetters = 3_200
const lettersOfRow = 45

/** As many as a message of every kind shows in full, those who have waited longest: no one is changed who is not shown. */
export function cutToShown(candidates: readonly Candidate[]): Candidate[] {
  const shown: Candidate[] = []
  let letters = 0
  for (const candidate of candidates.toSorted((a, b) => a.since.getTime() - b.since.getTime())) {
    letters += candidate.person.length + lettersOfRow
    if (shown.length === maxTargets || (shown.length > 0 && letters > maxLetters)) break
    shown.push(candidate)
  }
  return shown
}

export async function chooseCandidates(
  store: Store,
  usageApi: Pick<UsageApi, 'invitations'>,
  asked: Asked,
): Promise<Choice> {
  switch (asked.kind) {
    case 'free':
      return { candidates: await chooseMembers(store, asked), unlisted: 0 }
    case 'restore':
      return { candidates: await chooseFreed(store, asked), unlisted: 0 }
    case 'withdraw':
      return chooseInvites(store, usageApi, asked)
    case 'invite': {
      const half = await chooseHalf(store, asked)
      const persons = new Set(half.map(({ person }) => person))
      const { candidates, unlisted } = await chooseInvites(store, usageApi, asked)
      return { candidates: [...half, ...candidates.filter(({ person }) => !persons.has(person))], unlisted }
    }
  }
}

/** Members whose seats are unused. Without a name only those who answered that they don't need it. */
async function chooseMembers(store: Store, asked: Asked): Promise<Candidate[]> {
  const { findings, scope } = asked
  const released = await readAnswers(store, asked, 'release')
  const seats = seatsOf(findings, 'never-used', 'idle').filter(({ record }) => {
    const [person = ''] = namesOf(record)
    return isIn(scope === null ? 'answered' : scope, namesOf(record), released.has(person))
  })
  return seats.flatMap(({ record, standing, since }): Candidate[] => {
    const [person] = namesOf(record)
    if (record.id === null || person === undefined) return []
    return [{ target: record.id, person, teamId: record.teamId, role: null, resumes: null, state: standing, since }]
  })
}

/** Invites of unused seats that Tabnine lists now: to send one again the usual ones are the expired ones. */
async function chooseInvites(store: Store, usageApi: Pick<UsageApi, 'invitations'>, asked: Asked): Promise<Choice> {
  const { kind, scope, findings, alert, signal } = asked
  const answered =
    scope === 'answered' ? await readAnswers(store, asked, kind === 'withdraw' ? 'release' : 'use') : null
  const isWanted = ({ record, hasExpired }: UnusedSeat) => {
    const [person = ''] = namesOf(record)
    const isUsual = answered ? answered.has(person) : kind === 'withdraw' || hasExpired
    return isIn(scope, namesOf(record), isUsual)
  }
  const seats = seatsOf(findings, 'invited').filter(isWanted)
  if (seats.length === 0) return { candidates: [], unlisted: 0 }
  const listed = new Map<string, Invitation>()
  const teamId = alert.subject.kind === 'team' ? alert.subject.id : undefined
  for await (const invitation of usageApi.invitations(teamId, signal)) {
    const before = listed.get(invitation.email.toLowerCase())
    if (invitation.revokedAt === null && !(before && before.createdAt > invitation.createdAt))
      listed.set(invitation.email.toLowerCase(), invitation)
  }
  const candidates = seats.flatMap(({ record, standing, since }): Candidate[] => {
    const [person = ''] = namesOf(record)
    const found = listed.get(person)
    if (!found || (kind === 'invite' && (found.teamId === null || found.role === null))) return []
    const { id: target, teamId, role } = found
    return [{ target, person, teamId, role, resumes: null, state: standing, since }]
  })
  return { candidates, unlisted: seats.length - candidates.length }
}

async function chooseHalf(store: Store, { alert, scope, now }: Asked): Promise<Candidate[]> {
  const used = await store.seatActions.ofAlert(alert.id, addDays(now, -halfDays))
  return used
    .filter(({ state, person }) => state === 'half' && isIn(scope, [person], true))
    .map(({ id, target, person, teamId, role, changedAt }) => {
      return { target, person, teamId, role, resumes: id, state: 'half', since: changedAt }
    })
}

async function chooseFreed(store: Store, { alert, scope, now }: Asked): Promise<Candidate[]> {
  const used = await store.seatActions.ofAlert(alert.id, addDays(now, -restoreDays))
  const last = await store.seatActions.lastOf(used.map(({ target }) => target))
  return last
    .filter(
      each =>
        each.alert === alert.id && each.kind === 'free' && each.state === 'done' && isIn(scope, [each.person], true),
    )
    .map(({ target, person, teamId, role, changedAt }) => {
      return { target, person, teamId, role, resumes: null, state: 'freed', since: changedAt }
    })
}

function isIn(scope: ActionScope, names: readonly string[], isUsual: boolean): boolean {
  return typeof scope === 'object' && scope !== null ? names.includes(scope.person.toLowerCase()) : isUsual
}

/** Who answered so to a reminder of this alert, and whose seat is still unused. An answer alone changes nothing. */
async function readAnswers(
  store: Store,
  { alert, findings }: Asked,
  answer: 'use' | 'release',
): Promise<ReadonlySet<string>> {
  const episode = await store.episodes.openOf(alert.id)
  const reminders = episode ? await store.reminders.ofAlert(alert.id, episode.openedAt) : []
  return new Set(listToDos(reminders, findings).flatMap(toDo => (toDo.answer === answer ? toDo.person : [])))
}
