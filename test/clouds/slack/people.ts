import manifest from '../../../manifest/slack.json' with { type: 'json' }

/** The made-up workspace: who is in it. Names are awkward on purpose: what people call themselves must stay text. */
export type Person = {
  realName: string
  displayName: string
  email: string
  timeZone: string
  /** `en-US` by default. */
  locale?: string
  admin?: true
  deleted?: true
  /** They have not opened the link that Slack sent to their e-mail. */
  unconfirmed?: true
  /** Another workspace that they are of; the one of the test by default. */
  team?: string
}

const PEOPLE = {
  /** Workspace admin. */
  ada: {
    realName: 'Ada Lovelace',
    displayName: 'ada',
    email: 'ada@acme.example',
    timeZone: 'Europe/London',
    admin: true,
  },
  grace: { realName: 'Grace Hopper', displayName: 'grace', email: 'grace@acme.example', timeZone: 'America/New_York' },
  meera: { realName: 'Meera Nair', displayName: 'meera', email: 'meera@acme.example', timeZone: 'Asia/Kolkata' },
  /** Every part of the name would mention, link or format if it were read as markup. */
  quirk: {
    realName: '<!channel> *Rob* & `Sons` _x_ ~y~ <@U0TABNINE> <https://evil.example|click>',
    displayName: '@here :rotating_light:',
    email: "o'brien+tabnine&co@acme.example",
    timeZone: 'Pacific/Chatham',
  },
  /** Right-to-left with an override character, and an emoji of two code units. */
  layla: {
    realName: 'ليلى \u202Eحسن\u202C 🦊',
    displayName: 'ليلى',
    email: 'layla@acme.example',
    timeZone: 'Africa/Cairo',
  },
  /** Eighty characters, the longest Slack takes. */
  long: {
    realName: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(3).slice(0, 80),
    displayName: 'w'.repeat(80),
    email: `${'w'.repeat(60)}@acme.example`,
    timeZone: 'Europe/Berlin',
  },
  /** Deactivated: still known by id, no longer found by e-mail. */
  gone: { realName: 'Gone Girl', displayName: 'gone', email: 'gone@acme.example', timeZone: 'UTC', deleted: true },
} as const satisfies Record<string, Person>

export type UserKey = keyof typeof PEOPLE

/** The people of one cloud, with other e-mails where these are given. */
export function listPeople(emails: Partial<Record<UserKey, string>> = {}): [UserKey, Person][] {
  const people = Object.entries(PEOPLE) as [UserKey, Person][]
  return people.map(([name, person]) => [name, { ...person, email: emails[name] ?? person.email }])
}

/** Who and where the bot is. */
export const BOT = { appId: 'A0TABNINE', botId: 'B0TABNINE', userId: 'U0TABNINE', name: 'tabnine' }
/** Another app's bot: what it says is not for us. */
export const OTHER_BOT = { appId: 'A0OTHER', botId: 'B0OTHER', userId: 'U0OTHER', name: 'other-bot' }
export const TEAM = { id: 'T000000001', name: 'Acme', domain: 'acme' }

export const BOT_TOKEN = 'xoxb-test-bot'
export const APP_TOKEN = 'xapp-test-app'
export const SIGNING_SECRET = 'signing-secret-of-the-test-workspace'

/** What the bot's token may do unless a test says otherwise: the scopes that people grant at installation. */
export const BOT_SCOPES: string[] = manifest.oauth_config.scopes.bot
