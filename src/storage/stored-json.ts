/**
 * Schemas of everything that is stored as JSON or as a word: stored data is validated, not trusted. Every shape that an
 * older version wrote is understood; missing fields get the value that they implied.
 */
import { z } from 'zod'
import type {
  AuditEntry,
  BudgetState,
  Conversation,
  DailyJob,
  DeliveryState,
  EpisodeState,
  Json,
  NotifiedState,
  Pause,
  Reminder,
  Schedule,
  SeatAction,
  SeatCheck,
  Subject,
} from '../ports.ts'

type Shape<T> = z.ZodType<T>

export const StoredJson: Shape<Json> = z.json()

export const StoredSubject: Shape<Subject> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organization'), name: z.string() }),
  z.object({ kind: z.literal('team'), id: z.string(), name: z.string() }),
])
export const StoredSubjects: Shape<readonly Subject[]> = z.array(StoredSubject)

export const StoredSchedule: Shape<Schedule> = z.object({
  every: z.discriminatedUnion('unit', [
    z.object({ unit: z.literal('week'), weekday: z.int().min(1).max(7) }),
    z.object({ unit: z.literal('month') }),
  ]),
  hour: z.int().min(0).max(23),
  minute: z.int().min(0).max(59),
  zone: z.string(),
})

const seatFates = ['joined', 'started', 'released', 'renewed', 'excluded'] as const

export const StoredNotifiedState: Shape<NotifiedState> = z.object({
  spokenOn: z.string(),
  episode: z
    .object({
      openedOn: z.string(),
      openedWith: z.number(),
      items: z.array(
        z.object({
          who: z.string(),
          kind: z.enum(['invited', 'never-used', 'idle']),
          fate: z.enum(['open', ...seatFates]),
          snoozedUntil: z.string().nullable(),
        }),
      ),
      teamStates: z.array(z.string()),
      pending: z.object({ most: z.number(), now: z.number() }),
      snoozedUntil: z.string().nullable(),
    })
    .nullable(),
})

export const StoredEpisodeState: Shape<EpisodeState> = z.object({
  progress: z
    .object({
      openedOn: z.string(),
      openedWith: z.number(),
      open: z.number(),
      snoozed: z.number(),
      // Older versions counted neither.
      deferred: z.number().default(0),
      untold: z.number().default(0),
      fates: z.record(z.enum(seatFates), z.number()),
    })
    .nullable(),
  resolvedOn: z.string().nullable(),
  isUnwatched: z.boolean().default(false),
})

export const StoredDeliveryState: Shape<DeliveryState> = z.enum([
  'pending',
  'sending',
  'sent',
  'unknown',
  'failed',
  'skipped',
])
export const StoredConversationKind: Shape<Conversation['kind']> = z.enum(['channel', 'group', 'personal'])
export const StoredPauseReason: Shape<Pause['reason']> = z.enum(['asked', 'unreachable'])
export const StoredReminderAnswer: Shape<NonNullable<Reminder['answer']>> = z.enum(['use', 'release', 'later'])
export const StoredAudited: Shape<AuditEntry['what']> = z.enum([
  'named',
  'export',
  'remind',
  'exclude',
  'include',
  'act',
])
export const StoredCheckStage: Shape<SeatCheck['stage']> = z.enum(['likely', 'recent', 'past', 'done'])
export const StoredDailyJob: Shape<DailyJob> = z.enum(['snapshot', 'upkeep', 'check-seats'])
export const StoredActionKind: Shape<SeatAction['kind']> = z.enum(['withdraw', 'invite', 'free', 'restore'])
export const StoredActionState: Shape<SeatAction['state']> = z.enum([
  'shown',
  'claimed',
  'acting',
  'withdrawn',
  'done',
  'refused',
  'unknown',
  'half',
  'skipped',
  'resumed',
])
export const StoredRefusal: Shape<NonNullable<SeatAction['refusal']>> = z.enum([
  'identity-provider',
  'oneself',
  'role',
  'protected',
  'conflict',
  'gone',
  'no-right',
  'not-licensed',
  'bad-token',
  'rate-limited',
  'refused',
  'unknown',
])

export const StoredBudgetState: Shape<BudgetState> = z.object({
  budget: z.number(),
  spent: z.number().nullable(),
  people: z.number().nullable(),
  projection: z.object({ low: z.number(), high: z.number() }).nullable(),
  threshold: z.number(),
  reached: z.array(z.object({ percent: z.number(), on: z.iso.date() })),
  checkedOn: z.iso.date(),
  needsWhole: z.boolean(),
  snoozedUntil: z.iso.datetime().nullable(),
  end: z.enum(['month-over', 'below', 'no-budget']).nullable(),
})
