import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../../src/ports.ts'
import type { NoteRefusal, Refusal } from '../refusals.ts'

/** Lines that the SDK logs and also throws: the caller logs the error with its context, so here it would be a duplicate. */
const alsoThrown = /^(http request failed|Failed to retrieve a new WSS URL)/

/** What Bolt says of a request that it refuses, and what that means here. */
const refusals: readonly (readonly [pattern: RegExp, reason: Refusal, sentence: string])[] = [
  [
    /Signature mismatch/,
    'signature',
    'Request verification failed: the signature of a request to /slack/events does not match. If Slack sent it, SLACK_SIGNING_SECRET is not the signing secret of this app.',
  ],
  [
    /Timestamp is too old/,
    'timestamp',
    'Request verification failed: the timestamp of a request to /slack/events is more than five minutes old. If Slack sent it, the clock of this machine is wrong: check the clock.',
  ],
  [
    /^Request verification failed/,
    'headers',
    'Request verification failed: a request to /slack/events is not signed as Slack signs. It did not come from Slack.',
  ],
  [/^Request body exceeded/, 'too-large', 'A request to /slack/events was refused: it is larger than 256 kB.'],
  [
    /^(Failed to read|Parsing) request body/,
    'unreadable',
    'A request to /slack/events was refused: its body cannot be read.',
  ],
]

/** The reason, and a sentence for the log. */
export function describeRefusal(reason: Refusal): [reason: Refusal, sentence: string] {
  const sentence = refusals.find(([, known]) => known === reason)?.[2]
  return [reason, sentence ?? 'A request to /slack/events was refused.']
}

/** Bolt's log lines among ours. Its details only help to debug Bolt itself. */
export function toBoltLogger(log: Log, noteRefusal: NoteRefusal): Logger {
  const write =
    (level: 'debug' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const text = parts.map(part => (part instanceof Error ? part.message : String(part))).join(' ')
      const refused = refusals.find(([pattern]) => pattern.test(text))
      if (refused) return noteRefusal(refused[1], refused[2])
      log[alsoThrown.test(text) ? 'debug' : level]({ from: 'bolt' }, text)
    }
  return {
    debug: () => {},
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}
