import type { Config } from '../src/config.ts'

/** The personal chats of the admins who are named by a platform's id. */
export function adminPlaces({ admins }: Pick<Config, 'admins'>): string[] {
  return admins.filter(admin => !admin.includes('@')).map(placeOfAdmin)
}

/** Who is notified of failures in digests and alerts of the configuration file; `null`: their conversation. */
export function ownerOfConfigured(config: Pick<Config, 'admins' | 'operations'>): string | null {
  return adminPlaces(config)[0] ?? config.operations
}

/** Slack's ids begin with U or W; Teams' are UUIDs. */
function placeOfAdmin(id: string): string {
  return /^[UW][A-Z0-9]+$/.test(id) ? `slack:${id}` : `teams:${id.toLowerCase()}`
}
