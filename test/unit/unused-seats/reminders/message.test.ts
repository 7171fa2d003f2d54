import { describe, expect, test } from 'vitest'
import { readLine } from '../../../../src/commands.ts'
import { defaultConfigFile } from '../../../../src/config/file.ts'
import type { Message } from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import type { SentReminder } from '../../../../src/ports.ts'
import { exampleUnused } from '../../../../src/unused-seats/findings/example.ts'
import type { ReminderContent } from '../../../../src/unused-seats/reminders/message.ts'
import {
  firstNameOf,
  type ReminderPeople,
  renderAnswered,
  renderChange,
  renderReminder,
} from '../../../../src/unused-seats/reminders/reminder.ts'
import { listToDos } from '../../../../src/unused-seats/reminders/seats-to-free.ts'
import { countAnswers } from '../../../../src/unused-seats/reminders/send.ts'
import { actionsIn, notesIn } from '../../../helpers/message-content.ts'

const token = '9b37eed7374764b9314629b937eab91c'
const rendering = { t: createWords('en'), timeZone: 'UTC', commandPrefix: '/tabnine ' }

const { links } = defaultConfigFile
const known = { firstName: 'Ada', askedBy: 'Grace Hopper' }

function remind(seat: Partial<ReminderContent['seat']> = {}, people: ReminderPeople = known) {
  const usual = { kind: 'invited', since: '2026-10-03T09:30:00.000Z', isAtLeast: false, hasExpired: false } as const
  return renderReminder(token, { ...usual, ...seat }, people, links, rendering)
}

const pagesIn = (message: Message) =>
  message.parts.flatMap(part => (part.kind === 'actions' ? (part.links ?? []).map(({ label }) => label) : []))

describe('what a person is asked', () => {
  test.each<[Partial<ReminderContent['seat']>, title: string, state: string]>([
    [{}, 'Do you want to use Tabnine?', 'you were invited to Tabnine on 3 Oct 2026. The invite is still open.'],
    [
      { kind: 'never-used' },
      'Do you still need your Tabnine seat?',
      'you’ve had a Tabnine seat since 3 Oct 2026 and haven’t used it yet.',
    ],
    [{ kind: 'idle' }, 'Do you still need your Tabnine seat?', 'you haven’t used Tabnine since 3 Oct 2026.'],
    [
      { kind: 'idle', isAtLeast: true },
      'Do you still need your Tabnine seat?',
      'you haven’t used Tabnine since 3 Oct 2026 or before.',
    ],
    [{ hasExpired: true }, 'Do you want to use Tabnine?', 'your Tabnine invite of 3 Oct 2026 has expired.'],
  ])('%j', (seat, title, state) => {
    const question = 'Grace Hopper asked me to check which seats are still needed. Any answer is fine.'
    expect(remind(seat)).toMatchObject({ title, summary: `Hi Ada, ${state} ${question}` })
  })

  test('names no one whose name is not known', () => {
    const { summary } = remind({ kind: 'idle' }, { firstName: null, askedBy: null })
    expect(summary).toMatch(/^You haven’t used Tabnine since .*\. Your Tabnine admins asked me to check/)
  })

  test.each([
    ['Ada Lovelace', 'Ada'],
    ['Lovelace, Ada K.', 'Ada'],
    ['ada@x.example', null],
    [' ', null],
    [null, null],
  ])('the first name in %j', (name, first) => {
    expect(firstNameOf(name)).toBe(first)
  })

  test('states that nothing is removed, who sees the answer, and how to start or stop', () => {
    expect(notesIn(remind())).toEqual([
      'Your answer doesn’t remove anything; an admin decides · Channels only see totals',
    ])
    expect(pagesIn(remind())).toEqual(['Accept invite', 'Install the plugin', 'Sign in'])
    expect(pagesIn(remind({ kind: 'idle' }))).toEqual(['Install the plugin', 'Sign in'])
    expect(actionsIn(remind()).at(-1)).toEqual({ label: 'Don’t ask me again', line: 'reminders off', isMore: true })
  })

  test('offers a new invite where the old one has expired', () => {
    const expired = remind({ hasExpired: true })
    expect(actionsIn(expired)[0]).toMatchObject({ label: 'Ask for a new one', line: `reply ${token} use` })
    expect(pagesIn(expired)).not.toContain('Accept invite')
  })

  test('has three answers, one of them primary, each of which is understood', () => {
    const answers = actionsIn(remind()).filter(({ line }) => line.startsWith('reply'))
    expect(answers.map(({ label }) => label)).toEqual(['Keep my seat', 'I don’t need it', 'Ask me later'])
    expect(answers.map(({ style }) => style)).toEqual(['primary', undefined, undefined])
    expect(answers.map(({ line }) => readLine(line).args)).toEqual(
      ['use', 'release', 'later'].map(answer => ({ token, answer })),
    )
    expect(readLine('reminders off').args).toEqual({ how: 'off' })
  })
})

