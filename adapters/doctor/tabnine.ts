import { AppError, hasCode } from '../../src/errors.ts'
import { addDays, startOfDay } from '../../src/time/utc-days.ts'
import { placeRows } from '../../src/usage-api/buckets.ts'
import { detectCoverage } from '../../src/usage-api/usage.ts'
import { usesTabnineRoles } from '../core.ts'
import { expiryOf } from '../token-expiry.ts'
import { type Check, type CheckFinding, fail, ok, skip, warn } from './check.ts'
import type { DoctorContext } from './context.ts'
import { explainUnreachable } from './unreachable.ts'

const adminToken = 'an admin must create the token in Tabnine: Settings > Access Tokens.'

/** So long before its end a token should be replaced. */
const renewBeforeMs = 14 * 86_400_000

/** What the bot reads, and what it cannot do without. `null`: it has another way. */
type Right = {
  readonly id: string
  /** Completes the sentence `TABNINE_TOKEN can read <what>.` */
  readonly what: string
  readonly without: string | null
  ask(context: DoctorContext): Promise<unknown>
}

const rights: readonly Right[] = [
  {
    id: 'tabnine.teams',
    what: 'the teams',
    without: 'no team can be asked about',
    ask: ({ endpoints }) => endpoints.teams(0, 1),
  },
  {
    id: 'tabnine.members',
    what: 'the members',
    without: 'unused seats cannot be found',
    ask: ({ endpoints }) => endpoints.organizationUsers({ active: true, teamMember: true }, 0, 1),
  },
  {
    id: 'tabnine.usage',
    what: 'usage',
    without: 'nothing can be reported',
    ask: readUsage,
  },
  {
    id: 'tabnine.invites',
    what: 'open invites',
    without: null,
    ask: ({ endpoints }) => endpoints.invitations(undefined, 0, 1),
  },
  {
    id: 'tabnine.seats-by-month',
    what: 'seats by month',
    without: null,
    ask: ({ endpoints, now }) => endpoints.organizationSeatsByMonth(now().toISOString().slice(0, 7)),
  },
]

export const tabnineChecks: readonly Check[] = [
  {
    id: 'tabnine.reach',
    group: 'tabnine',
    run: async context => reach(context, await failureOf(context.organization())),
  },
  {
    id: 'tabnine.token',
    group: 'tabnine',
    needs: 'tabnine.reach',
    async run(context) {
      const error = await failureOf(context.organization())
      if (error?.code === 'bad-token') return fail(`Tabnine refuses TABNINE_TOKEN: ${adminToken}`)
      if (error?.code === 'forbidden') return fail(`TABNINE_TOKEN may not read the organization: ${adminToken}`)
      const end = expiryOf(context.config.usageApi.token)
      if (end === null) return ok('Tabnine accepts TABNINE_TOKEN.')
      const sentence = `Tabnine accepts TABNINE_TOKEN, which ends on ${end.toISOString().slice(0, 10)}`
      return end.getTime() - context.now().getTime() < renewBeforeMs
        ? warn(`${sentence}: create a new one soon.`)
        : ok(`${sentence}.`)
    },
  },
  {
    id: 'tabnine.organization',
    group: 'tabnine',
    needs: 'tabnine.token',
    async run(context) {
      const { organizationId } = context.config.usageApi
      const found = await context.organization().catch((error: unknown) => error)
      if (found instanceof Error)
        return ok('This server does not name the organization; TABNINE_ORGANIZATION_ID is used.')
      const { id, name } = await context.organization()
      if (organizationId !== undefined && organizationId !== id)
        return warn(
          `TABNINE_TOKEN belongs to ${name} (${id}), not to TABNINE_ORGANIZATION_ID: remove that setting, or use a token of that organization.`,
        )
      return ok(`The organization is ${name} (${id}).`)
    },
  },
  ...rights.map(
    (right): Check => ({
      id: right.id,
      group: 'tabnine',
      needs: 'tabnine.token',
      run: async context => describeRight(right, await failureOf(right.ask(context))),
    }),
  ),
  { id: 'tabnine.actions', group: 'tabnine', needs: 'tabnine.token', run: describeActions },
  {
    id: 'tabnine.version',
    group: 'tabnine',
    needs: 'tabnine.usage',
    run: describeVersion,
  },
  {
    id: 'tabnine.seats',
    group: 'tabnine',
    needs: 'tabnine.members',
    async run({ usageApi, config }) {
      const { registered, invited, deactivated } = await usageApi.organizationSeats()
      if (registered === null) return warn('Tabnine does not report how many members there are: check the token.')
      const bought = config.file.purchase.seats
      const counted = [
        `${registered} members`,
        ...(invited === null ? [] : [`${invited} open or expired invites`]),
        ...(deactivated === null ? [] : [`${deactivated} deactivated`]),
      ]
      const sentence = `Seats: ${counted.join(', ')}.`
      return bought !== null && registered > bought
        ? warn(`${sentence} That is more than the ${bought} of renewal.seats: correct it in CONFIG_FILE.`)
        : ok(sentence)
    },
  },
]

