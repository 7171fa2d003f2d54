import type { Activity, TurnContext } from 'botbuilder'
import type { Config } from '../../src/config.ts'
import { languageOf } from '../../src/message/languages.ts'
import { createWords, type Words } from '../../src/message/words.ts'
import type { Caller } from '../../src/privacy/policy.ts'
import { mentionsIn } from './incoming.ts'
import { createMembership, type MembershipOf } from './membership.ts'
import { isSharedPlace, placeOf, tenantOf } from './place.ts'
import type { TeamsResponder } from './responder.ts'

export type Callers = {
  /** The person who asks, with their Teams profile. */
  of(context: TurnContext): Promise<Caller>
  /** Whether something was written in the company's own Teams; without authentication all of it is. */
  isHome(activity: Activity): boolean
  readonly membershipOf: MembershipOf
}

export function createCallers(settings: NonNullable<Config['teams']>, responder: TeamsResponder): Callers {
  const { membershipOf, isOwn } = createMembership(settings)

  return {
    async of(context) {
      const { activity } = context
      const profile = await responder.profile(context)
      const membership = membershipOf(profile.roster, tenantOf(activity))
      return {
        platform: 'teams',
        id: activity.from.aadObjectId ?? activity.from.id,
        isAdmin: false,
        isStranger: membership !== 'member',
        ...(membership === 'unknown' ? { isUnverified: true as const } : {}),
        profile: async () => profile,
        groups: () => responder.groups(context),
        mentioned: async id =>
          mentionsIn(activity.entities, activity.recipient.id).some(mention => mention.id === id)
            ? responder.profileOf(context, id)
            : null,
        prefix: prefixIn(activity),
        place: placeOf(activity),
      }
    },
    isHome: activity => isOwn(tenantOf(activity)),
    membershipOf,
  }
}

/** In the language of the person who wrote, where the bot speaks it. */
export function wordsFor({ locale }: Activity, otherwise: Words): Words {
  return createWords(languageOf(locale) ?? otherwise.language)
}

/** The prefix of a line in this conversation. */
export function prefixIn(activity: Activity): string {
  return isSharedPlace(activity) ? `@${activity.recipient.name ?? 'Tabnine'} ` : ''
}
