import type { Caller } from '../../src/access/policy.ts'

/** Somebody in chat of whom nothing is known but what the test says. */
export function caller(known: Partial<Caller> & { email?: string; zone?: string } = {}): Caller {
  const { email = null, zone = null, ...rest } = known
  return {
    platform: 'slack',
    id: 'U0001',
    isAdmin: false,
    isStranger: false,
    profile: async () => ({ email, zone }),
    prefix: '/tabnine ',
    ...rest,
  }
}
