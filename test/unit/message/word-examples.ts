/** What each function of the words is given in tests: with one and with many, with all and with nothing. */

import { type ErrorCode, errorCodes } from '../../../src/errors.ts'
import type { Advice } from '../../../src/message/advice.ts'
import type { Words } from '../../../src/message/words.ts'
import { unreadParts } from '../../../src/report/unread.ts'
import type { ActiveSplit } from '../../../src/usage/activity.ts'
import { days } from '../../helpers/facts.ts'

type Given = (...args: never[]) => unknown

/** The shape of the words, with lists of arguments in place of the functions. */
type Examples<Part> = {
  [Name in keyof Part as Part[Name] extends Given | { [name: string]: unknown } ? Name : never]?: Part[Name] extends (
    ...args: infer Args
  ) => unknown
    ? readonly Args[]
    : Examples<Part[Name]>
}

const at = new Date('2026-11-23T10:25:00Z')
const day = new Date('2026-11-03T00:00:00Z')
const week = days('2026-11-16', '2026-11-22')
const asked = { period: week, isOver: true, words: 'last week' }
const seats = { registered: 57, invited: 6, deactivated: 4 }
const split = (members: number, active: number, left: number) => ({ members, active, left })
const some = { isAfterMembers: false, unused: null, now: at }
const use = (split: ActiveSplit | null, members: number | null, difference: number | null) => ({
  active: split ? split.active + split.left : 42,
  isLowerBound: false,
  isRunning: false,
  split,
  members,
  difference,
  isOneDay: false,
})
const fallen = { isDown: true, active: 18, week: new Date('2026-10-05T00:00:00Z'), isOtherMonth: true }
const counts: [number][] = [[0], [1], [2], [1_234]]
const subjects: [string][] = [['Payments']]
const problems = ['weekday', 'month-day', 'time', 'zone', 'second', 'past', 'date'] as const
type ErrorExample = Parameters<Words['errors']['explain']>
const errorExamples: ErrorExample[] = [
  ...(Object.keys(errorCodes) as ErrorCode[]).flatMap((code): ErrorExample[] => [
    [code, {}],
    [code, { subject: 'SUBJECT', command: 'usage', retryAfter: 30 }],
  ]),
  ...problems.map((problem): ErrorExample => ['bad-schedule', { subject: 'SUBJECT', problem }]),
]
const ids: [number][] = [[7]]
const names: [string][] = [['Payments']]
const summaries: [string, string, string | null, string | null][] = [
  ['Payments', 'WHEN', 'NEXT', null],
  ['Payments', 'WHEN', null, 'UNTIL'],
]
const upcoming: [string, string, string | null][] = [
  ['Payments', 'WHEN', 'NEXT'],
  ['Payments', 'WHEN', null],
]
const run: [string, string][] = [
  ['Payments', '2026-W48'],
  ['Payments', 'run 1'],
]
const counted: [number, string][] = [
  [0, 'Payments'],
  [1, 'Payments'],
  [12, 'Payments'],
]
const parts: [number, number][] = [
  [1, 1],
  [1, 12],
  [27, 106],
]
const spans: [number, number][] = [
  [0, 14],
  [1, 1],
  [12, 14],
]
const ages: [{ days: number; isAtLeast: boolean }][] = [
  [{ days: 1, isAtLeast: false }],
  [{ days: 620, isAtLeast: false }],
  [{ days: 620, isAtLeast: true }],
]
const spansOf: [{ idle: number; grace: number }][] = [[{ idle: 1, grace: 1 }], [{ idle: 14, grace: 30 }]]
const sinceSpans = spansOf.map(([each]): [string, { idle: number; grace: number }] => ['SINCE', each])
const thanked: [string | null, Date][] = [
  [null, day],
  ['Ada', day],
]
/** The same arguments for each state of a seat. */
const standings = <Args>(args: Args) => ({
  ...{ invited: args, 'never-used': args, idle: args, 'in-use': args, 'in-grace': args, excluded: args },
  ...{ 'service-account': args, duplicate: args, 'unknown-date': args, 'unknown-use': args },
})
const decisions = [
  'baseline',
  'opened',
  'more',
  'fewer',
  'back',
  'confirmed',
  'repeat',
  'resolved',
  'off',
  'no-data',
  'below-threshold',
  'snoozed',
  'said-today',
  'few-more',
  'nothing-new',
]
const reasons = [
  'too late',
  'clock was ahead',
  'held up',
  'no connection',
  'no answer',
  'rate-limited',
  'may or may not have been posted',
  'found in the chat',
  'dropped',
  'subscription-gone',
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'account_inactive',
  'token_revoked',
  'access_denied',
  'enterprise_is_restricted',
  'is_inactive',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'no_permission',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'team_not_found',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'accesslimited',
  'ekm_access_denied',
  'external_channel_migrating',
  'invalid_auth',
  'not_authed',
  'not_allowed_token_type',
  'token_expired',
  'message_limit_exceeded',
  'missing_scope',
  'org_login_required',
  'team_added_to_org',
  'team_access_not_granted',
  'two_factor_setup_required',
  'ratelimited',
  'rate_limited',
  'request_timeout',
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'no such conversation',
  'blocked',
  'removed',
  'disabled by an admin',
  'conversation not found',
  'posting',
  'not installed for this person',
  'the message is gone',
  'Teams refuses the token',
  'Microsoft refuses the app password',
]

