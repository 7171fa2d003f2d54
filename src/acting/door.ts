/**
 * The one door for every change of a seat in Tabnine: right, actor, targets, a preview bound to exactly the people shown,
 * one record in the access log. Nothing else calls a `SeatWriter`; `test/architecture.test.ts` holds that.
 */
import { AppError, type ErrorCode } from '../errors.ts'
import type {
  ActionGroup,
  ActionRefusal,
  Log,
  NewPreview,
  SeatAction,
  SeatActionKind,
  SeatWriter,
  Store,
  Written,
} from '../ports.ts'
import type { Authorization } from '../privacy/authorize.ts'
import { finalStateOf, isCutOff } from './progress.ts'

/** People of one action. */
export const maxTargets = 50
/** How long a preview can be acted on. */
const previewMs = 10 * 60_000
/** Replicas' clocks differ by seconds; a preview from farther ahead was written by a wrong one. */
const maxSkewMs = 60_000

const groupOf: Readonly<Record<SeatActionKind, ActionGroup>> = {
  withdraw: 'invitations',
  invite: 'invitations',
  free: 'seats',
  restore: 'seats',
}

type SeatPress = {
  readonly token: string
  /** Who pressed, as the access log names them. */
  readonly actor: string
  /** `null`: they are no admin. */
  readonly authorization: Authorization<'admin'> | null
  readonly now: Date
  /** Ends it between two requests, as the time limit of an answer does. */
  readonly signal: AbortSignal
  /** Runs in the transaction that accepts the press. */
  readonly onAccepted: (tx: Store, alert: number) => Promise<void>
}

/** What became of a press. */
export type Acted = {
  readonly kind: SeatActionKind
  readonly alert: number
  /** All of the preview, each in its final state. */
  readonly actions: readonly SeatAction[]
  /** The token of the preview that takes it back, for the same person; `null`: there is nothing to take back. */
  readonly undo: string | null
}

export type SeatDoor = {
  /** What the settings switch on. */
  readonly allowed: readonly ActionGroup[]
  allows(kind: SeatActionKind): boolean
  /** Stores what is shown to an admin. @returns the token to act on it */
  preview(preview: Omit<NewPreview, 'preview'>, authorization: Authorization<'admin'>, now: Date): Promise<string>
  /** @throws AppError why it is refused, after that was recorded: then no request is sent */
  press(press: SeatPress): Promise<Acted>
  /** Gives actions that a crash has cut off their final state. */
  settle(now: Date): Promise<void>
}

export type DoorParts = {
  readonly store: Store
  /** `null`: acting is switched off. */
  readonly writer: SeatWriter | null
  readonly allowed: readonly ActionGroup[]
  /** Not to be guessed. */
  readonly newToken: () => string
  readonly log: Log
}

