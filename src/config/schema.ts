/** What the configuration file may hold. Each message continues the name of the setting: `privacy.floor must be …`. */

import { z } from 'zod'
import { hasCode } from '../errors.ts'
import { isZone } from '../message/formats.ts'
import { languages } from '../message/languages.ts'
import { type Platform, platformFacts, platforms } from '../platform.ts'
import { defaultPrivacy, levels, teamOwners } from '../privacy/policy.ts'
import { readSchedule } from '../time/read-schedule.ts'
import { weekdays } from '../time/schedule-words.ts'

// Lengths are looked at here: the library's own checks read `length` of whatever comes, also of a map that has one.
const words = (what: string) =>
  z
    .string(`must be ${what}`)
    .trim()
    .refine(value => value !== '', `must be ${what}`)
const number = (from: number, to: number) => {
  const what = `must be a whole number from ${from} to ${to}`
  return z.int(what).min(from, what).max(to, what)
}
/** Settings with names: any other name is a mistake. */
const section = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, 'must be settings with names')
const list = <Entry extends z.ZodType>(entry: Entry) => z.array(entry, 'must be a list')

const day = words('a day such as 2026-12-24').refine(isDay, 'must be a day such as 2026-12-24')
const moment = day.transform(text => new Date(`${text}T00:00:00Z`))

const slackGroup = /^S[A-Z0-9]{5,}$/
const email = /^[^@\s]+@[^@\s]+\.[^@\s]+$/
const member = words('a person or a group').refine(
  entry =>
    entry === teamOwners ||
    slackGroup.test(entry) ||
    platforms.some(platform => platformFacts[platform].personId.test(entry)) ||
    email.test(entry),
  `must be a Slack user id (U…), a Slack user group (S…), a Teams object id, an e-mail or “${teamOwners}”`,
)
/** Anyone can create a team in Teams and is its owner then. */
const admin = member.refine(entry => entry !== teamOwners, `must not be “${teamOwners}”: name people or a group`)
const members = list(member).nullable().default(null)

const level = z.enum(levels, `must be one of ${levels.join(', ')}`)

/** `slack:` and a Slack id, for example: for each platform the pattern of its own ids. */
function anyOf(ids: Readonly<Record<Platform, string>>): RegExp {
  return new RegExp(`^(${platforms.map(platform => `${platform}:${ids[platform]}`).join('|')})$`)
}

/** Slack's ids, not its names: a channel is renamed any day. What Teams calls a conversation has many forms. */
export const conversation = anyOf({ slack: '[CGD][A-Z0-9]+', teams: '\\S+' })
/** The file may also name a person, who is reached in their direct messages. */
const conversationOrPerson = anyOf({ slack: '[CGDUW][A-Z0-9]+', teams: '\\S+' })

const hour = words('a time such as 18:00')
  .regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'must be a time such as 18:00, in quotes')
  .transform(text => Number(text.split(':')[0]) * 60 + Number(text.split(':')[1]))

const aboutPrice = 'must be a number above 0, such as 39 or 12.50'
const aboutAmount = 'must be a number above 0, such as 500'
const amount = z.number(aboutAmount).positive(aboutAmount).max(1_000_000_000, 'must be at most 1000000000')
const price = z.number(aboutPrice).positive(aboutPrice).max(1_000_000, 'must be at most 1000000')
const link = words('a web address').refine(isWebAddress, 'must be a web address that begins with https:// or http://')

const exclusion = section({
  person: words('an e-mail or a Tabnine user id').optional(),
  pattern: words('a pattern such as svc-*@example.com').optional(),
  reason: words('a short reason'),
  until: moment.nullable().default(null),
})
  .refine(({ person, pattern }) => (person === undefined) !== (pattern === undefined), {
    error: 'must have either a person or a pattern',
  })
  .refine(({ pattern, until }) => pattern === undefined || until === null, {
    error: 'cannot be combined with a pattern',
    path: ['until'],
  })

const teams = list(words('the name or id of a team, or all')).refine(
  names => names.length > 0,
  'must name at least one team',
)
const language = z
  .enum(languages, `must be one of ${languages.join(', ')}`)
  .nullable()
  .default(null)
const zone = words('a zone').refine(isZone, 'must be a zone such as Europe/Berlin')
const place = words('a conversation').regex(conversationOrPerson, 'must be a conversation such as slack:C0123')

const watch = section({
  conversation: place,
  teams,
  /** Missing: the value of all alerts. */
  graceDays: number(0, 365).optional(),
  repeatDays: number(1, 365).optional(),
  /** The zone of its working days; `null`: the bot's. */
  zone: zone.nullable().default(null),
  language,
})

