import { ownIdOf, type Platform, platformFacts, platformOf } from '../../src/platform.ts'
import { createConversations } from '../../src/storage/conversations.ts'
import { readReference } from '../teams/place.ts'
import { type Check, type CheckFinding, fail, ok, skip } from './check.ts'
import type { DoctorContext } from './context.ts'
import { requestToken } from './teams.ts'
import { explainUnreachable } from './unreachable.ts'

const text = 'Test message of the Tabnine usage bot. It can post here.'

/** The only check that writes: it posts where the person who runs it asks for that. */
export const postChecks: readonly Check[] = [{ id: 'post.message', group: 'post', run: post }]

async function post(context: DoctorContext): Promise<CheckFinding> {
  const { post: conversation, config } = context
  if (conversation === null) return skip('Add --post <conversation> to post a test message there.')
  const platform = platformOf(conversation)
  if (!config[platform]) return fail(`${conversation} is in ${platformFacts[platform].name}, which is not configured.`)
  return postIn[platform](context, conversation)
}

const postIn: Readonly<Record<Platform, (context: DoctorContext, conversation: string) => Promise<CheckFinding>>> = {
  slack: postInSlack,
  teams: postInTeams,
}

async function postInSlack({ config, callSlack }: DoctorContext, conversation: string): Promise<CheckFinding> {
  const channel = ownIdOf(conversation)
  const url = config.slack?.apiUrl ?? 'https://slack.com/api/'
  try {
    const { error } = await callSlack('chat.postMessage', config.slack?.botToken ?? '', { channel, text })
    if (error === null) return ok(`A test message is in ${conversation}.`)
    if (error === 'not_in_channel' || error === 'channel_not_found')
      return fail(`Slack refuses to post in ${conversation} (${error}): type /invite @Tabnine Usage there.`)
    return fail(`Slack refuses to post in ${conversation} (${error}): correct that in Slack, and try again.`)
  } catch (error) {
    return fail(explainUnreachable(error, { name: 'Slack', url, setting: 'SLACK_API_URL' }))
  }
}

async function postInTeams(context: DoctorContext, conversation: string): Promise<CheckFinding> {
  const known = await createConversations((await context.database()).queries).get(conversation)
  const target = known && readReference(known)
  const reference = target?.kind === 'known' ? target.reference : null
  const [serviceUrl, id] = [reference?.serviceUrl, reference?.conversation?.id]
  if (serviceUrl === undefined || id === undefined)
    return fail(`The bot does not know ${conversation} yet: write to it there, then try again.`)
  const credentials = await requestToken(context)
  if (!('token' in credentials)) return credentials
  const url = `${serviceUrl.replace(/\/+$/, '')}/v3/conversations/${encodeURIComponent(id)}/activities`
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${credentials.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message', from: reference?.bot, text }),
      signal: AbortSignal.timeout(context.requestMs),
    })
    if (status < 300) return ok(`A test message is in ${conversation}.`)
    return fail(`Teams refuses to post in ${conversation} (HTTP ${status}): install the app there again.`)
  } catch (error) {
    return fail(explainUnreachable(error, { name: 'Teams', url, setting: null }))
  }
}
