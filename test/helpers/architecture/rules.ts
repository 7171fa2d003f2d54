/** Which room may import which, and what belongs where: the architecture as data. */

/** What every room may use; they themselves import none. */
const leaves = ['errors', 'ports', 'partial', 'platform', 'stored', 'subject', 'time']
const everythingInSrc = ['app', 'commands', 'config', 'command', 'privacy', 'report', 'message', 'usage-api', ...leaves]
export const features = ['usage', 'cost', 'seats', 'unused-seats', 'digests', 'home']
const shared = ['acting', 'command', 'report', 'privacy', 'message', ...leaves]
/** What the chats need to know of posts without an asker. */
const gateway = 'src/delivery/chat-gateway.ts'
/** What the chats report about where the bot is. */
const places = 'src/delivery/places.ts'

/** Room → rooms, or single files, that it may import besides itself. A room that is not listed has no place yet. */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  ports: ['platform'],
  partial: ['errors'],
  platform: [],
  stored: ['errors'],
  subject: ['errors', 'ports'],
  time: ['errors', 'ports'],
  message: leaves,
  privacy: ['message', ...leaves],
  // Changes of seats in Tabnine: one door, only for commands.
  acting: ['privacy', ...leaves],
  report: ['privacy', 'message', ...leaves],
  command: ['acting', 'report', 'privacy', 'message', ...leaves],
  // Each feature may use those above it.
  usage: shared,
  cost: ['usage', 'digests', 'delivery', ...shared],
  seats: ['usage', ...shared],
  'unused-seats': ['usage', 'seats', 'digests', 'notices', 'delivery', ...shared],
  digests: ['usage', 'seats', 'notices', 'delivery', ...shared],
  home: [...features, ...shared],
  commands: [...features, ...shared],
  notices: ['delivery', 'report', 'privacy', 'message', ...leaves],
  delivery: ['privacy', 'message', ...leaves],
  background: ['notices', 'delivery', ...features, ...shared],
  storage: leaves,
  app: ['commands', 'seats', ...shared],
  // Roles and privacy are set in the file.
  config: ['privacy', 'message', ...leaves],
  'usage-api': leaves,
  adapters: everythingInSrc,
  // What it knows of the database and of subscriptions becomes part of the bot's readiness.
  'adapters/memory': [
    'acting',
    'adapters',
    'storage',
    'notices',
    'delivery',
    'background',
    ...features,
    ...everythingInSrc,
  ],
  'adapters/slack': ['adapters', gateway, ...everythingInSrc],
  'adapters/teams': ['adapters', gateway, places, ...everythingInSrc],
  // The page draws what the platforms' own renderers make, and brings the whole bot with it.
  'demo/sandbox': ['src/usage-api/schema.ts'],
  'demo/playground': [
    'acting',
    'demo/sandbox',
    'adapters',
    'adapters/memory',
    ...features,
    'adapters/slack/blocks.ts',
    'adapters/slack/modal.ts',
    'adapters/teams/card.ts',
    'adapters/teams/dialog.ts',
    gateway,
    ...everythingInSrc,
  ],
  // Asks the services directly, and reads what the features keep.
  'adapters/doctor': [
    'adapters',
    'adapters/teams/credentials.ts',
    'adapters/teams/place.ts',
    'storage',
    'delivery',
    'background',
    ...features,
    ...everythingInSrc,
  ],
  // Applies the configuration file as the running bot does.
  'adapters/cli': [
    'adapters',
    'adapters/main',
    'adapters/doctor',
    'storage',
    'delivery',
    'background',
    ...features,
    ...everythingInSrc,
  ],
  demo: ['demo/sandbox', 'demo/playground', 'adapters', 'adapters/cli', ...everythingInSrc],
  'adapters/main': [
    'adapters/doctor',
    'adapters',
    'adapters/doctor',
    'adapters/memory',
    'adapters/slack',
    'adapters/teams',
    ...everythingInSrc,
  ],
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
    in: [
      'adapters/slack/bot.ts',
      'adapters/slack/responder.ts',
      'adapters/slack/logger.ts',
      'adapters/slack/outcome.ts',
    ],
    typesIn: [
      'adapters/slack/gateway.ts',
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
      'adapters/teams/credentials.ts',
      'adapters/teams/gateway.ts',
      'adapters/teams/responder.ts',
      'adapters/teams/people.ts',
      'adapters/teams/readers.ts',
      'adapters/teams/single-try.ts',
    ],
    typesIn: ['adapters/teams/'],
  },
  express: {
    in: ['adapters/http.ts'],
    typesIn: ['adapters/slack/bot.ts', 'adapters/slack/unsigned.ts', 'adapters/teams/', 'demo/playground/'],
  },
  'puppeteer-core': { in: ['demo/browser.ts'], typesIn: ['demo/message-view.ts'] },
  '@sparticuz/chromium': { in: ['demo/browser.ts'] },
  undici: { in: ['adapters/network.ts'] },
  pino: { in: ['adapters/log.ts'] },
  '@resvg/resvg-js': { in: ['adapters/chart-png.ts'] },
  'pino-pretty': { in: ['adapters/log.ts'] },
  'prom-client': { in: ['adapters/metrics.ts'] },
  fflate: { in: ['adapters/cli/manifest.ts', 'src/storage/prepared.ts'] },
  ky: { in: ['src/usage-api/http.ts', 'src/usage-api/seat-writer.ts'] },
  'p-limit': {
    in: [
      'adapters/http.ts',
      'src/usage-api/http.ts',
      'src/seats/snapshot.ts',
      'src/unused-seats/check/prove-unused.ts',
      'src/unused-seats/reminders/plan.ts',
    ],
  },
  'lru-cache': {
    in: [
      'src/usage-api/',
      'src/message/formats.ts',
      'src/digests/shared-answers.ts',
      'adapters/requests.ts',
      'adapters/http.ts',
      'adapters/slack/forms.ts',
      'adapters/slack/responder.ts',
      'adapters/slack/people.ts',
      'adapters/teams/responder.ts',
      'adapters/teams/people.ts',
      'adapters/teams/readers.ts',
    ],
  },
  'csv-stringify': { in: ['src/message/csv.ts'] },
  yaml: { in: ['src/config/'] },
  zod: {
    in: [
      'src/config.ts',
      'src/config/',
      'src/usage-api/shapes.ts',
      'src/usage-api/license-schema.ts',
      'src/usage-api/schema.ts',
      'src/usage-api/seat-writer.ts',
      'src/command/',
      'src/stored.ts',
      // JSON that is read from the database, and what comes back from outside.
      'src/background/',
      'src/notices/',
      'src/digests/',
      'src/seats/',
      'src/unused-seats/',
      'src/cost/',
      'src/usage/',
      'src/home/',
      'src/delivery/',
      'src/delivery/queue/',
      'src/storage/',
      'adapters/doctor/',
      'adapters/slack/opened-form.ts',
      'adapters/slack/socket.ts',
      'adapters/teams/outcome.ts',
      'adapters/teams/place.ts',
      'adapters/token-expiry.ts',
    ],
    typesIn: ['src/usage-api/'],
  },
  'date-fns': { in: ['src/time/utc-days.ts', 'src/time/read-until.ts'] },
  '@date-fns/tz': { in: ['src/time/wall-clock.ts', 'src/time/read-until.ts'] },
  'fastest-levenshtein': {
    in: [
      'adapters/doctor/environment.ts',
      'src/command/find-team.ts',
      'src/command/german-words.ts',
      'src/config/near-key.ts',
      'src/time/schedule-words.ts',
      'src/time/zones.ts',
    ],
  },
  '@electric-sql/pglite': { in: ['src/storage/'] },
  pg: { in: ['src/storage/'] },
  'drizzle-orm': { in: ['src/storage/'] },
  'pg-boss': { in: ['src/delivery/queue/'] },
  'node-cron': { in: ['src/background/heartbeat.ts'] },
  // Of the page in the browser: served unchanged, and imported by no file of the bot.
  // The machine itself: what the bot knows and does reaches it through ports.
  node: {
    in: [
      'adapters/',
      'bin/',
      'demo/',
      'src/privacy/pseudonym.ts',
      'src/config.ts',
      'src/config/',
      'src/delivery/queue/',
      'src/storage/',
    ],
  },
}