describe('the confirmation of an answer', () => {
  const until = new Date('2026-12-23T00:00:00Z')
  const answered = (answer: 'use' | 'release' | 'later', needsInvite = false) =>
    renderAnswered(token, answer, { firstName: 'Ada', until, needsInvite }, links, rendering)

  test.each([
    ['use', false, '✅ You’re keeping your Tabnine seat', 'Thanks, Ada. I’ve let the admins know.'],
    ['use', true, '✅ You asked for a new invite', 'Thanks, Ada. I’ve let the admins know that you need a new invite.'],
    [
      'release',
      false,
      '✅ You don’t need your Tabnine seat',
      'Thanks, Ada. I’ve let the admins know. Nothing changes until one of them frees the seat.',
    ],
    ['later', false, 'OK, I’ll ask again later', 'You won’t get a reminder before 23 Dec 2026.'],
  ] as const)('%s, invite needed: %s', (answer, needsInvite, title, summary) => {
    const message = answered(answer, needsInvite)
    expect(message).toMatchObject({ title, summary })
    expect(actionsIn(message)).toEqual([{ label: 'Change my answer', line: `reply ${token} change` }])
  })

  test('shows how to start to a person who keeps the seat', () => {
    expect(pagesIn(answered('use'))).toEqual(['Install the plugin', 'Sign in'])
    expect(pagesIn(answered('release'))).toEqual([])
  })

  test('can be changed: the question has all three answers again', () => {
    expect(actionsIn(renderChange(token, false, rendering)).map(({ line }) => line)).toEqual(
      ['use', 'release', 'later'].map(answer => `reply ${token} ${answer}`),
    )
  })
})

describe('how those asked have answered', () => {
  const sent = (known: Partial<SentReminder>): SentReminder => ({
    ...{ id: 1, token, alert: 1, person: 'a@x.example', askedAt: new Date(0), answer: null, answeredAt: null },
    ...{ place: 'slack:U1', state: 'sent', sentAt: null, ...known },
  })
  const none = { use: 0, release: 0, later: 0, open: 0, unreached: 0, waiting: 0, newInvites: 0, toFree: 0 }
  const { findings } = exampleUnused

  test.each<[Partial<SentReminder>, Partial<typeof none> | null]>([
    [{ answer: 'use' }, { use: 1 }],
    [{ answer: 'release' }, { release: 1 }],
    [{ answer: 'later' }, { later: 1 }],
    [{}, { open: 1 }],
    [{ state: 'pending' }, { open: 1, waiting: 1 }],
    [{ state: 'unknown' }, { open: 1 }],
    [{ state: 'failed' }, { unreached: 1 }],
    // It was lost on the way that this one arrived.
    [{ state: 'failed', answer: 'use' }, { use: 1 }],
    [{ state: null, place: null }, { open: 1 }],
    [{ state: 'skipped' }, null],
  ])('%j', (known, expected) => {
    const asked = countAnswers([sent(known)], findings)
    expect(asked).toEqual(expected && { ...none, ...expected, lastSentOn: new Date(0) })
  })

  test('is empty where no one was asked', () => {
    expect(countAnswers([], findings)).toBeNull()
  })

  test('counts what an admin has to do, as long as the seat is unused', () => {
    const answeredAt = new Date('2026-11-17T09:00:00Z')
    const of = (person: string, answer: SentReminder['answer']) => sent({ person, answer, answeredAt })
    const reminders = [
      of('niklaus@northwind.example', 'release'),
      // In use again.
      of('ada@northwind.example', 'release'),
      // The invite of one has expired, that of the other is open.
      of('tony@northwind.example', 'use'),
      of('margaret@northwind.example', 'use'),
    ]
    expect(countAnswers(reminders, findings)).toMatchObject({ release: 2, use: 2, toFree: 1, newInvites: 1 })
    expect(listToDos(reminders, findings).map(({ person }) => person)).toEqual([
      'niklaus@northwind.example',
      'tony@northwind.example',
    ])
  })

  test('is dated by the last message that was sent', () => {
    const sentAt = new Date('2026-11-16T08:30:00Z')
    expect(countAnswers([sent({ sentAt }), sent({})], findings)?.lastSentOn).toEqual(sentAt)
  })
})
