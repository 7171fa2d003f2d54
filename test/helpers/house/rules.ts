/** Who may import whom, and what lives where: the house as data. */

/** What every room may use; they themselves use nobody. */
const leaves = ['errors', 'ports', 'partial', 'platform', 'stored', 'subject', 'utc-days', 'business-days', 'time']
const everythingInSrc = ['app', 'config', 'command', 'access', 'report', 'message', 'usage-api', ...leaves]
/** What the chats need to know of what is said to nobody in particular. */
const gateway = 'src/work/chat-gateway.ts'
/** What the chats tell of where the bot is. */
const places = 'src/work/places.ts'

/** Room → rooms, or single files, that it may import besides itself. A room that is not listed has no place yet. */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  ports: [],
  partial: ['errors'],
  platform: ['ports'],
  stored: ['errors'],
  subject: ['errors', 'ports'],
  'utc-days': [],
  'business-days': ['utc-days'],
  time: ['errors', 'ports', 'utc-days', 'business-days'],
  message: leaves,
  report: ['message', ...leaves],
  access: ['report', 'message', ...leaves],
  alert: ['report', 'message', ...leaves],
  schedule: leaves,
  command: ['schedule', 'alert', 'access', 'report', 'message', ...leaves],
  work: ['schedule', 'alert', 'access', 'report', 'message', ...leaves],
  store: leaves,
  jobs: ['errors', 'platform', 'ports'],
  app: ['command', 'access', 'report', 'message', ...leaves],
  // Roles and privacy are set in the file, and subscriptions in the words of the command.
  config: ['schedule', 'access', 'message', ...leaves],
  'usage-api': leaves,
  adapters: everythingInSrc,
  // What it knows of the database and of subscriptions becomes part of the bot's readiness.
  'adapters/memory': ['adapters', 'store', 'jobs', 'work', 'schedule', ...everythingInSrc],
  'adapters/slack': ['adapters', gateway, ...everythingInSrc],
  'adapters/teams': ['adapters', gateway, places, ...everythingInSrc],
  // The page draws what the platforms' own renderers make, and brings the whole bot with it.
  'demo/sandbox': ['src/usage-api/schema.ts'],
  'demo/playground': [
    'demo/sandbox',
    'adapters',
    'adapters/memory',
    'adapters/slack/blocks.ts',
    'adapters/slack/modal.ts',
    'adapters/teams/card.ts',
    'adapters/teams/dialog.ts',
    gateway,
    ...everythingInSrc,
  ],
  'adapters/cli': ['adapters', 'adapters/main', 'store', ...everythingInSrc],
  demo: ['demo/sandbox', 'demo/playground', 'adapters', 'adapters/cli', ...everythingInSrc],
  'adapters/main': ['adapters', 'adapters/memory', 'adapters/slack', 'adapters/teams', ...everythingInSrc],
  bin: [],
}

type Home = {
  /** Files, or folders with a slash at the end. */
  readonly in: readonly string[]
  /** Where its types, and nothing else of it, may be used as well. */
  readonly typesIn?: readonly string[]
}

