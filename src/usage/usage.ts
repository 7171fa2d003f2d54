import { actions, type Message, type Part, text, withWhole } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import { valueOr } from '../partial.ts'
import type { Period, SeatCounts, Snapshot, Subject } from '../ports.ts'
import {
  type Hidden,
  isBelowMinGroupSize,
  renderHidden,
  suppressSeats,
  widenToWeeks,
} from '../privacy/min-group-size.ts'
import type { Report, Sources } from '../report/report.ts'
import { createPartReader, noSeats, renderUnread, type Unread } from '../report/unread.ts'
import { subjectWord } from '../subject.ts'
import { type AskedPeriod, stepsOverBy } from '../time/period.ts'
import { countDays, isSamePeriod } from '../time/utc-days.ts'
import { type Activity, collectActivity } from './activity.ts'
import { exampleActivity, exampleSeats, exampleWeeks } from './example.ts'
import { type Finding, findUsage } from './finding.ts'
import { type NamedModelUse, nameModels, renderModels, suppressModels } from './models.ts'
import { explainActivity, renderFooter, renderMetrics } from './render-activity.ts'
import { hiddenSteps, suppressActivity, suppressTrend } from './suppress.ts'
import { renderToolsOfGroup, type ToolChoice } from './tools.ts'
import {
  assembleTrend,
  chartActive,
  isOwnTrend,
  isWholeStep,
  markDaysOff,
  renderTrend,
  type Step,
  type TrendRow,
  trendPeriod,
} from './trend.ts'

export type UsageFacts = {
  readonly subject: Subject
  readonly seats: SeatCounts
  readonly activity: Activity
  readonly by: Step
  /** The steps of the period where they were asked for; else a trend that leads up to its end. */
  readonly trend: readonly TrendRow[]
  /** Steps were asked for, so that their numbers are listed. */
  readonly hasSteps?: boolean
  /** Where they were asked for: `null` where the server does not report them. */
  readonly models?: readonly NamedModelUse[] | 'hidden' | null
  /** Where IDEs or languages were asked for, which no server reports of a group. */
  readonly tools?: ToolChoice
  readonly unread?: Unread
  /** The days that were asked for, where the answer is about the whole weeks around them. */
  readonly widenedFrom?: Period | undefined
  /** Days were asked for, and the answer is about weeks. */
  readonly isWithoutDays?: boolean | undefined
  readonly hidden?: readonly Hidden[]
}

export type UsageArgs = {
  readonly subject: Subject
  readonly asked: AskedPeriod
  readonly by?: Step | undefined
  readonly isByModel?: boolean
  readonly widenedFrom?: Period
  readonly isWithoutDays?: boolean
}

/** How a team or the organization used Tabnine over a period. */
export const usageReport: Report<UsageFacts, UsageArgs> = {
  name: 'usage',

  coarsen({ subject, asked, by, isByModel = false }, now) {
    const widened = widenToWeeks(asked, now)
    return {
      subject,
      asked: widened,
      isByModel,
      ...(by === undefined ? {} : { by: by === 'daily' ? 'weekly' : by }),
      ...(by === 'daily' ? { isWithoutDays: true } : {}),
      ...(isSamePeriod(widened.period, asked.period) ? {} : { widenedFrom: asked.period }),
    }
  },

  async collect(from, { subject, asked, by, isByModel = false, widenedFrom, isWithoutDays }, now) {
    const { usageApi, signal, settings } = from
    const reading = createPartReader(signal)
    const step = by ?? trendStep(asked)
    const period = by || isOwnTrend(asked) ? asked.period : trendPeriod(asked)
    const [seats, activity, trend, kept] = await Promise.all([
      reading.part(
        'seats',
        subject.kind === 'team' ? usageApi.teamSeats(subject.id, signal) : usageApi.organizationSeats(signal),
      ),
      collectActivity(from, subject, asked, now),
      reading.part('trend', usageApi.usage(subject, period, step, signal)),
      step === 'weekly' ? reading.part('history', readKeptSeats(from, subject, period)) : { value: [] },
    ])
    reading.countUsage(valueOr(trend, null))
    const assembled = 'value' in trend ? assembleTrend(trend.value, step, stepsOverBy(asked, now)) : []
    const rows = step === 'daily' ? markDaysOff(assembled, from.calendar) : assembled
    return {
      subject,
      seats: valueOr(seats, noSeats),
      activity,
      by: step,
      trend: withSeats(rows, valueOr(kept, [])),
      hasSteps: by !== undefined,
      ...(isByModel ? { models: nameModels(activity.total?.metrics.models, settings.cost.modelNames) } : {}),
      widenedFrom,
      isWithoutDays,
      ...reading.found(),
    }
  },

  suppress(facts, minGroupSize) {
    const activity = suppressActivity(facts.activity, facts.seats.registered, minGroupSize)
    const trend = suppressSeatTrend(suppressTrend(facts.trend, activity, minGroupSize), minGroupSize)
    const steps = activity.hidden === 'group' ? null : hiddenSteps(facts.trend, trend)
    const hidden = [activity.hidden, steps].filter(found => found !== null && found !== undefined)
    const seats = activity.hidden === 'group' ? noSeats : suppressSeats(facts.seats, minGroupSize)
    const { models, ...others } = facts
    const shown = Array.isArray(models) ? suppressModels(models, minGroupSize) : models
    const isGroup = activity.hidden === 'group'
    return { ...others, activity, trend, seats, hidden, ...(shown === undefined || isGroup ? {} : { models: shown }) }
  },

  render(usage, rendering): Message {
    const { subject, seats, activity, by, trend, hasSteps = false, widenedFrom, isWithoutDays, hidden = [] } = usage
    const t = rendering.t
    const finding = findUsage(t.subject(subject), activity, hasSteps ? [] : trend, seats.registered, t)
    const message = {
      title: finding.title,
      summary: finding.summary,
      parts: [
        text(finding.summary),
        ...(usage.tools ? [renderToolsOfGroup(usage.tools, t)] : []),
        ...(finding.isEmpty ? [] : renderNumbers(usage, t)),
        ...(activity.hidden === 'group' ? [] : renderHidden(hidden, activity.minGroupSize, t)),
        ...(isWithoutDays && !finding.isEmpty ? [text(t.hidden.days)] : []),
        ...renderUnread(usage, t),
        ...(widenedFrom ? [text(t.hidden.widened(widenedFrom))] : []),
        renderFooter(activity, rendering),
        renderActions(usage, finding, rendering),
      ],
    }
    const steps = usage.models === undefined ? (hasSteps ? ` ${by}` : '') : ' by model'
    const words = `${activity.asked.words}${steps}`
    return withWhole(message, `${rendering.commandPrefix}export usage ${subjectWord(subject)} ${words}`)
  },

  example: {
    subject: { kind: 'team', id: 'team-1', name: 'Payments' },
    seats: exampleSeats,
    activity: exampleActivity,
    by: 'weekly',
    trend: exampleWeeks,
  },
}

