import type { Config } from '../src/config.ts'
import { platformFacts, platforms } from '../src/platform.ts'

/** The personal chats of the admins who are named by a platform's id. */
export function adminPlaces({ admins }: Pick<Config, 'admins'>): string[] {
  return admins.flatMap(admin => {
    const platform = platforms.find(name => platformFacts[name].personId.test(admin))
    return platform ? [`${platform}:${platform === 'teams' ? admin.toLowerCase() : admin}`] : []
  })
}

/** Who is notified of failures in digests and alerts of the configuration file; `null`: their conversation. */
export function ownerOfConfigured(config: Pick<Config, 'admins' | 'operations'>): string | null {
  return adminPlaces(config)[0] ?? config.operations
}
