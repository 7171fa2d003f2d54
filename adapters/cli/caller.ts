import type { Caller } from '../../src/privacy/policy.ts'

/** The person at the bot's own terminal holds its token, and may ask about everyone. */
export function createTerminalCaller(prefix: string): Caller {
  return {
    platform: 'terminal',
    id: 'terminal',
    isAdmin: true,
    isStranger: false,
    profile: async () => ({ email: null, zone: null, name: null }),
    place: null,
    prefix,
  }
}