const examples: Examples<Words> = {
  count: [[1_234], [null]],
  day: [[day]],
  age: [[0], [1], [20], [100], [800]],
  percent: [[0.743]],
  wholePercent: [[0.743]],
  change: [[12], [-3]],
  changeInPercent: [[3, 8]],
  days: [[week], [days('2026-11-16', '2026-11-16')], [days('2025-12-29', '2026-01-04')]],
  money: [
    [1_248, 'EUR'],
    [12.3, 'GBP'],
  ],
  moneyInColumn: [[90, 'EUR']],
  month: [[new Date('2026-10-01T00:00:00Z')]],
  weekday: [[day]],
  moment: [[at, 'Europe/Berlin']],
  period: [[asked], [{ ...asked, isOver: false }]],
  role: [[null], ['Admin']],
  subject: [[{ kind: 'team', name: 'Payments' }]],
  changePerDay: [
    [-0.5, 10],
    [1, 0],
  ],
  changeInCount: [
    [-3, 20],
    [3, 0],
  ],
  countAndChange: [
    [20, 23],
    [null, 23],
    [20, null],
  ],
  list: [[['A', 'B', 'C']]],
  changeInPoints: [[0.012], [-0.01]],
  activity: {
    atLeast: [['WRITTEN']],
    quiet: [[null], [0], [1], [57]],
    used: [
      [use(split(57, 42, 0), 57, 3)],
      [use(split(1, 1, 0), 1, 0)],
      [use(split(57, 40, 2), 57, -3)],
      [use(split(1, 1, 1), 1, null)],
      [use(split(0, 0, 0), 0, null)],
      [use(null, 57, 3)],
      [use(null, 1, null)],
      [use(null, null, 0)],
      [{ ...use(null, null, 0), isOneDay: true }],
      [{ ...use(null, null, 56), isOneDay: true }],
      [{ ...use(null, 57, null), isLowerBound: true }],
      [{ ...use(split(57, 42, 0), 57, null), isRunning: true }],
    ],
    people: [
      [null, null, false],
      [42, null, true],
      [42, split(57, 42, 0), false],
      [42, split(57, 40, 2), false],
      [42, null, false],
    ],
    members: counts,
    accepted: [
      [3_550, null],
      [3_550, 1],
      [3_550, 10_900],
    ],
    ofCharacters: [
      [null, 1, 1],
      [0.426, null, null],
      [0.426, 308_800, 415_700],
    ],
    chats: [
      [1, null, null],
      [650, 12, 0.018],
    ],
    agentTurns: [
      [1, null, null],
      [250, 4_650, 4_400],
    ],
    ofCode: [[null], [0.62]],
  },
  trend: { daysOff: [[days('2026-11-21', '2026-11-22')]], soFar: [['Fri 27 Nov']], atLeast: [[1], [1_234]] },
  origin: {
    dates: [[asked], [{ ...asked, isOver: false }]],
    datesAndBefore: [[asked, days('2026-11-09', '2026-11-15')]],
    unequal: [[28, 31]],
    comparedWith: [[days('2026-11-09', '2026-11-15')]],
    notReported: [[['NAME']], [['NAME', 'OTHER']]],
    lastHours: [[at, 'Europe/Berlin']],
    uncovered: [[[week, days('2026-11-02', '2026-11-02')]]],
    source: [
      [{ host: 'tabnine.example', versions: ['v1', 'v2'], askedAt: at, lastActiveDay: day }, 'Europe/Berlin'],
      [{ host: 'tabnine.example', versions: ['v2'], askedAt: at, lastActiveDay: null }, 'Europe/Berlin'],
    ],
    asked: [['tabnine.example', at, 'Europe/Berlin']],
  },
  usage: {
    title: [['Payments', 'PERIOD']],
    heading: [
      ['steady', 'Payments', 'FINDING'],
      ['down', 'Payments', 'FINDING'],
      ['alert', 'Payments', 'FINDING'],
      [null, 'Payments', 'FINDING'],
    ],
    active: [
      [15, false, split(19, 15, 0), asked],
      [1, false, split(1, 1, 0), asked],
      [84, false, split(95, 73, 11), { ...asked, words: 'last 14 days' }],
      [8, true, null, { ...asked, words: '1 sep to 14 sep' }],
      [1, false, null, { ...asked, isOver: false, words: 'this week' }],
    ],
    noneActive: [
      [6, asked],
      [1, asked],
      [0, asked],
      [null, { ...asked, words: '1 sep to 14 sep' }],
    ],
    noData: [[asked], [{ ...asked, words: '1 sep to 14 sep' }]],
    othersDid: [[null], [8]],
    summary: [
      [{ active: 15, split: split(19, 15, 0), members: 19, difference: 0, unit: 'week', past: fallen }],
      [{ active: 15, split: split(19, 15, 0), members: 19, difference: 2, unit: 'month', past: null }],
      [{ active: 15, split: null, members: 19, difference: -2, unit: 14, past: { ...fallen, isOtherMonth: false } }],
      [{ active: 84, split: split(95, 73, 11), members: 95, difference: 2, unit: 'day', past: null }],
      [{ active: 84, split: split(84, 83, 1), members: 84, difference: null, unit: 'year', past: null }],
      [{ active: 1, split: null, members: 1, difference: null, unit: 'quarter', past: { ...fallen, isDown: false } }],
      [{ active: 9, split: null, members: null, difference: null, unit: 'week', past: null }],
    ],
    noComparison: [
      ['running', asked],
      [null, asked],
    ],
  },
  about: { title: [['REPORT']] },
  seats: {
    title: subjects,
    summary: [
      [{ ...some, seats, active: 42, split: split(57, 42, 0), invites: { open: 6, expired: 2, oldest: day } }],
      [{ ...some, seats: { registered: 1, invited: 1, deactivated: 0 }, active: 1, split: null, invites: null }],
      [{ ...some, seats, active: 1, split: split(57, 1, 0), unused: 1, invites: { open: 1, expired: 0, oldest: at } }],
      [{ ...some, seats, active: 42, split: null, isAfterMembers: true, invites: null }],
      [{ ...some, seats, active: 42, split: null, unused: 12, invites: { open: 0, expired: 3, oldest: null } }],
      [{ ...some, seats, active: 0, split: split(1, 0, 0), unused: 0, invites: { open: 1, expired: 0, oldest: day } }],
      [{ ...some, seats, active: 0, split: split(6, 0, 0), invites: { open: 1, expired: 0, oldest: day } }],
      [{ ...some, seats: { ...seats, registered: null, invited: 0 }, active: null, split: null, invites: null }],
    ],
    deactivatedLine: [[1], [4]],
    comparedWith: [[day]],
    notReported: [[['NAME']], [['NAME', 'OTHER']]],
  },
  team: {
    title: subjects,
    summary: [
      [1, 1, null, { ...seats, invited: 1 }, at],
      [57, 58, null, seats, at],
      [null, 58, { open: 5, expired: 1, oldest: day }, seats, at],
      [null, null, { open: 0, expired: 1, oldest: null }, seats, at],
    ],
    roles: [[['Member 54']], [['Member 54', 'Team lead 3']]],
    listDiffers: [[58, 57]],
  },
  teams: {
    title: subjects,
    summary: [
      [0, 0, null],
      [1, 57, null],
      [8, 97, { name: 'Payments', members: 19, unused: null }],
      [8, 97, { name: 'Payments', members: 19, unused: 6 }],
      [8, 97, { name: 'Payments', members: 19, unused: 0 }],
      [130, null, { name: 'Payments', members: 1, unused: null }],
    ],
  },
  user: {
    title: subjects,
    ownTitle: [[asked], [{ ...asked, words: 'last 30 days' }], [{ ...asked, words: '1 sep to 14 sep' }]],
    accountState: [[null], [true], [false]],
    agentCost: [
      ['MONEY', true],
      ['MONEY', false],
    ],
    summary: {
      active: [
        ['ADA', asked, { now: 412, before: 378 }],
        ['ADA', asked, { now: 1, before: null }],
        [null, asked, { now: 3, before: 3 }],
        [null, { ...asked, words: 'last 30 days' }, null],
        [null, asked, { now: 3, before: 0 }],
        [null, asked, { now: 3, before: 8 }],
      ],
      quiet: [
        ['ADA', asked, null],
        [null, { ...asked, words: '1 sep to 14 sep' }, null],
      ],
      unknown: [
        ['ADA', asked, null],
        [null, asked, null],
      ],
      'no-data': [['ADA', asked, null]],
    },
  },
  digest: {
    title: [
      ['✅ ', 'Payments', 'PERIOD', 'week'],
      ['', 'Payments', 'PERIOD', 'month'],
    ],
    askedBy: [['Ada']],
    late: [[1], [20], [120]],
    comparedWith: [
      [week, false],
      [week, true],
    ],
    changed: [
      ['completions', 90, 100],
      ['chat', 120, 100],
      ['agent', 50, 100],
    ],
    activeOf: [[42, 57]],
    difference: [[2], [-3], [0]],
    percentChange: [
      [109, 100],
      [98, 100],
    ],
    movedMost: [
      ['Payments', '42 / 57', 3],
      ['Payments', '42 / 57', -3],
    ],
    steady: [['week'], ['month']],
    chart: {
      week: [[day]],
      title: [
        [18, 15, 8, 'week'],
        [18, 18, 6, 'month'],
        [18, 15, 1, 'month'],
      ],
      altText: [['Payments', [42, null, 41]]],
    },
    advice: [
      ...[1, 2].flatMap((people): [Advice, number | null, 'week' | 'month'][] => [
        [{ kind: 'unused', unused: people, remindable: people, expired: 0 }, 1, 'week'],
        [{ kind: 'unused', unused: 7, remindable: people, expired: people }, 1, 'week'],
        [{ kind: 'unused', unused: 7, remindable: people, expired: 0 }, 1, 'month'],
        [{ kind: 'unused', unused: people, remindable: null, expired: null }, 1, 'week'],
        [{ kind: 'unused', unused: people, remindable: null, expired: people }, null, 'week'],
        [{ kind: 'expired-invites', expired: people }, null, 'week'],
        [{ kind: 'open-invites', open: people, expired: people }, null, 'week'],
        [{ kind: 'open-invites', open: people, expired: null }, null, 'week'],
        [{ kind: 'many-inactive', inactive: people, members: 7 }, null, 'week'],
        [{ kind: 'stopped', before: people }, null, 'month'],
        [{ kind: 'fewer-active', fewer: people }, null, people === 1 ? 'week' : 'month'],
      ]),
      [{ kind: 'none-started' }, null, 'week'],
      [{ kind: 'tool-fell', tool: 'chat', now: 80, before: 100 }, null, 'week'],
    ],
    stillOpen: [
      ['WHAT', 3, 'week'],
      ['WHAT', 22, 'month'],
    ],
    open: [
      ...[1, 2].flatMap((people): [Advice][] => [
        [{ kind: 'unused', unused: people, remindable: people, expired: 0 }],
        [{ kind: 'expired-invites', expired: people }],
        [{ kind: 'open-invites', open: people, expired: null }],
      ]),
      [{ kind: 'many-inactive', inactive: 3, members: 7 }],
      [{ kind: 'stopped', before: 3 }],
      [{ kind: 'fewer-active', fewer: 3 }],
      [{ kind: 'none-started' }],
      [{ kind: 'tool-fell', tool: 'agent', now: 80, before: 100 }],
    ],
    act: { remind: [[1], [20], [null]], seeTeam: [['Payments']] },
  },
  subscription: {
    title: ids,
    count: counts,
    titles: {
      ...{ created: names, changed: names, paused: names, resumed: names, removed: names },
      ...{ existing: names, alreadyPaused: names, notPaused: names },
    },
    summary: {
      ...{ created: upcoming, changed: upcoming, paused: summaries, resumed: upcoming, removed: names },
      ...{ existing: upcoming, alreadyPaused: summaries, notPaused: upcoming },
    },
    schedule: [
      [{ every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: 'Europe/Berlin' }],
      [{ every: { unit: 'month' }, hour: 16, minute: 30, zone: 'UTC' }],
    ],
    lastHours: {
      week: [
        [
          { hour: 9, minute: 0 },
          { hour: 11, minute: 0 },
        ],
      ],
      month: [
        [
          { hour: 9, minute: 0 },
          { hour: 13, minute: 45 },
        ],
      ],
    },
    postAt: [[{ hour: 11, minute: 0 }]],
    configured: [
      ['3', 1],
      ['3, 4', 2],
    ],
    stillPaused: [[null], ['UNTIL']],
    letIn: [['/invite @tabnine']],
    clockChange: { skipped: [['MOMENT']], repeated: [['MOMENT']], 'offset-changed': [['MOMENT']] },
    paused: [
      [{ reason: 'unreachable', until: null, detail: null }, 'UTC'],
      [{ reason: 'asked', until: at, detail: null }, 'UTC'],
      [{ reason: 'asked', until: null, detail: null }, 'UTC'],
    ],
    historyTitle: names,
    historyOf: counts,
    settle: [['WHICH']],
    runTitle: names,
    settled: [['sent'], ['resend'], ['drop']],
    about: [['2026-W48'], ['2026-12'], ['run']],
    runAgain: { retrying: [['REASON']], failed: [['REASON']] },
    resumedAll: [
      [0, 0],
      [1, 1],
      [3, 2],
    ],
    reason: [...reasons.map((reason): [string] => [reason]), ['forbidden']],
  },
  notice: {
    happened: { failed: run, unknown: run, unreachable: run },
    because: [['REASON'], ['REASON.']],
    next: [['MOMENT']],
    outage: { happened: [['MOMENT', 'MOMENT']] },
    waiting: {
      title: [
        [1, 'slack'],
        [3, 'teams'],
      ],
      happened: [
        [1, 'slack', 'MOMENT'],
        [3, 'teams', 'MOMENT'],
      ],
      noProcess: [['slack'], ['teams']],
    },
    alert: {
      happened: { failed: [[3, 'Payments']], unknown: [[3, 'Payments']], unreachable: [[3, 'Payments']] },
      todo: {
        failed: [['/tabnine ', 'payments']],
        unknown: [['/tabnine ', 'payments']],
        unreachable: [['/tabnine ', 'payments']],
      },
    },
  },
  more: counts,
  showRows: counts,
  whole: [['/tabnine export 3']],
  chart: {
    trend: [['STEPS']],
    activeBy: { daily: [[18, 15]], weekly: [[18, 15]], monthly: [[18, 15]] },
    membersByMonth: [[84, 90]],
    week: [[day]],
    seesTrend: [
      [[]],
      [[{ at: 'A', value: 1 }]],
      [
        [
          { at: 'A', value: 1 },
          { at: 'B', value: 9 },
          { at: 'C', value: 2 },
        ],
      ],
    ],
    sees: [
      [[]],
      [
        [
          { at: 'A', value: 1 },
          { at: 'B', value: null },
        ],
      ],
    ],
    axisFrom: counts,
    gaps: [[['A', 'B']], [['A', '15. Dez.']], [['A', 'B', 'C', 'D', 'E', 'F', 'G']]],
    lastOf: [[12, 30]],
    firstOf: [[12, 30]],
  },
  unused: {
    title: counted,
    moreTitle: counted.slice(1),
    repeatTitle: counted.slice(1),
    resolvedTitle: subjects,
    unwatchedTitle: subjects,
    teamTitle: { 'never-started': subjects, stopped: subjects },
    pendingTitle: counted.slice(1),
    noDataTitle: subjects,
    share: parts,
    count: parts,
    checked: counts,
    cost: [
      [1_053, 'EUR'],
      [39.5, 'GBP'],
    ],
    untilRenewal: [[7_339, 'EUR', day]],
    atFirst: [[29, day]],
    updated: [[day]],
    of: { invited: counts, 'never-used': counts, idle: spans },
    total: [
      [1, []],
      [27, ['KIND', 'KIND']],
    ],
    labels: { invited: counts, 'never-used': counts, idle: counts },
    longest: { invited: ages, 'never-used': ages, idle: ages },
    expired: counts,
    pending: [
      [{ count: 0, since: day, counts: 9 }, false],
      [{ count: 1, since: day, counts: 9 }, true],
      [{ count: 4, since: day, counts: 9 }, false],
    ],
    pendingUnknown: [[false], [true]],
    agesFrom: [[1], [5]],
    team: {
      'never-started': [
        [1, null],
        [9, null],
      ],
      stopped: [
        [1, day],
        [9, day],
        [9, null],
      ],
    },
    noData: { 'organization-quiet': [[week]], frozen: [[week]] },
    sinceAge: ages.map(([age]) => [day, age] as const),
    sinceDay: [
      [day, true],
      [day, false],
    ],
    sinceOpened: [[day]],
    fates: { joined: counts, started: counts, released: counts, renewed: counts, excluded: counts },
    added: counts,
    resolved: [
      [1, 1],
      [14, 23],
    ],
    notCounted: counts,
    unknown: counts,
    hiddenForSmallGroups: [[1], [5]],
    act: { remind: [[null], [1], [20]], toFree: counts },
    stop: { title: subjects },
  },
  alerts: {
    title: ids,
    count: counts,
    days: counts,
    watchingTitle: subjects,
    alreadyWatching: subjects,
    watching: [
      ['Payments', 1, 1],
      ['Payments', 14, 7],
      ['Payments', 14, 30],
    ],
    offTitle: subjects,
    off: subjects,
    stop: subjects,
    snoozed: [['UNTIL']],
    excluded: [
      ['ADA', 'REASON', null],
      ['ADA', 'REASON', day],
    ],
    excludedCount: counts,
    silentUntil: [['MOMENT']],
    wake: subjects,
    included: [['ADA']],
    auditCount: [
      [0, false],
      [1, false],
      [12, false],
      [50, true],
    ],
    reason: [[null], ['opened']],
  },
  outlook: {
    flows: [[['FLOW', 'FLOW']]],
    flow: { invited: counts, registered: counts, started: counts, back: counts, deactivated: counts },
    firstUse: [
      [5, 5, 1, 3],
      [3, 9, 4, 1],
      [0, 0, 2, 0],
      [0, 1, 12, 3],
      [4, 11, 12, 3],
    ],
    rates: [
      [
        [
          [1, 3, 10],
          [7, 5, 10],
        ],
      ],
    ],
    renewal: [
      [{ seats: 100, date: day, unused: { low: 3, high: 3 } }],
      [{ seats: 1, date: day, unused: { low: 1, high: 1 } }],
      [{ seats: 100, date: day, unused: { low: 3, high: 9 } }],
    ],
    renewalUnknown: [[{ date: day }]],
    arithmetic: [
      [{ day, registered: 1 }, 1],
      [{ day, registered: 57 }, 90],
    ],
    atRenewal: [[day]],
    unusedOf: [[100]],
    weeks: counts,
    counted: [[{ day, registered: 57 }]],
    change: [[-1.26]],
    seats: [[57.26]],
  },
  remind: {
    planTitle: counted,
    quoted: [['MESSAGE']],
    when: [
      [1, 'MOMENT'],
      [12, 'MOMENT'],
    ],
    lastTime: [
      [1, day],
      [25, day],
    ],
    kind: [[5]],
    send: counts,
    sentTitle: [[0], [1], [12]],
    sent: [
      [0, 'MOMENT'],
      [12, 'MOMENT'],
    ],
    greeting: [['Ada']],
    seat: {
      invited: [[day, false]],
      'never-used': [[day, false]],
      idle: [
        [day, false],
        [day, true],
      ],
    },
    expired: [[day]],
    question: [[null], ['Grace']],
    mine: {
      answered: {
        use: { text: thanked },
        invite: { text: thanked },
        release: { text: thanked },
        later: { text: thanked },
      },
    },
    sentCount: [[{ sent: 0, all: 25, on: day }], [{ sent: 20, all: 25, on: day }], [{ sent: 25, all: 25, on: day }]],
    answers: [
      [{ use: 1, release: 1, later: 1, open: 1, unreached: 1, newInvites: 1 }],
      [{ use: 2, release: 2, later: 2, open: 2, unreached: 2, newInvites: 2 }],
    ],
    answersHidden: [
      [1, 5],
      [4, 5],
    ],
    toFree: {
      title: [
        [0, 'Payments'],
        [1, 'Payments'],
        [4, 'Payments'],
      ],
      summary: [[0], [1], [4]],
    },
  },
  why: {
    title: counted,
    uncheckedTitle: subjects,
    noDataTitle: subjects,
    summary: [
      [1, day],
      [57, day],
    ],
    standing: standings(spansOf),
    personTitle: { flagged: subjects, spared: subjects, unknown: subjects },
    person: standings(sinceSpans),
    you: standings(sinceSpans),
    age: ages,
    hadNoSeat: [['ADA']],
    exclusion: [
      ['REASON', null],
      ['REASON', day],
    ],
    decided: [[3, 'REASON', 'MOMENT']],
    reason: decisions.map((reason): [string] => [reason]),
    rules: [[1], [14]],
    looked: [[week]],
  },
  help: { of: [['usage']], otherNames: [['nutzung']], all: [[30]] },
  exports: {
    holds: [
      ['a.csv', 1, 1, 'WHAT'],
      ['a.csv', 57, 9, 'WHAT'],
      ['a.csv', 57, 9, 'Acme Inc.'],
    ],
    unusedOf: [[3, 'Payments', day]],
    withPeriod: [
      ['TITLE', 'PERIOD'],
      ['TITLE, PERIOD', 'PERIOD'],
    ],
  },
  unread: {
    line: [
      [{ parts: ['seats'], teams: [], rows: 0, buckets: 0, undated: 0 }],
      [{ parts: [...unreadParts], teams: ['TEAM'], rows: 1, buckets: 1, undated: 1 }],
      [{ parts: [], teams: ['A', 'B', 'C', 'D', 'E', 'F', 'G'], rows: 12, buckets: 3, undated: 14 }],
      [{ parts: [], teams: [], rows: 0, buckets: 0, undated: 2 }],
    ],
  },
  hidden: {
    group: [[5]],
    tools: [[5]],
    steps: [[5]],
    teams: [[5]],
    states: [[5]],
    some: [[5]],
    smallTeams: [
      [1, 5],
      [3, 5],
    ],
    groups: [
      [['Web'], 5],
      [['Web', 'Data'], 5],
    ],
    widened: [[week]],
  },
  forms: {
    about: [['does something']],
    label: [
      ['why', 'whom'],
      ['exclude', 'reason'],
      ['usage', 'period'],
      ['usage', 'by'],
      ['subscribe', 'when-day'],
      ['subscribe', 'when-time'],
      ['subscribe', 'when-zone'],
      ['subscribe', 'language'],
      ['pause', 'number'],
      ['pause', 'until'],
      ['alerts', 'after'],
      ['alerts', 'repeat'],
      ['snooze', 'how'],
      ['export', 'line'],
    ],
    hint: [
      ['me', 'period'],
      ['subscribe', 'when-zone'],
      ['edit', 'teams'],
      ['usage', 'team'],
      ['usage', 'period'],
      ['alerts', 'after'],
      ['export', 'line'],
      ['pause', 'until'],
      ['exclude', 'until'],
      ['exclude', 'reason'],
    ],
    choice: [
      ['daily'],
      ['weekly'],
      ['monthly'],
      ['in english'],
      ['in german'],
      ['every monday'],
      ['monthly on the 1st'],
    ],
    optional: [['LABEL']],
    offered: counts,
    tooLong: [[500]],
  },
  progress: {
    working: [['usage payments']],
    done: [
      [{ done: 1, of: 1, what: 'teams' }],
      [{ done: 3, of: 12, what: 'teams' }],
      [{ done: 1, of: null, what: 'people' }],
      [{ done: 2_000, of: null, what: 'people' }],
    ],
  },
  share: { by: [['NAME'], ['Jr.']] },
  home: {
    needs: {
      unused: [
        [1, 'TEAM', 'DAY'],
        [4, 'TEAM', 'DAY'],
      ],
      unreachable: [['TEAM']],
    },
    next: [['MOMENT']],
    openSince: [
      [1, 'DAY'],
      [4, 'DAY'],
    ],
  },
  questions: {
    usageOf: [['TEAM']],
    seatsOf: [['TEAM']],
  },
  errors: {
    reference: [['ABC123']],
    explain: errorExamples,
    inLine: errorExamples,
  },
}

/** All texts of a language, by path: sentences unchanged, functions called with their examples. */
export function callWords(words: Words): Map<string, string> {
  return new Map(sayAll(words, examples, ''))
}

function sayAll(value: unknown, given: unknown, path: string): [string, string][] {
  if (value === null) return []
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') {
    if (!Array.isArray(given)) throw new Error(`Give an example of what ${path} is called with, in word-examples.ts.`)
    return given.flatMap((args, at) => sayAll(value(...args), null, `${path} #${at}`))
  }
  if (typeof value !== 'object') throw new Error(`${path} says ${String(value)}`)
  return Object.entries(value).flatMap(([name, part]) =>
    sayAll(part, (given as Record<string, unknown> | undefined)?.[name], path === '' ? name : `${path}.${name}`),
  )
}
