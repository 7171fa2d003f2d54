import { accessPolicyOf, readerOfPost } from '../../src/privacy/access.ts'
import { type Authorized, authorize, release } from '../../src/privacy/authorize.ts'

const policy = accessPolicyOf([])
const anyone = await authorize(policy.privacy, readerOfPost(policy, null, null), 'nothing')

/** Fit to be sent, for tests that are not about who may read it. */
export function authorized<Something>(something: Something): Authorized<Something> {
  return release(something, anyone)
}
