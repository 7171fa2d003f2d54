import { type CompanyStep, formatMoment } from './company/calendar.ts'
import { measureUsage, type Scope } from './company/usage.ts'
import { makeRoute, type Route } from './route.ts'
import { cutBuckets, daysKnown } from './usage-routes.ts'
import { writeAgentBucket } from './wire/agent-usage.ts'
import { ok, refuse, type WireAnswer } from './wire/answers.ts'
import { granularity, moment, text } from './wire/parameters.ts'
import type { Dialect } from './wire/profiles.ts'
import { findAccount, findTeam, type World } from './world.ts'

type AgentUsageValues = { organizationId: string; from: number; to: number; granularity: CompanyStep }

const fields = { organizationId: text, from: moment, to: moment, granularity }
const options = {
  admin: true,
  ownOrganization: true,
  served: ({ agentUsage }: Dialect) => agentUsage,
  // Seen on the live service: a parameter that is missing or misnamed is answered with 500.
  badParametersStatus: 500,
} as const

/** What agents cost: organization, team and person. */
export function makeAgentUsageRoutes(): Route[] {
  return [
    makeRoute('/api/v1/organization/agent-usage', options, fields, ({ world, values }) =>
      answerAgentUsage(world, values, {}, {}),
    ),
    makeRoute('/api/v1/team/agent-usage', options, { ...fields, teamId: text }, ({ world, values }) => {
      const found = findTeam(world, values.teamId)
      if ('missing' in found) return found.missing
      return answerAgentUsage(world, values, { team: found.team.index }, { teamId: values.teamId })
    }),
    makeRoute('/api/v1/user/agent-usage', options, { ...fields, userId: text }, ({ world, values }) => {
      const found = findAccount(world, values.userId)
      if ('missing' in found) return found.missing
      return answerAgentUsage(world, values, { life: found.account.life }, { userId: values.userId })
    }),
  ]
}

function answerAgentUsage(
  world: World,
  { organizationId, from, to, granularity }: AgentUsageValues,
  scope: Scope,
  subject: { teamId?: string; userId?: string },
): WireAnswer {
  const { company, dialect, hasAgentUsage } = world
  if (!hasAgentUsage) return refuse(dialect, 403, 'Agent usage is not part of the license.', 'FEATURE_NOT_AVAILABLE')
  if (from >= to) return refuse(dialect, 500, 'Internal server error')
  const buckets = cutBuckets({ from, to }, granularity, daysKnown(world, 'v2'))
  const totals = measureUsage(
    company,
    scope,
    buckets.map(({ days }) => days),
    world.now(),
  )
  const data = totals.map((sums, i) => {
    const span = buckets[i]?.span ?? { from, to }
    return writeAgentBucket(granularity === 'all' ? { from: to, to } : span, sums, company.key)
  })
  return ok({
    organizationId,
    ...subject,
    from: formatMoment(from),
    to: formatMoment(to),
    usage: { granularity, data },
  })
}