function reach({ config }: DoctorContext, error: AppError | null): CheckFinding {
  const { url, organizationId } = config.usageApi
  const service = { name: 'Tabnine', url, setting: 'TABNINE_URL' }
  const { host } = new URL(url)
  switch (error?.code) {
    case 'unreachable':
      return fail(explainUnreachable(error.cause, service))
    case 'upstream-timeout':
      return fail(explainUnreachable(Object.assign(new Error(), { code: 'ETIMEDOUT' }), service))
    case 'not-found':
      if (organizationId !== undefined) break
      return fail(
        `${host} has no Usage API, or none that names the organization: correct TABNINE_URL, or set TABNINE_ORGANIZATION_ID.`,
      )
    case 'contract':
      return fail(
        `${host} answers, but not as Tabnine does: correct TABNINE_URL, or let the bot pass a sign-in page or proxy.`,
      )
    case 'rate-limited':
      return fail('Tabnine accepts no more requests for now (429): wait, and see what else uses the token.')
    case 'upstream-failed':
      return fail(`Tabnine has an error of its own (HTTP ${error.details.status ?? '5xx'}): ask its administrators.`)
    case 'refused-request':
      return fail(`${host} refuses the request (HTTP ${error.details.status ?? '4xx'}): correct TABNINE_URL.`)
  }
  return ok(`Tabnine answers at ${host}.`)
}

/** Whether changes can be made is known only when one is: nothing is changed to find out. */
async function describeActions(context: DoctorContext): Promise<CheckFinding> {
  const { acting, admins, file } = context.config
  if (acting.allowed.length === 0) return skip('ACTIONS is not set: nothing can be changed in Tabnine.')
  const own = await context.organization().catch(() => null)
  const found = await context.organizationOfActions().catch((error: unknown) => error)
  if (hasCode(found, 'bad-token')) return fail(`Tabnine refuses TABNINE_ACTION_TOKEN: ${adminToken}`)
  const isForeign = own !== null && typeof found === 'object' && found !== null && 'id' in found && found.id !== own.id
  if (isForeign) return fail('TABNINE_ACTION_TOKEN belongs to another organization than TABNINE_TOKEN: replace it.')
  const hasAdmins = admins.length > 0 || file.roles.admin.length > 0 || usesTabnineRoles(context.config)
  if (!hasAdmins) return warn('ACTIONS is set, but there is no bot admin who could act: set ADMINS.')
  return ok(`Tabnine accepts TABNINE_ACTION_TOKEN. Admins can change: ${acting.allowed.join(', ')}.`)
}

function describeRight({ what, without }: Right, error: AppError | null): CheckFinding {
  const note = without === null ? warn : fail
  const loss = without === null ? 'the bot uses other counts instead' : without
  switch (error?.code) {
    case undefined:
      return ok(`TABNINE_TOKEN can read ${what}.`)
    case 'bad-token':
    case 'forbidden': {
      const { status, vendorCode } = error?.details ?? {}
      const code = vendorCode ?? `HTTP ${status ?? 403}`
      return note(`TABNINE_TOKEN may not read ${what} (${code}), so ${loss}: ${adminToken}`)
    }
    case 'not-found':
      return note(`This version of Tabnine does not report ${what}, so ${loss}: update it.`)
    case 'contract':
      return note(`Tabnine reports ${what} in another form than the bot knows, so ${loss}: look for a newer bot.`)
    default:
      return note(`Tabnine does not report ${what} now (${error?.code}), so ${loss}: try again later.`)
  }
}

/** One day of the whole organization, by either version. */
async function readUsage(context: DoctorContext): Promise<void> {
  const { version } = context.config.usageApi
  const [first, second] = version === 'auto' ? (['v2', 'v1'] as const) : ([version] as const)
  const failure = await failureOf(askUsage(context, first, 1))
  if (!failure) return
  if (second === undefined) throw failure
  await askUsage(context, second, 1)
}

async function describeVersion(context: DoctorContext): Promise<CheckFinding> {
  const { version } = context.config.usageApi
  const { endpoints, now } = context
  if (version !== 'auto') return ok(`Usage is read by ${version}, as TABNINE_USAGE_VERSION says.`)
  const organizationId = await organizationIdOf(context)
  const { v2Since } = await detectCoverage(async (asked, period, granularity) => {
    const question = { version: asked, subject: { kind: 'organization' as const }, organizationId, period, granularity }
    return placeRows((await endpoints.usage(question)).rows, granularity).rows
  }, now())
  if (v2Since === null) return ok('Usage is read by v1; this server does not offer v2.')
  return ok(`Usage is read by v2 from ${v2Since.toISOString().slice(0, 10)} on, and by v1 before that day.`)
}

async function askUsage(context: DoctorContext, version: 'v1' | 'v2', days: number): Promise<void> {
  const to = startOfDay(context.now())
  const period = { from: addDays(to, -days), to }
  const organizationId = await organizationIdOf(context)
  const subject = { kind: 'organization' as const }
  await context.endpoints.usage({ version, subject, organizationId, period, granularity: 'daily' })
}

async function organizationIdOf({ config, organization }: DoctorContext): Promise<string> {
  return config.usageApi.organizationId ?? (await organization()).id
}

/** @returns `null` on success. @throws errors that are not from the Usage API */
async function failureOf(asked: Promise<unknown>): Promise<AppError | null> {
  try {
    await asked
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}
