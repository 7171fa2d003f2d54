import type { Caller } from '../../src/privacy/policy.ts'

/** A person in chat of whom nothing is known but what the test sets. */
export function caller(known: Partial<Caller> & { email?: string; zone?: string; name?: string } = {}): Caller {
  const { email = null, zone = null, name = null, ...rest } = known
  return {
    platform: 'slack',
    id: 'U0001',
    isAdmin: false,
    isStranger: false,
    profile: async () => ({ email, zone, name }),
    prefix: '/tabnine ',
    place: null,
    ...rest,
  }
}
