import { type Answer, refuse } from './answer.ts'
import type { Call, CloudParts } from './cloud-parts.ts'
import { type Args, INSPECTOR_TOKEN, type SlackBody } from './emulator.ts'

/** Lets emulate answer. A private conversation that the caller is not in does not exist; emulate would reveal it. */
export async function forward(call: Call, cloud: CloudParts): Promise<Answer> {
  const body = await ask(call, cloud)
  const hidden = body.error === 'not_in_channel' && !(await lookUp(call.args.channel, cloud))
  return hidden ? refuse('channel_not_found') : { status: 200, body }
}

export function ask({ method, args, secret }: Call, { emulator }: CloudParts, more: Args = {}): Promise<SlackBody> {
  return emulator.call(method, { ...args, ...more }, secret)
}

export type Conversation = { id: string; name: string; is_member: boolean; is_private: boolean; is_archived: boolean }

/** The conversation as the bot sees it, whatever its scopes; undefined where it does not exist for the bot. */
export async function lookUp(channel: unknown, { emulator }: CloudParts): Promise<Conversation | undefined> {
  const body = await emulator.call('conversations.info', { channel }, INSPECTOR_TOKEN)
  return body.channel as Conversation | undefined
}
