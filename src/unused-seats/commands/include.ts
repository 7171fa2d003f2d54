import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { entryOf } from '../../command/audit-trail.ts'
import { type Command, type Context, formatLine, type Persistence, replyLine } from '../../command/command.ts'
import { nameIn } from '../../command/line.ts'
import { requirePersistence } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import { note } from '../../message/message.ts'
import type { KeptExclusion } from '../../ports.ts'
import { refreshAllNow } from '../alert/refresh.ts'
import { aliasesOf, readPeople } from '../findings.ts'

const args = z.object({ whom: argument.person({ keywords: /^#?\d{1,9}$/ }) })

/** Removes an exclusion: by its number, which a button carries, or by the person. */
export const includeCommand: Command<z.output<typeof args>, 'admin'> = {
  name: 'include',
  usage: 'include <n or person>',
  about: {
    en: {
      summary: 'end an exclusion',
      examples: ['include 4', 'include ada@example.com'],
      formTitle: 'Include a person again',
      submit: 'Include',
    },
    de: {
      summary: 'eine Ausnahme beenden',
      examples: ['aufnehmen 4', 'aufnehmen ada@example.com'],
      formTitle: 'Person wieder zählen',
      submit: 'Wieder zählen',
    },
  },
  needsBot: true,
  surface: 'personal',
  holds: 'admin',
  args,
  async run({ whom }, context) {
    const persistence = requirePersistence(context)
    const { store, jobs } = persistence
    const { now, rendering } = context
    const taken = await store.transaction(async tx => {
      const found = findKept(await tx.exclusions.all(now), whom, persistence)
      const gone: KeptExclusion[] = []
      for (const each of found) if (await tx.exclusions.remove(each.id)) gone.push(each)
      for (const { person } of gone)
        await tx.audit.add(entryOf(context, 'include', formatLine(includeCommand, { whom: person })))
      if (gone.length > 0) await refreshAllNow(tx, jobs, now)
      return gone
    })
    const [first] = taken
    if (!first) throw notExcluded(whom, persistence, context)
    const { alerts: t } = rendering.t
    const stays = isSparedBySettings(first.person, persistence, now)
    return replyLine(t.includedTitle, t.included(first.person), { person: first.person }, [
      note(stays ? t.staysExcluded : t.includedWhen),
    ])
  },
}

/** The exclusions that are meant: one by its number, or all of one person, who may have several e-mails. */
function findKept(kept: readonly KeptExclusion[], whom: string, { watching }: Persistence): KeptExclusion[] {
  const number = readNumber(whom)
  if (number !== null) return kept.filter(({ id }) => id === number)
  const names = aliasesOf(watching.policy, nameIn(whom))
  return kept.filter(({ person }) => names.includes(person))
}

function notExcluded(whom: string, persistence: Persistence, { now }: Context): AppError {
  if (readNumber(whom) !== null) return new AppError('exclusion-over', { subject: whom })
  return new AppError(isSparedBySettings(whom, persistence, now) ? 'excluded-by-settings' : 'not-excluded', {
    subject: whom,
  })
}

/** Whether the configuration file alone excludes a person: by name, or as a service account. */
function isSparedBySettings(person: string, { watching }: Persistence, now: Date): boolean {
  const people = readPeople({ ...watching.policy, graceDays: watching.graceDays }, now)
  const known = { id: person, email: person }
  return people.exclusionOf(known) !== null || people.isServiceAccount(known)
}

function readNumber(whom: string): number | null {
  const digits = /^#?(\d{1,9})$/.exec(whom)?.[1]
  return digits === undefined ? null : Number(digits)
}