export function createSeatDoor({ store, writer, allowed, newToken, log }: DoorParts): SeatDoor {
  const allows = (kind: SeatActionKind) => writer !== null && allowed.includes(groupOf[kind])

  async function preview(
    { targets, ...shown }: Omit<NewPreview, 'preview'>,
    _authorization: Authorization<'admin'>,
    now: Date,
  ): Promise<string> {
    if (targets.length > maxTargets) throw new AppError('internal', {}, { cause: new Error('too many targets') })
    const token = newToken()
    await store.seatActions.show({ ...shown, targets, preview: token }, now)
    return token
  }

  /** Accepts a press or refuses it, and records either, in one transaction. */
  async function accept(tx: Store, press: SeatPress): Promise<SeatAction[] | AppError> {
    const { token, actor, authorization, now } = press
    await tx.seatActions.lock()
    const shown = await tx.seatActions.ofPreview(token)
    const refusal = refuse(shown, press, allows)
    const first = shown[0]
    if (refusal !== null || !first) {
      // Whose preview it was is not for anyone else to learn.
      const isTheirs = authorization !== null && first?.actor === actor
      const line = isTheirs ? describe(shown, `refused: ${refusal}`) : `confirm · refused: ${refusal}`
      await tx.audit.add({ at: now, who: actor, what: 'act', line, surface: 'personal' })
      return explain(refusal ?? 'preview-gone', isTheirs ? shown : [])
    }
    const line = describe(shown, 'started')
    const audit = await tx.audit.add({ at: now, who: actor, what: 'act', line, surface: 'personal' })
    const [untouched, excluded] = [new Set(await tx.seatActions.untouched(token)), await findExcluded(tx, first, now)]
    const isFree = ({ id, person, target }: SeatAction) =>
      untouched.has(id) && ![person, target].some(name => excluded.has(name.toLowerCase()))
    const claimed = shown.filter(isFree)
    const taken = shown.filter(action => !isFree(action))
    await tx.seatActions.record(idsOf(claimed), { state: 'claimed', usedAt: now, audit }, now)
    await tx.seatActions.record(idsOf(taken), { state: 'skipped', refusal: 'conflict', usedAt: now, audit }, now)
    await tx.seatActions.record(
      claimed.flatMap(({ resumes }) => resumes ?? []),
      { state: 'resumed' },
      now,
    )
    await press.onAccepted(tx, first.alert)
    return claimed
  }

  async function press(given: SeatPress): Promise<Acted> {
    const { token, actor, authorization, now, signal } = given
    await settle(now)
    const accepted = await store.transaction(tx => accept(tx, given))
    if (accepted instanceof AppError) throw accepted
    let isOver = false
    for (const action of accepted) {
      // One at a time; what holds for any further request ends the rest.
      if (isOver || signal.aborted) await finish(action, action.resumes === null ? 'skipped' : 'half', null, now)
      else isOver = endsAll(await carryOut(action, now))
    }
    const actions = await store.seatActions.ofPreview(token)
    const [first] = actions
    if (!first) throw new AppError('internal', {}, { cause: new Error('the actions are gone') })
    await complete(actions)
    const freed = first.kind === 'free' ? actions.filter(({ state }) => state === 'done') : []
    const undo =
      freed.length > 0 && authorization
        ? await preview(
            { alert: first.alert, actor, kind: 'restore', targets: freed.map(toTarget) },
            authorization,
            now,
          )
        : null
    return { kind: first.kind, alert: first.alert, actions, undo }
  }

  /** @returns why it was not done; `null` where it was */
  async function carryOut(action: SeatAction, now: Date): Promise<ActionRefusal | null> {
    if (!writer) throw new AppError('acting-off')
    // A process that stood still for minutes finds that its actions were ended meanwhile.
    if (!(await store.seatActions.move(action.id, 'claimed', 'acting', now))) return 'unknown'
    if (action.kind === 'invite') return inviteAgain(writer, action, now)
    const written = await request(writer, action)
    if (written.isDone) return finish(action, 'done', null, now)
    return finish(action, written.refusal === 'unknown' ? 'unknown' : 'refused', written.refusal, now)
  }

  /** Tabnine has no request that sends an invite again. */
  async function inviteAgain(to: SeatWriter, action: SeatAction, now: Date): Promise<ActionRefusal | null> {
    const { target, person, teamId, role, resumes } = action
    if (teamId === null || role === null) return finish(action, 'refused', 'refused', now)
    const withdrawn = await to.withdrawInvite(target)
    if (!withdrawn.isDone) {
      const isSafe = withdrawn.refusal !== 'unknown' && resumes === null
      return finish(action, isSafe ? 'refused' : 'half', withdrawn.refusal, now)
    }
    if (!(await store.seatActions.move(action.id, 'acting', 'withdrawn', now))) return 'unknown'
    const sent = await to.sendInvite({ email: person, teamId, role })
    // With an account there is nothing to invite to; with an invite there is nothing left to do.
    if (sent.isDone && sent.value.isMember) return finish(action, 'refused', 'conflict', now)
    if (sent.isDone || sent.refusal === 'conflict') return finish(action, 'done', null, now)
    return finish(action, 'half', sent.refusal, now)
  }

  async function finish(
    { id }: SeatAction,
    state: SeatAction['state'],
    refusal: ActionRefusal | null,
    at: Date,
  ): Promise<ActionRefusal | null> {
    await store.seatActions.record([id], { state, refusal }, at)
    return refusal
  }

  /** Writes the outcome into the record that the press has made. */
  async function complete(actions: readonly SeatAction[], how = ''): Promise<void> {
    const audit = actions.find(each => each.audit !== null)?.audit
    if (audit !== null && audit !== undefined)
      await store.audit.complete(audit, describe(actions, `${how}${outcome(actions)}`))
  }

  async function settle(now: Date): Promise<void> {
    const underWay = await store.seatActions.underWay()
    for (const [token, some] of Map.groupBy(underWay, each => each.preview)) {
      if (!isCutOff(some, now)) continue
      await store.transaction(async tx => {
        await tx.seatActions.lock()
        const all = await tx.seatActions.ofPreview(token)
        if (!isCutOff(all, now)) return
        for (const each of all) {
          const state = finalStateOf(each)
          if (state !== null) await tx.seatActions.record([each.id], { state, refusal: 'unknown' }, now)
        }
      })
      await complete(await store.seatActions.ofPreview(token), 'interrupted, ')
      log.warn({}, 'changes of seats were cut off; what is half done is offered again')
    }
  }

  return { allowed: writer ? allowed : [], allows, preview, press, settle }
}

