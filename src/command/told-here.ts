/** Whether somebody is told anything at all here: decided before a team is looked for, or what others have set up. */
import { surfaceOf } from '../access/policy.ts'
import { AppError } from '../errors.ts'
import type { Command, Context } from './command.ts'

/** @throws AppError `not-told-here` where nothing of groups is told to whoever reads this command's answer */
export async function requireGroupsTold(command: Command<never>, { access, caller }: Context): Promise<void> {
  const isAlone = command.surface === 'channel' && caller.place?.conversation.kind === 'personal'
  const surface = isAlone ? 'personal' : surfaceOf(caller, command.surface)
  if ((await access.level({ surface, subject: 'group', isSelf: false })) === 'off') throw new AppError('not-told-here')
}

/** @throws AppError `not-told-here` where whoever asks has no role at all */
export async function requireRole({ access }: Context): Promise<void> {
  if ((await access.role()) === null) throw new AppError('not-told-here')
}
