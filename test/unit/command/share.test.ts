import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { offerSharing } from '../../../src/command/offers.ts'
import { readLine } from '../../../src/commands.ts'
import { AppError, type ErrorCode } from '../../../src/errors.ts'
import type { Message } from '../../../src/message/message.ts'
import { renderText } from '../../../src/message/text.ts'
import { createWords } from '../../../src/message/words.ts'
import { defaultPrivacy, type Level, levels, openRoles } from '../../../src/privacy/policy.ts'
import { caller } from '../../helpers/callers.ts'
import { askLine, contextOf } from '../../helpers/contexts.ts'
import { ada } from '../../helpers/fake-usage-api.ts'

const words = createWords('en')
const channel = { id: 'slack:C1', kind: 'channel', reference: null } as const
const personal = { id: 'slack:U1', kind: 'personal', reference: null } as const
const wayIn = (invitation: string | null) => async () => invitation

/** A person who asked in a channel by slash command, and alone reads the answer. */
function whispering(known: Parameters<typeof caller>[0] & { invitation?: string | null } = {}) {
  const { invitation = null, ...rest } = known
  return caller({
    readers: 'private',
    name: 'Ada',
    place: { conversation: channel, person: personal, wayIn: wayIn(invitation) },
    ...rest,
  })
}

function share(line: string, known: Parameters<typeof contextOf>[0] = { caller: whispering() }) {
  return askLine(`share ${line}`, contextOf(known))
}

async function codeOf(promise: Promise<unknown>): Promise<ErrorCode> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw new Error('no error of ours')
  return error.code
}

describe('sharing', () => {
  test('asks again and is for everyone, with the name of the person who shared it', async () => {
    const { message, surface } = await share('usage payments last week')
    expect(surface).toBe('channel')
    expect(message.title).toBe('✅ Payments: 42 people used Tabnine last week (16–22 Nov 2026)')
    expect(renderText(message, words)).toContain('Shared by \u2068Ada\u2069')
  })

  test('leaves out numbers of fewer than five people, though the person who shares may see them', async () => {
    const smallSeats = { registered: 3, invited: 0, deactivated: 0 }
    const asking = whispering({ id: 'U0ADMIN' })
    const known = { caller: asking, admins: ['U0ADMIN'], usageApi: { teamSeats: async () => smallSeats } }
    const alone = await askLine('seats payments', contextOf(known))
    const shared = await share('seats payments', known)
    expect(renderText(alone.message, words)).not.toContain('Hidden: fewer than')
    expect(renderText(shared.message, words)).toContain('Hidden: fewer than')
  })

  test.each<[string, string, Parameters<typeof contextOf>[0], ErrorCode]>([
    ['nothing that is no report', 'subscribe payments', { caller: whispering() }, 'bad-arguments'],
    ['not itself', 'share usage', { caller: whispering() }, 'bad-arguments'],
    ['no person', 'me', { caller: whispering({ email: ada.email }) }, 'not-told-here'],
    [
      'no person, also of an admin',
      `user ${ada.email}`,
      { caller: whispering({ id: 'UA' }), admins: ['UA'] },
      'not-told-here',
    ],
    [
      'not where no one else is',
      'usage',
      { caller: whispering({ place: { conversation: personal, person: personal } }) },
      'no-audience',
    ],
    ['not in a terminal', 'usage', { caller: caller() }, 'no-audience'],
    ['not where the bot is no member', 'usage', { caller: whispering({ invitation: '/invite @bot' }) }, 'not-a-member'],
    ['nothing of an unknown team', 'usage nowhere', { caller: whispering() }, 'unknown-team'],
  ])('%s', async (_what, line, known, code) => {
    expect(await codeOf(share(line, known))).toBe(code)
  })

  test('what is offered instead of a mistake is shared as well', async () => {
    const error = await share('usage paymets').catch((thrown: AppError) => thrown)
    expect((error as AppError).details.suggestions).toEqual([{ label: 'Payments', line: 'share usage "team-1"' }])
    const verb = await share('usge payments').catch((thrown: AppError) => thrown)
    expect((verb as AppError).details.suggestions?.[0]).toEqual({ label: 'usage', line: 'share usage payments' })
  })

  test('under any policy a person is named in a channel only where the policy names people there', async () => {
    const anyLevel = fc.constantFrom<Level>(...levels)
    const surfaces = fc.record({ channel: anyLevel, private: anyLevel, personal: anyLevel })
    await fc.assert(
      fc.asyncProperty(surfaces, fc.boolean(), fc.boolean(), async (surfaces, pseudonyms, isAdmin) => {
        const privacy = { ...defaultPrivacy, surfaces, pseudonyms }
        const asking = whispering({ email: ada.email, isAdmin })
        const known = { caller: asking, access: { privacy } }
        const isShown = await share('me', known).then(
          ({ message }) => renderText(message, words).includes(ada.email),
          () => false,
        )
        expect(isShown).toBe(isAdmin && surfaces.channel === 'named' && !pseudonyms)
      }),
    )
  })
})

describe('the button', () => {
  const message: Message = { title: 't', summary: 's', parts: [] }
  const linesIn = ({ parts }: Message) =>
    parts.flatMap(part => (part.kind === 'actions' ? part.actions.map(({ line }) => line) : []))
  const offer = async (line: string, known: Parameters<typeof contextOf>[0] = { caller: whispering() }) =>
    linesIn(await offerSharing(message, readLine(line), contextOf(known)))

  test('is offered where others are and only the person who asked reads', async () => {
    expect(await offer('usage payments last week daily')).toEqual(['share usage "payments" last week daily'])
    expect(await offer('seats')).toEqual(['share seats'])
  })

  test.each<[string, string, Parameters<typeof contextOf>[0]]>([
    ['where everyone has read it already', 'usage', { caller: whispering({ readers: 'channel' }) }],
    ['in a personal chat', 'usage', { caller: whispering({ place: { conversation: personal, person: personal } }) }],
    ['in a terminal', 'usage', { caller: caller() }],
    ['of a person', 'me', { caller: whispering() }],
    ['of what is no report', 'subscriptions', { caller: whispering() }],
    [
      'for a person who may not post',
      'usage',
      { caller: whispering(), access: { roles: { ...openRoles, subscriber: [] } } },
    ],
  ])('and not %s', async (_where, line, known) => {
    expect(await offer(line, known)).toEqual([])
  })

  test('is after the others', async () => {
    const parts: Message['parts'] = [
      { kind: 'actions', actions: [{ label: 'Seats', line: 'seats' }] },
      { kind: 'note', lines: ['small'] },
    ]
    const offered = await offerSharing({ ...message, parts }, readLine('usage'), contextOf({ caller: whispering() }))
    expect(linesIn(offered)).toEqual(['seats', 'share usage'])
    expect(offered.parts).toHaveLength(2)
  })
})