/** Package → its home. A package that is not listed has none yet. */
export const homes: Readonly<Record<string, Home>> = {
  '@slack/bolt': {
    in: ['adapters/slack/bot.ts', 'adapters/slack/gateway.ts', 'adapters/slack/logger.ts', 'adapters/slack/outcome.ts'],
    typesIn: [
      'adapters/slack/chat.ts',
      'adapters/slack/files.ts',
      'adapters/slack/forms.ts',
      'adapters/slack/pictures.ts',
      'adapters/slack/people.ts',
      'adapters/slack/socket.ts',
    ],
  },
  '@slack/types': { in: [], typesIn: ['adapters/slack/'] },
  botbuilder: {
    in: [
      'adapters/teams/bot.ts',
      'adapters/teams/chat.ts',
      'adapters/teams/gateway.ts',
      'adapters/teams/people.ts',
      'adapters/teams/readers.ts',
      'adapters/teams/single-try.ts',
    ],
    typesIn: ['adapters/teams/'],
  },
  express: { in: ['adapters/http.ts'], typesIn: ['adapters/slack/bot.ts', 'adapters/teams/', 'demo/playground/'] },
  undici: { in: ['adapters/network.ts'] },
  pino: { in: ['adapters/log.ts'] },
  '@resvg/resvg-js': { in: ['adapters/chart-png.ts'] },
  'dejavu-fonts-ttf': { in: ['adapters/chart-png.ts'] },
  'pino-pretty': { in: ['adapters/log.ts'] },
  'prom-client': { in: ['adapters/metrics.ts'] },
  fflate: { in: ['adapters/cli/manifest.ts'] },
  ky: { in: ['src/usage-api/http.ts'] },
  'p-limit': {
    in: [
      'adapters/http.ts',
      'src/usage-api/http.ts',
      'src/work/snapshot.ts',
      'src/work/prove-unused.ts',
      'src/command/remind-plan.ts',
    ],
  },
  'lru-cache': {
    in: [
      'src/usage-api/',
      'src/message/formats.ts',
      'src/work/shared-answers.ts',
      'adapters/once.ts',
      'adapters/http.ts',
      'adapters/slack/forms.ts',
      'adapters/slack/gateway.ts',
      'adapters/slack/people.ts',
      'adapters/teams/gateway.ts',
      'adapters/teams/people.ts',
      'adapters/teams/readers.ts',
    ],
  },
  'csv-stringify': { in: ['src/message/csv.ts'] },
  yaml: { in: ['src/config/file.ts'] },
  zod: {
    in: [
      'src/config.ts',
      'src/config/',
      'src/usage-api/fields.ts',
      'src/usage-api/rows.ts',
      'src/usage-api/schema.ts',
      'src/command/',
      'src/stored.ts',
      // JSON that is read from the database, and what comes back from outside.
      'src/work/',
      'src/jobs/',
      'src/store/',
      'adapters/slack/opened-form.ts',
      'adapters/slack/socket.ts',
      'adapters/teams/outcome.ts',
      'adapters/teams/place.ts',
    ],
    typesIn: ['src/usage-api/'],
  },
  'date-fns': { in: ['src/utc-days.ts', 'src/schedule/read-until.ts'] },
  '@date-fns/tz': { in: ['src/time/wall-clock.ts', 'src/schedule/read-until.ts'] },
  'fastest-levenshtein': {
    in: [
      'src/command/find-team.ts',
      'src/command/verbs.ts',
      'src/config/near-key.ts',
      'src/schedule/schedule-words.ts',
      'src/schedule/zones.ts',
    ],
  },
  '@electric-sql/pglite': { in: ['src/store/'] },
  pg: { in: ['src/store/'] },
  'drizzle-orm': { in: ['src/store/'] },
  'pg-boss': { in: ['src/jobs/'] },
  'node-cron': { in: ['src/schedule/heartbeat.ts'] },
  // Of the page in the browser: served from there as they stand, and imported by no file of the bot.
  // The machine itself: what the bot knows and does reaches it through ports.
  node: {
    in: [
      'adapters/',
      'bin/',
      'demo/',
      'src/access/pseudonym.ts',
      'src/config.ts',
      'src/config/',
      'src/jobs/',
      'src/store/',
    ],
  },
}

/** The only reader of the environment. */
export const environmentReader = 'src/config.ts'

/** A longer one deserves a second look: a file is as long as one thing is. */
export const longestFile = 400

/** The only maker of what may be sent. */
export const authorizer = 'src/access/authorize.ts'

/** Who may send what holds no data without asking who reads it: sentences of our own, and errors. */
export const dataless: readonly string[] = [
  'src/app.ts',
  'src/command/suggest.ts',
  'adapters/progress.ts',
  'adapters/slack/answering.ts',
  'adapters/slack/forms.ts',
  'adapters/teams/answers.ts',
  'adapters/teams/invokes.ts',
  'adapters/teams/welcome.ts',
]
