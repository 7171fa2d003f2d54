import type { webApi } from '@slack/bolt'
import type { TextFile } from '../../src/message/csv.ts'
import type { Message } from '../../src/message/message.ts'
import type { Log } from '../../src/ports.ts'
import type { Authorized } from '../../src/privacy/authorize.ts'
import type { SlackResponder } from './responder.ts'

/**
 * Uploads a file to the direct messages with a person, below the message about its contents: no one else reads it there,
 * wherever it was requested. Never throws.
 * @returns whether the file was uploaded
 */
export type HandOver = (user: string, message: Authorized<Message>, file: Authorized<TextFile>) => Promise<boolean>

export function createHandOver(client: webApi.WebClient, responder: SlackResponder, log: Log): HandOver {
  return async (user, message, { name, content }) => {
    try {
      // Files are shared by channel, and only a message says which channel the direct messages are.
      const { channel } = await responder.post({ channel: user }, message)
      await client.filesUploadV2({ channel_id: channel, filename: name, title: name, file: Buffer.from(content) })
      return true
    } catch (error) {
      log.warn({ err: error }, 'a file could not be put into the direct messages with a person')
      return false
    }
  }
}
