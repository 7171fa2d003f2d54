/** The shapes of what newer servers report about the licence and about the cost of agents. */
import { z } from 'zod'
import type { AgentBucket, License } from '../ports.ts'
import { count, id, instant, money, rowsOf, text } from './shapes.ts'

const [earliest, latest] = [Date.UTC(2000, 0), Date.UTC(2200, 0)]
/** Seconds since 1970; an implausible date counts as missing. */
const unixSeconds = z
  .number()
  .transform(seconds => new Date(seconds * 1000))
  .refine(date => date.getTime() >= earliest && date.getTime() < latest)
  .nullish()
  .default(null)
  .catch(null)
/** A purchase of no seats, or of a part of one, is none. */
const seats = z.number().int().min(1).max(10_000_000).nullish().default(null).catch(null)

export const LicenseInfo = z
  .object({ license: z.object({ seats, exp: unixSeconds }) })
  .transform(({ license }): License => ({ seats: license.seats, endsAt: license.exp }))

/** Of one role; the installation may hold other organizations. */
export const Permissions = z.array(z.object({ username: z.string().max(320), organizationId: z.string() })).max(10_000)

const tokens = { inputTokens: count, outputTokens: count }

/** Models and types of agent that are read of one bucket. */
const maxEntries = 200

const Model = z.object({ model: id, cost: money, ...tokens })
const AgentType = z
  .object({ agentType: text, activeUsers: count, interactions: count, cost: money, ...tokens })
  .transform(({ agentType, ...row }) => ({ type: agentType ?? '', ...row }))

const rowsOrNone = <Row extends z.ZodType>(row: Row) =>
  rowsOf(row)
    .nullish()
    .catch(null)
    .transform(found => (found?.rows ?? []).slice(0, maxEntries))

const Bucket = z
  .object({
    from: instant,
    to: instant,
    activeUsers: count,
    totalInputTokens: count,
    totalOutputTokens: count,
    totalCost: money,
    modelBreakdown: rowsOrNone(Model),
    agentTypeBreakdown: rowsOrNone(AgentType),
  })
  .transform(row => ({
    from: row.from,
    to: row.to,
    activeUsers: row.activeUsers,
    cost: row.totalCost,
    inputTokens: row.totalInputTokens,
    outputTokens: row.totalOutputTokens,
    models: row.modelBreakdown,
    types: row.agentTypeBreakdown,
  }))

/** A bucket as the server dates it; for `all` those dates are not to be trusted. */
export type AgentUsageRow = Omit<AgentBucket, 'period'> & { readonly from: Date; readonly to: Date }
export const AgentUsageRows = z
  .object({ usage: z.object({ data: rowsOf(Bucket) }) })
  .transform(({ usage }) => usage.data)