const subscription = section({
  conversation: place,
  teams,
  /** As after `subscribe` in chat. */
  when: words('a schedule').default('every monday at 9:00'),
  zone: zone.default('UTC'),
  language,
}).transform(({ when, zone, ...rest }, context) => {
  try {
    const base = { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone } as const
    return { ...rest, schedule: readSchedule(when, base) }
  } catch (error) {
    if (!hasCode(error, 'bad-schedule')) throw error
    const [better] = error.details.suggestions ?? []
    const hint = better ? `; did you mean “${better.line}”` : ''
    const message = `must be a schedule such as “every monday at 9:00 Europe/Berlin”${hint}`
    context.addIssue({ code: 'custom', path: ['when'], message, input: undefined })
    return z.NEVER
  }
})

export const ConfigFileSchema = section({
  roles: section({
    admin: list(admin).default([]),
    subscriber: members,
    viewer: members,
    /** Whether Admins and Managers of Tabnine are admins of the bot; without it, if the settings name no admin. */
    tabnine: z.boolean('must be true or false').optional(),
  }).prefault({}),
  privacy: section({
    channel: level.default(defaultPrivacy.surfaces.channel),
    private: level.default(defaultPrivacy.surfaces.private),
    personal: level.default(defaultPrivacy.surfaces.personal),
    floor: number(1, 1_000).default(defaultPrivacy.minGroupSize),
    pseudonyms: z.boolean('must be true or false').default(defaultPrivacy.pseudonyms),
    namesForActions: z.boolean('must be true or false').default(false),
  })
    .prefault({})
    .transform(({ floor, pseudonyms, namesForActions, ...surfaces }) => {
      return { surfaces, minGroupSize: floor, pseudonyms, ...(namesForActions ? { namesForActions } : {}) }
    }),
  alerts: section({
    graceDays: number(0, 365).default(14),
    idleDays: number(1, 365).default(14),
    repeatDays: number(1, 365).default(7),
    /** For the outlook: after how many days it is counted who of the invited has begun. */
    activationDays: list(number(1, 365)).default([14, 30]),
    /** Who was active on fewer working days of `idleDays` counts as underused; 0: no one. */
    underusedDays: number(0, 100).default(3),
    reminders: section({
      /** The most one person is ever sent about one seat. */
      cap: number(0, 20).default(3),
      coolDownDays: number(1, 365).default(7),
      /** In minutes after midnight, in the person's own zone. */
      quietHours: section({ from: hour, to: hour }).prefault({ from: '18:00', to: '8:00' }),
    }).prefault({}),
    /** Alerts: which teams, and in which conversation. */
    watch: list(watch).default([]),
  }).prefault({}),
  exclusions: list(exclusion).default([]),
  /** E-mails that belong to one person, a list for each. */
  samePerson: list(list(words('an e-mail').regex(email, 'must be an e-mail'))).default([]),
  weekend: list(z.enum(weekdays, `must be one of ${weekdays.join(', ')}`)).default(['saturday', 'sunday']),
  /** Day to name. */
  holidays: z.record(day, words('the name of the holiday'), 'must be days with names').default({}),
  renewal: section({
    /** What is missing is read from the licence, where the server has it. */
    seats: number(1, 1_000_000).optional(),
    date: moment.optional(),
    /** Where to post what to free 60, 30 and 7 days before. */
    notify: list(place).default([]),
    /** Of one seat for a month. */
    pricePerSeat: price.optional(),
    currency: words('a currency such as EUR').refine(isCurrency, 'must be a currency such as EUR').optional(),
  })
    .refine(({ pricePerSeat, currency }) => currency === undefined || pricePerSeat !== undefined, {
      error: 'needs pricePerSeat as well',
      path: ['currency'],
    })
    .nullable()
    .default(null),
  /** The vendor's id of a model to the name that people know. */
  models: z.record(z.string().min(1).max(200), words('the name of the model'), 'must be models with names').default({}),
  budgets: section({
    /** In which the server counts what agents cost. */
    currency: words('a currency such as USD').refine(isCurrency, 'must be a currency such as USD').default('USD'),
    /** What agents may cost in a month. */
    organization: amount.optional(),
    teams: z.record(z.string().min(1).max(200), amount, 'must be teams with amounts').default({}),
    /** Where to post that 50, 80 or 100% of a budget are used. */
    notify: list(place).default([]),
  }).prefault({}),
  /** Pages that messages link to. */
  links: section({
    install: link.default('https://docs.tabnine.com/main/getting-started/install'),
    signIn: link.default('https://console.tabnine.com'),
    users: link.default('https://console.tabnine.com'),
  }).prefault({}),
  subscriptions: list(subscription).default([]),
})

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code)
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text)
}
