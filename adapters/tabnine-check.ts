import { AppError } from '../src/errors.ts'
import type { UsageApi } from '../src/ports.ts'
import { type Connecting, keepConnecting, type Parts } from './reconnect.ts'

/**
 * Asks Tabnine who the token belongs to, until it answers: only Tabnine knows whether address and token are right, and
 * the log should say so before someone asks in chat.
 */
export function checkTabnine(
  usageApi: Pick<UsageApi, 'organization'>,
  parts: Pick<Parts, 'health' | 'after'>,
): Connecting {
  return keepConnecting({
    ...parts,
    part: 'tabnine',
    name: 'Tabnine',
    connect: async () => void (await usageApi.organization()),
    describe: describeFailure,
    askedPauseMs: error =>
      error instanceof AppError && error.details.retryAfter !== undefined ? error.details.retryAfter * 1_000 : null,
    onRefused: () => {},
  })
}

/** One word for readiness and one sentence for the log. */
function describeFailure(error: unknown): { word: string; sentence: string } {
  switch (error instanceof AppError ? error.code : null) {
    case 'bad-token':
      return {
        word: 'refused',
        sentence: 'Tabnine refuses TABNINE_TOKEN. Create a new one in Tabnine: Settings > Access Tokens (admin).',
      }
    case 'forbidden':
      return {
        word: 'forbidden',
        sentence: 'TABNINE_TOKEN may not read the organization. An admin must create the token.',
      }
    case 'not-found':
    case 'contract':
      return { word: 'unknown', sentence: 'TABNINE_URL does not lead to the Usage API of Tabnine: check the address.' }
    default:
      return { word: 'unreachable', sentence: 'Tabnine does not answer; the bot tries again until it does.' }
  }
}
