import { BOT, TEAM } from '../people.ts'
import type { Inbound, Maker, News } from './inbound.ts'
import { nameChannel, nameUser } from './names.ts'

export function makeCommand(inbound: Extract<Inbound, { kind: 'command' }>, maker: Maker): News {
  const { user, channel, text, command = '/tabnine' } = inbound
  const responseUrl = maker.createResponseUrl({ channel, user })
  const payload = {
    token: 'verification-token',
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: channel,
    channel_name: nameChannel(channel, maker.world),
    user_id: user,
    user_name: nameUser(user, maker.world),
    command,
    text,
    api_app_id: BOT.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: maker.triggers.create(user),
  }
  return { type: 'slash_commands', payload, responseUrl }
}
