import { type Authorized, accessPolicyOf, authorize, readerOfPost, release } from '../../src/privacy/authorize.ts'

const policy = accessPolicyOf([])
const anyone = await authorize(policy.privacy, readerOfPost(policy, null, null), 'nothing')

/** Fit to be sent, for tests that are not about who may read it. */
export function authorized<Something>(something: Something): Authorized<Something> {
  return release(something, anyone)
}
