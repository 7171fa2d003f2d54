type ErrorKind = {
  /** Asking again later can help. */
  readonly retry: boolean
  /** Who sees the reference of the log. Missing: there is nothing to look up, as after a mistake in a line. */
  readonly reference?: 'admins' | 'all'
}

/**
 * Everything that can go wrong for a person who asks. The texts of each code are with the other texts of a language
 * (`message/english.ts`); this list has only what other code needs.
 * @internal
 */
export const errorCodes = {
  // What the Usage API did.
  'bad-token': { retry: false, reference: 'admins' },
  'wrong-organization': { retry: false, reference: 'admins' },
  forbidden: { retry: false, reference: 'admins' },
  'not-found': { retry: false, reference: 'admins' },
  'rate-limited': { retry: true, reference: 'admins' },
  'upstream-failed': { retry: true, reference: 'admins' },
  'upstream-timeout': { retry: true, reference: 'admins' },
  unreachable: { retry: true, reference: 'admins' },
  'refused-request': { retry: false, reference: 'all' },
  contract: { retry: false, reference: 'all' },
  // What the person wrote.
  'unknown-command': { retry: false },
  'bad-arguments': { retry: false },
  'line-too-long': { retry: false },
  'bad-period': { retry: false },
  'period-in-future': { retry: false },
  'period-backwards': { retry: false },
  'period-too-long': { retry: false },
  'bad-schedule': { retry: false },
  'unknown-team': { retry: false },
  'ambiguous-team': { retry: false },
  'unknown-person': { retry: false },
  'unknown-self': { retry: false },
  'not-allowed': { retry: false },
  'admins-only': { retry: false },
  'not-told-here': { retry: false },
  'not-your-role': { retry: false },
  'role-unchecked': { retry: true },
  'names-hidden': { retry: false },
  stranger: { retry: false },
  unverified: { retry: true },
  'unknown-subscription': { retry: false },
  'subscription-gone': { retry: false },
  'nothing-to-settle': { retry: false },
  'unknown-alert': { retry: false },
  'unknown-budget': { retry: false },
  'nothing-open': { retry: false },
  'not-checked': { retry: false },
  'unknown-reminder': { retry: false },
  'not-excluded': { retry: false },
  'excluded-by-settings': { retry: false },
  'exclusion-over': { retry: false },
  'set-in-file': { retry: false },
  'nothing-to-change': { retry: false },
  'bad-number': { retry: false },
  'too-many-teams': { retry: false },
  'not-a-member': { retry: false },
  'no-conversation': { retry: false },
  'no-audience': { retry: false },
  'acting-off': { retry: false },
  'preview-gone': { retry: false },
  'preview-used': { retry: false },
  'preview-expired': { retry: false },
  // What we did.
  'no-database': { retry: false },
  'store-unavailable': { retry: true, reference: 'admins' },
  'store-full': { retry: true, reference: 'admins' },
  'not-recorded': { retry: true, reference: 'all' },
  'took-too-long': { retry: true, reference: 'admins' },
  stopping: { retry: true },
  internal: { retry: false, reference: 'all' },
} as const satisfies Record<string, ErrorKind>

export type ErrorCode = keyof typeof errorCodes

export function isErrorCode(word: string): word is ErrorCode {
  return Object.hasOwn(errorCodes, word)
}

/** A command line to offer, and its label. With `opens` it opens the form of that command. */
export type Suggestion = { readonly label: string; readonly line: string; readonly opens?: 'form' }

/** What a sentence about the error may mention; each value is plain text and safe to show to the person who asked. */
export type ErrorDetails = {
  /** What was looked for or misunderstood, in the person's own words. */
  readonly subject?: string
  /** What to ask instead, best first. */
  readonly suggestions?: readonly Suggestion[]
  /** The line asks in a sentence, and the suggestions are the commands that come closest. */
  readonly isQuestion?: true
  /** Seconds after which asking again can help. */
  readonly retryAfter?: number
  /** HTTP status of the Usage API's answer. */
  readonly status?: number
  /** Why Tabnine refuses, in its own code: capital letters, digits and underscores. */
  readonly vendorCode?: string
  /** The command whose arguments were misunderstood. */
  readonly command?: string
  /** The permission that the bot's app lacks on the platform. */
  readonly scope?: string
  /** Which part of a schedule was misunderstood; `date` and `past` are about how long to pause. */
  readonly problem?: 'weekday' | 'month-day' | 'time' | 'zone' | 'second' | 'date' | 'past'
}

/** An error with a code that can be explained to a person. `cause` and `log` are for the log and are never shown. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails
  readonly log: Readonly<Record<string, unknown>>

  constructor(
    code: ErrorCode,
    details: ErrorDetails = {},
    options: { cause?: unknown; log?: Record<string, unknown> } = {},
  ) {
    super(code, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.details = details
    this.log = options.log ?? {}
  }

  get canRetry(): boolean {
    return this.kind.retry
  }

  get referenceFor(): ErrorKind['reference'] {
    return this.kind.reference
  }

  /** Admins read more about it than others: what to set, or the reference. */
  get hasFactsForAdmins(): boolean {
    return (
      this.kind.reference !== undefined || ['excluded-by-settings', 'set-in-file', 'acting-off'].includes(this.code)
    )
  }

  private get kind(): ErrorKind {
    return errorCodes[this.code]
  }
}

/**
 * Why the bot cannot run, in one sentence for its operator. `isSetting`: a setting must be fixed first, so a supervisor
 * should not retry. `isAway`: a service is not there (yet), and a retry is enough.
 */
export class StartError extends Error {
  readonly isSetting: boolean
  readonly isAway: boolean

  constructor(
    sentence: string,
    { isSetting = false, isAway = false, cause }: { isSetting?: boolean; isAway?: boolean; cause?: unknown } = {},
  ) {
    super(sentence, { cause })
    this.name = 'StartError'
    this.isSetting = isSetting
    this.isAway = isAway
  }
}

/** Any thrown thing as an AppError: what we did not foresee is `internal`, with the original as its cause. */
export function toAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : new AppError('internal', {}, { cause: thrown })
}

export function hasCode(thrown: unknown, ...codes: ErrorCode[]): thrown is AppError {
  return thrown instanceof AppError && codes.includes(thrown.code)
}

/** What people write for themselves, in English or German. */
export function isSelf(name: string): boolean {
  return /^(?:me|ich)$/i.test(name)
}

/** The reason of an abort when the bot stops: the work continues after the next start, and nothing has failed. */
export class StopReason extends Error {
  constructor() {
    super('the bot stops')
  }
}
