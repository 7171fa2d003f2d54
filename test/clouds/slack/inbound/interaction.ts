import { BOT, TEAM } from '../people.ts'
import type { Inbound, Maker, News } from './inbound.ts'
import { nameChannel, nameUser, stamp } from './names.ts'

type Interaction = Extract<Inbound, { kind: 'action' | 'submission' | 'suggestion' }>

export function makeInteraction(inbound: Interaction, maker: Maker): News {
  const { user } = inbound
  const view = 'view' in inbound ? inbound.view : undefined
  const shared = {
    user: { id: user, username: nameUser(user, maker.world), name: nameUser(user, maker.world), team_id: TEAM.id },
    api_app_id: BOT.appId,
    token: 'verification-token',
    team: { id: TEAM.id, domain: TEAM.domain },
    enterprise: null,
    is_enterprise_install: false,
    ...(view ? { view } : {}),
  }
  if (inbound.kind === 'suggestion') return { type: 'interactive', payload: { ...shared, ...describeTyping(inbound) } }
  const opened = { ...shared, trigger_id: maker.triggers.create(user, view && String(view.id)) }
  if (inbound.kind === 'submission') {
    return { type: 'interactive', payload: { ...opened, type: 'view_submission', response_urls: [] } }
  }
  const pressed = { ...opened, ...describePress(inbound, maker) }
  if (view) return { type: 'interactive', payload: pressed }
  const ts = inbound.message?.ts
  const responseUrl = maker.createResponseUrl({
    channel: inbound.channel ?? '',
    user,
    ...(ts ? { ts: String(ts) } : {}),
  })
  return { type: 'interactive', payload: { ...pressed, response_url: responseUrl }, responseUrl }
}

function describePress(inbound: Extract<Inbound, { kind: 'action' }>, { world, now }: Maker): Record<string, unknown> {
  const { action, message, channel } = inbound
  const at = stamp(now())
  const container = inbound.view
    ? { type: 'view', view_id: inbound.view.id }
    : { type: 'message', message_ts: message?.ts ?? at, channel_id: channel, is_ephemeral: !message }
  return {
    type: 'block_actions',
    container,
    state: { values: {} },
    actions: [{ type: 'button', block_id: 'b', action_ts: at, ...action }],
    ...(channel ? { channel: { id: channel, name: nameChannel(channel, world) } } : {}),
    ...(message ? { message } : {}),
  }
}

function describeTyping({
  actionId,
  blockId = 'b',
  value,
  channel,
  view,
}: Extract<Inbound, { kind: 'suggestion' }>): Record<string, unknown> {
  const container = view
    ? { type: 'view', view_id: view.id }
    : { type: 'message', channel_id: channel, is_ephemeral: true }
  return {
    type: 'block_suggestion',
    action_id: actionId,
    block_id: blockId,
    value,
    container,
    ...(channel ? { channel: { id: channel } } : {}),
  }
}
