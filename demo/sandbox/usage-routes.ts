import { type CompanyStep, cutWindow, DAY, type DaySpan, dayOf, formatMoment } from './company/calendar.ts'
import { type Days, daysKept, daysWithin, measureUsage, type Scope } from './company/usage.ts'
import { makeRoute, type Route } from './route.ts'
import { ok, refuseParameters, type WireAnswer } from './wire/answers.ts'
import { type Extras, writeBucketV1, writeBucketV2 } from './wire/buckets.ts'
import { granularity, moment, text } from './wire/parameters.ts'
import { findAccount, findTeam, type World } from './world.ts'

type Version = 'v1' | 'v2'
type UsageValues = { organizationId: string; from: number; to: number; granularity: CompanyStep }

const fields = { organizationId: text, from: moment, to: moment, granularity }
const options = {
  v1: { admin: true, ownOrganization: true },
  v2: { admin: true, ownOrganization: true, served: ({ v2Usage }: { v2Usage: boolean }) => v2Usage },
}

/** Usage of organization, team and person, in one of the two versions. */
export function makeUsageRoutes(version: Version): Route[] {
  return [
    makeRoute(`/api/${version}/organization/usage`, options[version], fields, ({ world, values }) =>
      answerUsage(world, version, values, {}, {}),
    ),
    makeRoute(`/api/${version}/team/usage`, options[version], { ...fields, teamId: text }, ({ world, values }) => {
      const found = findTeam(world, values.teamId)
      if ('missing' in found) return found.missing
      return answerUsage(world, version, values, { team: found.team.index }, { teamId: values.teamId })
    }),
    makeRoute(`/api/${version}/user/usage`, options[version], { ...fields, userId: text }, ({ world, values }) => {
      const found = findAccount(world, values.userId)
      if ('missing' in found) return found.missing
      return answerUsage(world, version, values, { life: found.account.life }, { userId: values.userId })
    }),
  ]
}

function answerUsage(
  world: World,
  version: Version,
  { organizationId, from, to, granularity }: UsageValues,
  scope: Scope,
  subject: { teamId?: string; userId?: string },
): WireAnswer {
  if (from >= to) return refuseParameters(['to: must be later than from'])
  const known = daysKnown(world, version)
  const buckets = cutBuckets({ from, to }, granularity, known)
  const totals = measureUsage(
    world.company,
    scope,
    buckets.map(({ days }) => days),
    world.now(),
  )
  const extras: Extras = {
    modelsKey: granularity === 'all' ? world.company.key : null,
    personKey: 'life' in scope ? scope.life.key : null,
  }
  const data = totals.map((sums, i) => {
    const span = buckets[i]?.span ?? { from, to }
    // The dates of an `all` bucket cannot be trusted: servers write the end of the window twice.
    const written = granularity === 'all' ? { from: to, to } : span
    return version === 'v1' ? writeBucketV1(world.dialect, written, sums) : writeBucketV2(written, sums, extras)
  })
  return ok({
    organizationId,
    ...subject,
    from: formatMoment(from),
    to: formatMoment(to),
    usage: { granularity, data },
  })
}

/** The days a version says about. Where v1 stands still it says nothing of it: later days just are not there. */
export function daysKnown({ now, freezeDay }: World, version: Version): Days {
  const { first, end } = daysKept(now())
  if (freezeDay === null) return { first, end }
  return version === 'v1' ? { first, end: Math.min(end, freezeDay) } : { first: Math.max(first, freezeDay), end }
}

/** The buckets of a window; those without any known day are left out, except that `all` always is one bucket. */
export function cutBuckets(window: DaySpan, granularity: CompanyStep, known: Days): { span: DaySpan; days: Days }[] {
  if (granularity === 'all') return [{ span: window, days: daysWithin(window, known) }]
  // Cutting only near the known days keeps a window of a thousand years from making buckets that no one sees.
  const from = Math.max(window.from, (known.first - 31) * DAY)
  const near = { from, to: Math.max(from, Math.min(window.to, (known.end + 31) * DAY)) }
  return cutWindow(near, granularity)
    .map(span => ({ span, days: daysWithin(span, known) }))
    .filter(({ span }) => dayOf(span.to - 1) >= known.first && dayOf(span.from) < known.end)
}