/** What `about` answers for a usage report. */
export function explainUsage({ activity, hidden = [] }: UsageFacts, rendering: RenderContext): string[] {
  return [
    ...explainActivity(activity, rendering),
    ...(hidden.length > 0 ? [rendering.t.hidden.some(activity.minGroupSize ?? 0)] : []),
  ]
}

function renderNumbers({ activity, by, trend, hasSteps = false, models }: UsageFacts, t: Words): Part[] {
  const isCut = hasSteps && by !== 'daily' && trend.some(row => !row.isRunning && !isWholeStep(row, by))
  const drawing = chartActive(trend, by, t)
  return [
    ...renderMetrics(activity, t),
    ...(models === undefined ? drawing : renderModels(models, activity.minGroupSize ?? 0, t)),
    ...(isCut && drawing.length > 0 ? [text(t.chart.wholeStepsOnly[by])] : []),
    ...(hasSteps ? renderTrend(trend, by, t) : []),
  ]
}

function renderActions(
  { subject, activity, by, hasSteps = false, models }: UsageFacts,
  { isEmpty }: Finding,
  { t }: RenderContext,
) {
  const { words } = activity.asked
  const line = `usage ${subjectWord(subject)} ${words}`
  const hasDays = !isEmpty && !activity.minGroupSize && !(hasSteps && by === 'daily')
  return actions([
    ...(hasDays ? [{ label: t.usage.byDay, line: `${line} daily` }] : []),
    { label: t.usage.seats, line: `seats ${subjectWord(subject)}`, ...(isEmpty ? { style: 'primary' as const } : {}) },
    { label: t.usage.change, line: models === undefined ? line : `${line} by model`, opens: 'form' },
  ])
}

function trendStep(asked: AskedPeriod): Step {
  return isOwnTrend(asked) ? stepFor(asked) : 'weekly'
}

async function readKeptSeats({ history }: Sources, subject: Subject, period: Period): Promise<readonly Snapshot[]> {
  return history ? history.seatsWithin(subjectWord(subject), period) : []
}

/** Each week with the members at its end, by the last count that the bot kept in it. */
function withSeats(rows: readonly TrendRow[], kept: readonly Snapshot[]): TrendRow[] {
  return rows.map(row => {
    const last = kept.findLast(({ day }) => day >= row.period.from && day < row.period.to)
    return last?.registered === null || last?.registered === undefined ? row : { ...row, seats: last.registered }
  })
}

function suppressSeatTrend(rows: readonly TrendRow[], minGroupSize: number): TrendRow[] {
  const hasTooSmall = rows.some(({ seats = null }) => isBelowMinGroupSize(seats, minGroupSize))
  return hasTooSmall ? rows.map(({ seats: _seats, ...row }) => row) : [...rows]
}

/** Days for up to two weeks, weeks for up to four months, then months: a table that can be read at a glance. */
export function stepFor({ period }: AskedPeriod): Step {
  const days = countDays(period.from, period.to)
  return days <= 14 ? 'daily' : days <= 124 ? 'weekly' : 'monthly'
}