/** The delivery engine: features register with it, and it names none of them, nor what they post. */
export const engine = ['src/delivery/', 'src/storage/deliveries.ts', 'src/storage/rate-limits.ts']
export const featureWords = /\b(digest|alert|reminder|notice|seat|episode)s?\b/i

/** The only reader of the environment. */
export const environmentReader = 'src/config.ts'

/** A longer one deserves a second look: a file is as long as one thing is. */
export const longestFile = 400

/** The only maker of what may be sent. */
export const authorizer = 'src/privacy/authorize.ts'

/** Who may send what holds no data without asking who reads it: sentences of our own, and errors. */
export const dataless: readonly string[] = [
  'src/app.ts',
  'src/command/suggest.ts',
  'adapters/answer.ts',
  'adapters/slack/answering.ts',
  'adapters/slack/forms.ts',
  'adapters/teams/answers.ts',
  'adapters/teams/invokes.ts',
  'adapters/teams/welcome.ts',
]

/** Changes in Tabnine: which files may mention what. Everything else goes through the door. */
export const acting: readonly { readonly words: RegExp; readonly in: readonly string[] }[] = [
  {
    words: /\b(SeatWriter|withdrawInvite|sendInvite|setActive)\b/,
    in: ['src/acting/door.ts', 'src/usage-api/seat-writer.ts', 'src/ports/seat-actions.ts'],
  },
  { words: /\bcreateSeatWriter\b/, in: ['src/usage-api/seat-writer.ts', 'adapters/background-services.ts'] },
  { words: /\bcreateSeatDoor\b/, in: ['src/acting/door.ts', 'adapters/background-services.ts'] },
  // Only a person's press acts: no job, no answer to a reminder.
  { words: /\bseatDoor\.press\b|\bpress\b[^\n]*\} = .*seatDoor/, in: ['src/unused-seats/commands/confirm.ts'] },
]

/** The client of the Usage API reads; requests that write have one file. */
export const writingRequests = {
  words:
    /\bmethod\s*:\s*['"](?:post|put|patch|delete)['"]|\bclient\.(?:post|put|patch|delete)\(|['"](?:POST|PUT|PATCH|DELETE)['"]/i,
  under: 'src/usage-api/',
  in: 'src/usage-api/seat-writer.ts',
}
