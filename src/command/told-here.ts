/** Whether somebody is told anything at all here: decided before a team is looked for, or what others have set up. */
import { maySubscribe, surfaceOf } from '../access/policy.ts'
import { AppError } from '../errors.ts'
import type { Command, Context } from './command.ts'

/** @throws AppError `not-told-here` where nothing of groups is told to whoever reads this command's answer */
export async function requireGroupsTold(command: Command<never>, { access, caller }: Context): Promise<void> {
  const isAlone = command.surface === 'channel' && caller.place?.conversation.kind === 'personal'
  const surface = isAlone ? 'personal' : surfaceOf(caller, command.surface)
  if ((await access.level({ surface, subject: 'group', isSelf: false })) === 'off') throw new AppError('not-told-here')
}

/** @throws AppError `not-your-role` where a command changes what is posted, or is about that, and who asks may not */
export async function requireSubscriber(command: Command<never>, access: Context['access']): Promise<void> {
  const isForSubscribers = command.surface === 'channel' || command.changesPosts
  if (isForSubscribers && !maySubscribe(await access.role())) throw new AppError('not-your-role')
}

/** @throws AppError `not-told-here` where whoever asks has no role at all */
export async function requireRole({ access }: Context): Promise<void> {
  if ((await access.role()) === null) throw new AppError('not-told-here')
}
