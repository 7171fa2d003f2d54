/** What the Usage API, Slack and Teams send, whole and right. */
import type { z } from 'zod'
import {
  ErrorBody,
  InvitationRow,
  Member,
  OrganizationInfo,
  PersonInfo,
  PersonRow,
  SeatsByMonth,
  TeamName,
  TeamRow,
  TeamSeats,
  UsageRows,
} from '../../src/usage-api/schema.ts'
import { pageOf } from '../../src/usage-api/shapes.ts'

const bucket = {
  from: '2026-11-23T00:00:00Z',
  to: '2026-11-24T00:00:00Z',
  activeUsers: 8,
  productivityFactor: 0.4,
  codeCompletions: {
    activeUsers: 7,
    completions: 10,
    charsCompleted: 100,
    keystrokes: 90,
    lines: 4,
    automationFactor: 0.4,
  },
  chat: { activeUsers: 3, interactions: 5, messages: 5, linesAdded: 2 },
  agent: { activeUsers: 2, interactions: 5, linesAdded: 9, linesAddedAccepted: 8 },
}
const member = {
  id: 'u1',
  email: 'ada@northwind.example',
  username: 'ada',
  role: 'Member',
  active: true,
  deactivatedAt: null,
}
const list = (row: unknown) => ({ data: [row, row], meta: { total: 2, next: { offset: 2, limit: 1 } } })

export const usageApiBodies: readonly (readonly [z.ZodType, unknown])[] = [
  [UsageRows, { usage: { data: [bucket, bucket] } }],
  [OrganizationInfo, { id: 'o1', name: 'Northwind' }],
  [TeamName, { id: 't1', name: 'Payments' }],
  [pageOf(TeamRow), list({ id: 't1', name: 'Payments', usersCount: 8 })],
  [TeamSeats, { registered: 8, deactivated: 1, invited: 2 }],
  [SeatsByMonth, [{ year: 2026, month: 10, registered: 8, deactivated: 1, pending: 2 }]],
  [pageOf(Member), list(member)],
  [
    PersonInfo,
    { user: { ...member, createdAt: '2026-01-05T10:00:00Z' }, teams: { team_id: 't1', team_name: 'Payments' } },
  ],
  [PersonRow, { ...member, createdAt: '2026-01-05T10:00:00Z', team: { id: 't1', name: 'Payments' } }],
  [pageOf(InvitationRow), list({ id: 'i1', email: 'bob@northwind.example', createdAt: '2026-01-05T10:00:00Z' })],
  [ErrorBody, { error: { message: 'no', errors: ['no'] }, message: 'no', requestId: 'r1' }],
]

export const slackPress = {
  type: 'block_actions',
  user: { id: 'U1', team_id: 'T1' },
  channel: { id: 'C1' },
  container: { message_ts: '1.1', channel_id: 'C1' },
  message: { ts: '1.1', thread_ts: '1.0' },
  response_url: 'https://hooks.slack.com/actions/1',
  actions: [{ action_id: 'ask-0', action_ts: '1.1', value: 'usage payments' }],
}
export const slackForm = {
  type: 'view_submission',
  user: { id: 'U1', team_id: 'T1' },
  view: {
    id: 'V1',
    private_metadata: JSON.stringify({ verb: 'usage', given: {}, place: null }),
    state: {
      values: { team: { pick: { selected_option: { value: 'payments' } } }, period: { text: { value: 'last week' } } },
    },
  },
}
export const slackEvent = {
  type: 'event_callback',
  event_id: 'Ev1',
  event: {
    type: 'message',
    channel_type: 'im',
    user: 'U1',
    team: 'T1',
    channel: 'D1',
    ts: '1.1',
    text: '<@U0BOT> usage <mailto:a@x.example|a@x.example> <@U2|grace>',
    edited: { ts: '1.2' },
  },
}
export const teamsActivity = {
  type: 'message',
  id: '1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  conversation: { id: '19:a;messageid=1', conversationType: 'channel', tenantId: 'tenant', isGroup: true },
  from: { id: '29:a', name: 'Ada', aadObjectId: 'object' },
  recipient: { id: '28:bot', name: 'Tabnine' },
  text: '<at>Tabnine</at> user <at>Grace</at> <quoted messageId="1"/> last&nbsp;week',
  entities: [{ type: 'mention', text: '<at>Grace</at>', mentioned: { id: '29:g' } }],
  replyToId: '7',
  channelData: { tenant: { id: 'tenant' }, team: { id: 'team' } },
  membersAdded: [{ id: '28:bot' }],
  value: { line: 'usage payments', form: '1', 'field-team': 'a,b', 'typed-teams': '"a, b", c', action: 'accept' },
}
