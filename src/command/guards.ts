/** Who may ask what, decided before anything is looked up. */

import { AppError, type ErrorCode, hasCode } from '../errors.ts'
import { type Access, type Authorization, authorize, type Content, readerOfAnswer } from '../privacy/authorize.ts'
import type { Surface } from '../privacy/policy.ts'
import { resolveMentions } from './argument.ts'
import type { Command, Context, Reply } from './command.ts'

export type Asking = Pick<Context, 'caller' | 'access'>

/** Refusals that a higher role would not meet. */
const raised: readonly ErrorCode[] = ['not-allowed', 'not-your-role', 'admins-only']
const refusals: readonly ErrorCode[] = [
  'stranger',
  'not-told-here',
  'not-allowed',
  'not-your-role',
  'admins-only',
  'names-hidden',
]

/** Authorizes the readers of an answer that is meant for `surface`. @throws AppError see `authorize` */
export function authorizeAnswer<What extends Content>(
  { caller, access }: Asking,
  content: What,
  surface: Surface,
): Promise<Authorization<What>> {
  return authorize(access.privacy, readerOfAnswer(caller, access, surface), content)
}

/** Whose role in Tabnine could not be read has the lesser right, and learns why where it matters. */
export async function explainRefusal(error: AppError, access: Access): Promise<AppError> {
  if (!hasCode(error, ...raised) || !(await access.roleSource()).isUnchecked) return error
  return new AppError('role-unchecked', {}, { cause: error })
}

/** As `authorizeAnswer`; `null` if refused. */
export async function findAuthorization<What extends Content>(
  asking: Asking,
  content: What,
  surface: Surface,
): Promise<Authorization<What> | null> {
  try {
    return await authorizeAnswer(asking, content, surface)
  } catch (error) {
    if (!hasCode(error, ...refusals)) throw error
    return null
  }
}

/**
 * Runs a command for its caller, if they may ask it.
 * @param readArguments called after that is decided
 * @throws AppError a refusal, before the arguments are read; what `readArguments` and the command throw
 */
export async function runCommand(
  command: Command<never>,
  readArguments: () => Readonly<Record<string, unknown>>,
  context: Context,
): Promise<CommandResult> {
  const authorization = await authorizeAnswer(context, command.holds, command.surface)
  const args = await resolveMentions(command, readArguments(), context.caller)
  // The arguments went through the command's own schema; only its type is lost on the way through the list.
  const reply = await command.run(args as never, { ...context, authorization })
  return { reply, args, authorization }
}

export type CommandResult = {
  readonly reply: Reply
  readonly args: Readonly<Record<string, unknown>>
  readonly authorization: Authorization
}
