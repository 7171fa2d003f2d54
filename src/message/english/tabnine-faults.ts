/** What Tabnine refuses or gets wrong. */
import type { ErrorDetails } from '../../errors.ts'
import type { ErrorText } from '../error-text.ts'
import type { Formats } from '../formats.ts'

type TabnineFault =
  | 'bad-token'
  | 'wrong-organization'
  | 'forbidden'
  | 'not-found'
  | 'rate-limited'
  | 'upstream-failed'
  | 'upstream-timeout'
  | 'unreachable'
  | 'refused-request'
  | 'contract'

export function tabnineFaultText(code: TabnineFault, { retryAfter, vendorCode }: ErrorDetails, f: Formats): ErrorText {
  const wait = retryAfter === undefined ? 'Try again in a few minutes.' : `Try again in ${waitFor(retryAfter, f)}.`
  switch (code) {
    case 'bad-token':
      return {
        title: 'I can’t sign in to Tabnine',
        todo: 'Your bot admin needs to renew the access token.',
        forAdmins: 'Create an access token in Tabnine under Settings > Access Tokens, and set it as TABNINE_TOKEN.',
      }
    case 'wrong-organization':
      return {
        title: 'My access token belongs to another organization',
        todo: 'Your bot admin needs to correct the settings.',
        forAdmins: 'Correct or remove TABNINE_ORGANIZATION_ID.',
      }
    case 'forbidden':
      if (vendorCode !== undefined)
        return {
          title: 'Tabnine doesn’t allow this',
          todo: 'Your bot admin can check whether your licence includes it.',
          forAdmins: `Tabnine answered ${vendorCode}. Check in Tabnine whether your licence includes it.`,
        }
      return {
        title: 'I’m not allowed to read this in Tabnine',
        todo: 'Your bot admin needs to replace the access token.',
        forAdmins: 'Replace TABNINE_TOKEN with a token that someone with the role Admin created.',
      }
    case 'not-found':
      return {
        title: 'Not found in Tabnine',
        todo: 'It may have been deleted.',
        forAdmins: 'It may have been deleted. If nothing is found at all, check TABNINE_URL.',
      }
    case 'rate-limited':
      return { title: 'Tabnine is busy', todo: wait }
    case 'upstream-failed':
      return { title: 'Tabnine has an internal error', todo: wait }
    case 'upstream-timeout':
      return { title: 'Tabnine isn’t responding', todo: wait }
    case 'unreachable':
      return {
        title: 'I can’t reach Tabnine',
        todo: 'Try again in a few minutes.',
        forAdmins: 'Try again in a few minutes. If that doesn’t help, check TABNINE_URL and the network.',
      }
    case 'refused-request':
      return {
        title: 'Tabnine didn’t accept my request',
        todo: 'Try another period. If that doesn’t help, send your bot admin the reference below.',
      }
    case 'contract':
      return {
        title: 'Unexpected answer from Tabnine',
        todo: 'I’ve logged it. Send your bot admin the reference below.',
        forAdmins: 'Check that TABNINE_URL leads to Tabnine and not to a sign-in page, or update the bot.',
      }
  }
}

function waitFor(seconds: number, f: Formats): string {
  return seconds < 90
    ? f.plural(Math.max(1, seconds), { one: 'second', other: 'seconds' })
    : f.plural(Math.ceil(seconds / 60), { one: 'minute', other: 'minutes' })
}
