import { BOT, OTHER_BOT, TEAM } from '../people.ts'
import type { Inbound, Maker, News } from './inbound.ts'
import { findDm, stamp } from './names.ts'

export function makeEvent(inbound: Inbound, maker: Maker, eventId: string): News {
  const authorization = {
    enterprise_id: null,
    team_id: TEAM.id,
    user_id: BOT.userId,
    is_bot: true,
    is_enterprise_install: false,
  }
  const payload = {
    token: 'verification-token',
    team_id: TEAM.id,
    context_team_id: TEAM.id,
    api_app_id: BOT.appId,
    event: describeEvent(inbound, maker),
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(maker.now().getTime() / 1000),
    authorizations: [authorization],
    is_ext_shared_channel: false,
  }
  return { type: 'events_api', payload, eventId }
}

function describeEvent(inbound: Inbound, { world, now }: Maker): Record<string, unknown> {
  const ts = 'ts' in inbound && inbound.ts ? inbound.ts : stamp(now())
  const base = { ts, event_ts: ts, team: TEAM.id }
  const thread = 'thread' in inbound && inbound.thread ? { thread_ts: inbound.thread } : {}
  switch (inbound.kind) {
    case 'mention': {
      const { user, channel } = inbound
      return { type: 'app_mention', user, channel, text: `<@${BOT.userId}> ${inbound.text}`, ...base, ...thread }
    }
    case 'dm': {
      const { user, text } = inbound
      return { type: 'message', channel_type: 'im', user, text, channel: findDm(user, world), ...base, ...thread }
    }
    case 'bot-message': {
      const bot = { subtype: 'bot_message', bot_id: OTHER_BOT.botId, app_id: OTHER_BOT.appId, username: OTHER_BOT.name }
      return { type: 'message', channel_type: 'channel', channel: inbound.channel, text: inbound.text, ...bot, ...base }
    }
    case 'home':
      return {
        type: 'app_home_opened',
        user: inbound.user,
        channel: findDm(inbound.user, world),
        tab: inbound.tab ?? 'home',
        event_ts: ts,
      }
    case 'event':
      return inbound.event
    default:
      throw new Error(`${inbound.kind} is no event`)
  }
}
