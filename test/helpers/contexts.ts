import type { Context, Reply } from '../../src/command/command.ts'
import { runCommand } from '../../src/command/guards.ts'
import { readLine } from '../../src/commands.ts'
import type { Language } from '../../src/message/languages.ts'
import { createWords } from '../../src/message/words.ts'
import type { UsageApi } from '../../src/ports.ts'
import { type AccessSettings, accessPolicyOf, createAccess } from '../../src/privacy/authorize.ts'
import type { Caller } from '../../src/privacy/policy.ts'
import { caller } from './callers.ts'
import { fakeUsageApi, sourcesOf } from './fake-usage-api.ts'

/** The context in which a command runs: a Wednesday morning, with no particular caller. */
export function contextOf(
  known: {
    usageApi?: Partial<UsageApi>
    caller?: Caller
    admins?: readonly string[]
    zone?: string
    access?: AccessSettings
    persistence?: Context['persistence']
    language?: Language
  } = {},
): Context {
  const asking = known.caller ?? caller()
  return {
    sources: sourcesOf(fakeUsageApi(known.usageApi)),
    caller: asking,
    persistence: known.persistence ?? null,
    access: createAccess(asking, accessPolicyOf(known.admins ?? [], known.access)),
    now: new Date('2026-11-25T10:00:00Z'),
    rendering: { t: createWords(known.language ?? 'en'), timeZone: known.zone ?? 'UTC', commandPrefix: asking.prefix },
  }
}

/** Asks a line as the app does: the caller is authorized first. */
export async function askLine(line: string, context: Context): Promise<Reply> {
  const { command, args } = readLine(line)
  return (await runCommand(command, () => args, context)).reply
}
