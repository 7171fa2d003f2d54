/** What a call to the cloud is answered with. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> }

/** Error codes and texts of Teams' bot APIs, as documented under "status codes from bot conversational APIs". */
const documented = {
  BadSyntax: [400, 'Bad format of request'],
  BadArgument: [400, 'Bad argument'],
  BotNotRegistered: [401, 'No registration found for this bot.'],
  BotDisabledByAdmin: [403, 'The tenant admin disabled this bot'],
  BotNotInConversationRoster: [403, 'The bot is not part of the conversation roster.'],
  ConversationBlockedByUser: [403, 'User blocked the conversation with the bot.'],
  ForbiddenOperationException: [403, "Bot is not installed in user's personal scope"],
  NotEnoughPermissions: [403, 'Not enough permissions to complete the operation'],
  ActivityNotFoundInConversation: [404, 'Activity not found in the conversation.'],
  ConversationNotFound: [404, 'Conversation not found.'],
  MemberNotFoundInConversation: [404, 'The member is not part of the conversation.'],
  PreconditionFailed: [412, 'Precondition failed, please try again.'],
  MessageSizeTooBig: [413, 'Message size too large.'],
  Throttled: [429, 'Too many requests.'],
  ServiceError: [500, 'Internal server error'],
  ServiceUnavailable: [502, 'Service unavailable'],
} as const satisfies Record<string, readonly [number, string]>

export type Refusal = keyof typeof documented | 'MessageWritesBlocked'

/** The answer Teams gives for a code; `message` where there is more to say. */
export function refuse(code: Refusal, message?: string, headers: Record<string, string> = {}): Answer {
  if (code === 'MessageWritesBlocked') return refuseBlocked()
  const [status, text] = documented[code]
  return { status, body: { error: { code, message: message ?? text } }, headers }
}

/** A blocked or uninstalled bot gets an answer of its own shape: a number, and JSON inside a string. */
function refuseBlocked(): Answer {
  const inner = { subCode: 'MessageWritesBlocked', details: 'Thread is blocked from message writes.' }
  const message = JSON.stringify({ ...inner, errorCode: null, errorSubCode: null }, null, 2).replaceAll('\n', '\r\n')
  return { status: 403, body: { errorCode: 209, message } }
}
