import { type Answer, requireScope } from '../answer.ts'
import type { Call, CloudParts } from '../cloud-parts.ts'
import { forward, lookUp } from '../forward.ts'
import { checkWritable } from './chat.ts'

/** A file goes only where the bot may post, `chat:write.public` or not. */
export async function shareFile(call: Call, cloud: CloudParts): Promise<Answer> {
  const { channel_id: channel } = call.args
  const missing = requireScope(call.token, 'files:write')
  const closed = channel ? checkWritable(await lookUp(channel, cloud), false) : undefined
  return missing ?? closed ?? forward(call, cloud)
}
