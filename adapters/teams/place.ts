import type { Activity, ConversationParameters, ConversationReference } from 'botbuilder'
import { z } from 'zod'
import type { Json } from '../../src/ports.ts'
import type { OpenConversation, Place } from '../../src/privacy/policy.ts'

/** How the store keeps a conversation: one that exists, or a personal chat that is opened with the first post. */
export type Reference =
  | { kind: 'known'; reference: Partial<ConversationReference> }
  | { kind: 'open'; serviceUrl: string; channelId: string; parameters: Partial<ConversationParameters> }

const Bot = z.object({ id: z.string(), name: z.string().nullish() })

const StoredReference = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('known'),
    reference: z.object({
      serviceUrl: z.string(),
      channelId: z.string(),
      bot: Bot,
      conversation: z.object({
        id: z.string(),
        conversationType: z.string().nullish(),
        isGroup: z.boolean().nullish(),
        tenantId: z.string().nullish(),
      }),
    }),
  }),
  z.object({
    kind: z.literal('open'),
    serviceUrl: z.string(),
    channelId: z.string(),
    parameters: z.object({
      isGroup: z.boolean(),
      bot: Bot,
      members: z.array(z.object({ id: z.string() })),
      tenantId: z.string().nullish(),
    }),
  }),
])

/** As `placeOf` made it; `null` where the store holds nothing of the kind. */
export function readReference({ reference }: Pick<OpenConversation, 'reference'>): Reference | null {
  // The library's types ask for more than Teams sends, and than it uses.
  return (StoredReference.safeParse(reference).data as Reference | undefined) ?? null
}

/**
 * Where an activity was written, and the personal chat with the person who wrote it. Both are the same for every author there, and
 * wherever a person writes, so that they change only where Teams itself does.
 */
export function placeOf(activity: Activity): Place {
  const { conversation, serviceUrl, channelId } = activity
  const bot = botIn(activity)
  const tenantId = tenantOf(activity)
  const person = personOf(activity, activity.from)
  if (conversation.conversationType === 'personal') return { conversation: person, person }
  const { conversationType, isGroup } = conversation
  // A channel's id names the thread as well; a digest begins a thread of its own.
  const id = conversation.id.replace(/;messageid=.*$/, '')
  const reference = { serviceUrl, channelId, bot, conversation: { id, conversationType, isGroup, tenantId } }
  return {
    conversation: {
      id: `teams:${id}`,
      kind: conversationType === 'channel' ? 'channel' : 'group',
      reference: toJson({ kind: 'known', reference }),
    },
    person,
  }
}

/** The personal chat with someone of a conversation, in which an activity was written. */
export function personOf(
  activity: Activity,
  { id, aadObjectId }: { id: string; aadObjectId?: string | undefined },
): OpenConversation {
  const { serviceUrl, channelId } = activity
  const parameters = { isGroup: false, bot: botIn(activity), members: [{ id }], tenantId: tenantOf(activity) }
  return {
    // Entra's ids are the same in any case; an admin's may have been written in capitals.
    id: `teams:${aadObjectId?.toLowerCase() ?? id}`,
    kind: 'personal',
    reference: toJson({ kind: 'open', serviceUrl, channelId, parameters }),
  }
}

function botIn({ recipient }: Activity) {
  return { id: recipient.id, name: recipient.name }
}

/** The company in whose Teams something was written. */
export function tenantOf({ conversation, channelData }: Activity): string | undefined {
  return conversation.tenantId ?? channelData?.tenant?.id
}

function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}

/** Whether others read along. */
export function isSharedPlace({ conversation }: Activity): boolean {
  return conversation.conversationType !== 'personal'
}
