import { z } from 'zod'
import { maySeePerson } from '../access/policy.ts'
import { AppError } from '../errors.ts'
import type { Subject } from '../ports.ts'
import { collectUnused, namesOf, tellWhyPerson, tellWhyTeam } from '../report/unused-seats.ts'
import { remembered, whoAsks } from './alert.ts'
import { argument, type Command, type Context, type Reply } from './command.ts'
import { findSubject } from './find-team.ts'

const args = z.object({ whom: argument.name() })

export const whyCommand: Command<z.output<typeof args>> = {
  name: 'why',
  usage: 'why <team or e-mail>',
  surface: 'personal',
  args,
  run: ({ whom }, context) => (whom.includes('@') ? whyPerson(whom, context) : whyTeam(whom, context)),
}

async function whyTeam(team: string, context: Context): Promise<Reply> {
  const { store } = remembered(context)
  const { voice, access, caller } = context
  const subject = await findSubject(whyCommand, { team }, context)
  const word = subject.kind === 'team' ? subject.id : 'all'
  const level = await access.level({ surface: 'personal', subject: 'group', isSelf: false })
  if (level === 'off') throw new AppError('not-told-here')
  const here = caller.place ? await store.alerts.inConversation(caller.place.conversation.id) : []
  const about = here.filter(({ subject: its }) => (its.kind === 'team' ? its.id : 'all') === word)
  const decided = about.flatMap(({ id, reason, decidedAt }) =>
    reason === null || decidedAt === null ? [] : [{ number: id, reason, at: decidedAt }],
  )
  const findings = await findingsOf(subject, context, about[0]?.graceDays)
  const floor = level === 'named' ? 0 : access.floor
  return { facts: findings, message: tellWhyTeam(subject, findings, decided, voice, { floor }) }
}

async function whyPerson(email: string, context: Context): Promise<Reply> {
  const { store } = remembered(context)
  const { now, voice, caller } = context
  const { email: own } = await caller.profile()
  const mayName = (await context.access.role()) === 'admin'
  const account = own === null ? null : { id: own, email: own }
  if (!maySeePerson(mayName, account, email)) throw new AppError('not-allowed')
  const findings = await findingsOf({ kind: 'organization', name: '' }, context)
  const wanted = email.toLowerCase()
  const verdict = findings?.verdicts.find(({ record }) => namesOf(record).includes(wanted)) ?? null
  if (own?.toLowerCase() !== wanted) {
    await store.audit.add({ at: now, who: whoAsks(context), what: 'named', line: `why ${email}`, surface: 'personal' })
  }
  return { facts: verdict, message: tellWhyPerson(email, verdict, findings, voice) }
}

function findingsOf(subject: Subject, context: Context, graceDays?: number) {
  const { store, watching } = remembered(context)
  const policy = { ...watching.policy, graceDays: graceDays ?? watching.graceDays }
  return collectUnused(store, subject, policy, context.now)
}
