/** Changes of seats in Tabnine: what the server can be asked to do, and what the bot stores about each change. */

/** What the settings allow: withdrawing and sending invites, or freeing seats. */
export type ActionGroup = 'invitations' | 'seats'

/** `invite`: withdraw, then invite with the same e-mail, team and role. `restore` takes `free` back. */
export type SeatActionKind = 'withdraw' | 'invite' | 'free' | 'restore'

/**
 * Why Tabnine did not do it. `bad-token`, `no-right`, `not-licensed` and `rate-limited` hold for any further request as well.
 * `unknown`: there was no clear answer, so it may have been done.
 */
export type ActionRefusal =
  | 'identity-provider'
  | 'oneself'
  | 'role'
  | 'protected'
  | 'conflict'
  | 'gone'
  | 'no-right'
  | 'not-licensed'
  | 'bad-token'
  | 'rate-limited'
  | 'refused'
  | 'unknown'

export type Written<T> =
  | { readonly isDone: true; readonly value: T }
  | { readonly isDone: false; readonly refusal: ActionRefusal }

/** The account of an invite: who, which team, which role. */
type InviteWish = { readonly email: string; readonly teamId: string; readonly role: string }

/**
 * Writes to Tabnine, one request for each call and never a second attempt: whether the first was carried out may be unknown.
 * Never throws. Only the door (`src/acting/door.ts`) calls it.
 */
export interface SeatWriter {
  /** `wasOpen` is false where the server had no such invite any more. */
  withdrawInvite(invitationId: string): Promise<Written<{ readonly wasOpen: boolean }>>
  /** `isMember`: the person has an account already, so no invite was sent. */
  sendInvite(wish: InviteWish): Promise<Written<{ readonly isMember: boolean }>>
  /** `false` frees the seat. */
  setActive(userId: string, isActive: boolean): Promise<Written<null>>
}

/**
 * `shown`: previewed only. `claimed`: its press was accepted, no request was sent. `acting`: a request is under way.
 * `withdrawn`: of an `invite`, the first of two requests is done. All others are final: `half` is an `invite` whose person
 * has no open invite now, or perhaps none; `resumed` one that a later action took over; `skipped` was not tried.
 */
export type SeatActionState =
  | 'shown'
  | 'claimed'
  | 'acting'
  | 'withdrawn'
  | 'done'
  | 'refused'
  | 'unknown'
  | 'half'
  | 'skipped'
  | 'resumed'

/** What happens to one person's seat or invite. */
export type ActionTarget = {
  /** The id of an invite, or of an account. */
  readonly target: string
  /** E-mail in small letters. */
  readonly person: string
  readonly teamId: string | null
  readonly role: string | null
  /** The half-finished action that this one completes; `null`: none. */
  readonly resumes: number | null
}

/** One person of one preview. */
export type SeatAction = ActionTarget & {
  readonly id: number
  /** The token of the preview, not to be guessed. */
  readonly preview: string
  readonly alert: number
  /** Who asked for the preview, e.g. `slack:U0123`: only they can act on it. */
  readonly actor: string
  readonly kind: SeatActionKind
  readonly state: SeatActionState
  readonly refusal: ActionRefusal | null
  readonly shownAt: Date
  /** `null`: no one acted on it. */
  readonly usedAt: Date | null
  readonly changedAt: Date
  /** The record in the access log. */
  readonly audit: number | null
  /** How many actions on the same target were accepted before it was shown. */
  readonly earlier: number
}

export type NewPreview = {
  readonly preview: string
  readonly alert: number
  readonly actor: string
  readonly kind: SeatActionKind
  readonly targets: readonly ActionTarget[]
}

export interface SeatActionStore {
  readonly seatActions: {
    show(preview: NewPreview, now: Date): Promise<void>
    /** Locks all changes of seats until the transaction ends: of two presses at once the second sees the first. */
    lock(): Promise<void>
    ofPreview(preview: string): Promise<SeatAction[]>
    /** Those that were acted on, in their order; `kind` narrows them. */
    ofAlert(alert: number, since: Date): Promise<SeatAction[]>
    /** Of each target the last action that was acted on. */
    lastOf(targets: readonly string[]): Promise<SeatAction[]>
    /** Those of a preview whose targets no one has acted on since it was shown; what they resume is still half done. */
    untouched(preview: string): Promise<number[]>
    /** Those of every alert that were done since then, in the order in which they were accepted. */
    doneSince(since: Date): Promise<SeatAction[]>
    /** Those of every alert whose state is not final yet. */
    underWay(): Promise<SeatAction[]>
    /** From one state to another; false where it is not in the first any more. */
    move(id: number, from: SeatActionState, to: SeatActionState, now: Date): Promise<boolean>
    record(
      ids: readonly number[],
      change: Partial<Pick<SeatAction, 'state' | 'refusal' | 'usedAt' | 'audit'>>,
      now: Date,
    ): Promise<void>
  }
}