/** Who was excluded since a preview that would take their seat or invite: someone has just asked to leave them alone. */
async function findExcluded(tx: Store, { kind, shownAt }: SeatAction, now: Date): Promise<ReadonlySet<string>> {
  if (kind !== 'free' && kind !== 'withdraw') return new Set()
  const since = (await tx.exclusions.all(now)).filter(({ createdAt }) => createdAt >= shownAt)
  return new Set(since.map(({ person }) => person.toLowerCase()))
}

/** An old preview is opened again with one press: of one person by name, as others are what is usually shown. */
function explain(code: ErrorCode, [first, ...others]: readonly SeatAction[]): AppError {
  if (code !== 'preview-expired' || !first) return new AppError(code)
  const line = lineOfPreview(first, others.length === 0)
  return new AppError(code, { suggestions: [{ label: line, line }] })
}

/** The line that shows a preview again. @param isOne it is of this person alone */
export function lineOfPreview({ alert, person, kind }: Pick<SeatAction, 'alert' | 'person' | 'kind'>, isOne: boolean) {
  // A name in a line is in quotes.
  return ['act', alert, ...(isOne ? [JSON.stringify(person)] : []), kind].join(' ')
}

/** The first reason why a press is refused; `null`: none. */
function refuse(
  shown: readonly SeatAction[],
  { authorization, actor, now }: SeatPress,
  allows: (kind: SeatActionKind) => boolean,
): ErrorCode | null {
  if (authorization === null) return 'admins-only'
  const [first] = shown
  if (!first || shown.some(action => action.actor !== actor)) return 'preview-gone'
  if (!allows(first.kind)) return 'acting-off'
  if (shown.some(({ usedAt, state }) => usedAt !== null || state !== 'shown')) return 'preview-used'
  const age = now.getTime() - first.shownAt.getTime()
  return age > previewMs || age < -maxSkewMs ? 'preview-expired' : null
}

function idsOf(actions: readonly SeatAction[]): number[] {
  return actions.map(({ id }) => id)
}

async function request(writer: SeatWriter, { kind, target }: SeatAction): Promise<Written<unknown>> {
  if (kind === 'withdraw') {
    const written = await writer.withdrawInvite(target)
    // It was accepted, or someone else has withdrawn it.
    return written.isDone && !written.value.wasOpen ? { isDone: false, refusal: 'gone' } : written
  }
  return writer.setActive(target, kind === 'restore')
}

/** Refusals that any further request would meet as well. */
function endsAll(refusal: ActionRefusal | null): boolean {
  return refusal !== null && ['no-right', 'not-licensed', 'bad-token', 'rate-limited', 'unknown'].includes(refusal)
}

function toTarget({ target, person, teamId, role }: SeatAction) {
  return { target, person, teamId, role, resumes: null }
}

/** A line of the access log: what, whom, and what became of it. */
function describe(actions: readonly SeatAction[], result: string): string {
  const [first] = actions
  const people = actions.map(({ person }) => person).join(', ')
  return first ? `act ${first.alert} ${first.kind}: ${people} · ${result}` : result
}

function outcome(actions: readonly SeatAction[]): string {
  const byState = Map.groupBy(actions, ({ state, refusal }) => (state === 'refused' ? `refused (${refusal})` : state))
  return [...byState].map(([state, some]) => `${some.length} ${state}`).join(', ')
}
