import type { Activity, TurnContext } from 'botbuilder'
import type { Caller } from '../../src/access/policy.ts'
import type { Config } from '../../src/config.ts'
import { languageOf } from '../../src/message/languages.ts'
import { createWords, type Words } from '../../src/message/words.ts'
import { type TeamsGateway, type TeamsProfile, tenantOf } from './gateway.ts'
import { isSharedPlace, placeOf } from './place.ts'

export type Callers = {
  /** Who asks, with what Teams knows of them. */
  of(context: TurnContext): Promise<Caller>
  /** Whether something was written in the company's own Teams; in any, where its own is not known. */
  isHome(activity: Activity): boolean
  /** Whether a person of a tenant's Teams is an external user. */
  isStranger(profile: Pick<TeamsProfile, 'isGuest' | 'tenantId'>, tenant: string | undefined): boolean
}

export function createCallers(settings: NonNullable<Config['teams']>, gateway: TeamsGateway): Callers {
  const own = settings.tenantId.toLowerCase()
  const isOwn = (tenant: string | undefined) => own === '' || tenant?.toLowerCase() === own

  /** Guests and other companies' Teams reach a bot too; where the company's own is known, only it is answered. */
  function isStranger(
    { isGuest, tenantId }: Pick<TeamsProfile, 'isGuest' | 'tenantId'>,
    tenant: string | undefined,
  ): boolean {
    return isGuest || !isOwn(tenant) || !isOwn(tenantId ?? tenant)
  }

  return {
    async of(context) {
      const { activity } = context
      const profile = await gateway.profile(context)
      return {
        platform: 'teams',
        id: activity.from.aadObjectId ?? activity.from.id,
        isAdmin: false,
        isStranger: isStranger(profile, tenantOf(activity)),
        profile: async () => profile,
        groups: () => gateway.groups(context),
        prefix: prefixIn(activity),
        place: placeOf(activity),
      }
    },
    isHome: activity => isOwn(tenantOf(activity)),
    isStranger,
  }
}

/** In the language of whoever wrote, where the bot speaks it. */
export function wordsFor({ locale }: Activity, otherwise: Words): Words {
  return createWords(languageOf(locale) ?? otherwise.language)
}

/** What stands before a line where this was written. */
export function prefixIn(activity: Activity): string {
  return isSharedPlace(activity) ? `@${activity.recipient.name ?? 'Tabnine'} ` : ''
}
