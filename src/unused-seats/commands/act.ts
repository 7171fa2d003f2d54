import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { record } from '../../command/audit-trail.ts'
import { type AuthorizedContext, type Command, formatLine } from '../../command/command.ts'
import { authorizeAnswer } from '../../command/guards.ts'
import { nameIn } from '../../command/line.ts'
import { callerKey, requirePersistence } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import { attempt, valueOr } from '../../partial.ts'
import type { ActionTarget, SeatActionKind } from '../../ports.ts'
import { type ActionScope, type Candidate, chooseCandidates, cutToShown } from '../acting/candidates.ts'
import { renderPreview } from '../acting/render.ts'
import { collectUnused, idleDaysOf } from '../findings.ts'
import { findForAdmin } from './alert.ts'

const answered = /^answered$/i

const args = z.object({
  number: argument.number(),
  person: argument.person({ keywords: answered }).optional(),
  what: argument.choice(['withdraw', 'invite', 'free', 'restore']),
})

/** Shows an admin whose seats or invites would be changed, with the button that does it. Changes nothing itself. */
export const actCommand: Command<z.output<typeof args>, 'admin'> = {
  name: 'act',
  usage: 'act <n> [<person>] withdraw, invite, free or restore',
  about: {
    en: {
      summary: 'free seats and withdraw or resend invites, after a preview',
      examples: ['act 3 free', 'act 3 ada@example.com free', 'act 3 invite'],
    },
    de: {
      summary: 'Plätze freigeben, Einladungen zurückziehen oder erneuern, mit Vorschau',
      examples: ['handeln 3 freigeben', 'handeln 3 ada@example.com freigeben', 'handeln 3 einladen'],
    },
  },
  needsBot: true,
  surface: 'personal',
  holds: 'admin',
  args,
  async run(asked, context) {
    const { seatDoor, store, watching } = requirePersistence(context)
    const { number, person, what } = asked
    const { now, rendering, sources } = context
    if (!seatDoor.allows(what)) throw new AppError('acting-off')
    // Those who are not to be named cannot be chosen either.
    await authorizeAnswer(context, 'targets', 'personal')
    const alert = await findForAdmin(number, context)
    await seatDoor.settle(now)
    const findings = await collectUnused(store, alert, watching.policy, now)
    if (!findings || findings.noData !== null) throw new AppError('nothing-open', { subject: String(number) })
    const scope = readScope(person)
    const question = { kind: what, scope, alert, findings, now, signal: sources.signal }
    const { candidates: found, unlisted } = await chooseCandidates(store, sources.usageApi, question)
    const { others, isOneselfLeftOut } = await leaveOutOneself(what, found, context)
    const candidates = cutToShown(others)
    const [first] = candidates
    if (first) await record(context, 'named', formatLine(actCommand, asked))
    const shown = { alert: alert.id, actor: callerKey(context), kind: what, targets: candidates.map(toTarget) }
    const token = first ? await seatDoor.preview(shown, context.authorization, now) : null
    const synced = await countSynced(what, candidates, context)
    const message = renderPreview(
      {
        ...{ kind: what, alert: alert.id, candidates, token, unlisted, isOneselfLeftOut, synced },
        left: others.length - candidates.length,
        idleDays: idleDaysOf(findings),
        lineFor: name => formatLine(actCommand, { number, person: name, what }),
      },
      rendering,
    )
    return { facts: { alert: alert.id, kind: what, people: candidates.map(each => each.person) }, message }
  },
}

function readScope(person: string | undefined): ActionScope {
  if (person === undefined) return null
  return answered.test(person) ? 'answered' : { person: nameIn(person) }
}

/** No one frees their own seat by mistake; Tabnine refuses it for the owner of the token alone. */
async function leaveOutOneself(
  kind: SeatActionKind,
  found: readonly Candidate[],
  { caller }: AuthorizedContext<'admin'>,
): Promise<{ others: readonly Candidate[]; isOneselfLeftOut: boolean }> {
  const own = kind === 'free' ? (await caller.profile()).email?.toLowerCase() : undefined
  const others = found.filter(({ person }) => person !== own)
  return { others, isOneselfLeftOut: others.length < found.length }
}

/** A hint alone, so that teams that cannot be read hide no preview. */
async function countSynced(
  kind: SeatActionKind,
  candidates: readonly Candidate[],
  { sources: { usageApi, signal } }: AuthorizedContext<'admin'>,
): Promise<number> {
  if (candidates.length === 0 || !(kind === 'free' || kind === 'restore')) return 0
  const teams = valueOr(await attempt(usageApi.teams(signal), signal), [])
  const synced = new Set(teams.filter(({ isSynced }) => isSynced).map(({ id }) => id))
  return candidates.filter(({ teamId }) => teamId !== null && synced.has(teamId)).length
}

function toTarget({ target, person, teamId, role, resumes }: Candidate): ActionTarget {
  return { target, person, teamId, role, resumes }
}
