import { describe, expect, test } from 'vitest'
import { readLine } from '../../../../src/commands.ts'
import { plain } from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import type { SentReminder } from '../../../../src/ports.ts'
import type { ReminderContent } from '../../../../src/unused-seats/reminders/message.ts'
import { renderReminder } from '../../../../src/unused-seats/reminders/reminder.ts'
import { countAnswers } from '../../../../src/unused-seats/reminders/send.ts'

const token = '9b37eed7374764b9314629b937eab91c'
const rendering = { t: createWords('en'), timeZone: 'UTC', commandPrefix: '/tabnine ' }

function tell(seat: Partial<ReminderContent['seat']> = {}) {
  const usual = { kind: 'invited', since: '2026-10-03T09:30:00.000Z', isAtLeast: false, hasExpired: false } as const
  return renderReminder(token, { ...usual, ...seat }, rendering)
}

describe('what a person is asked', () => {
  test.each<[Partial<ReminderContent['seat']>, string]>([
    [{}, 'You were invited to Tabnine on 3 Oct 2026 and have not joined yet.'],
    [{ kind: 'never-used' }, 'You have had a Tabnine seat since 3 Oct 2026 and have not used it yet.'],
    [{ kind: 'idle' }, 'You have a Tabnine seat that has not been used since 3 Oct 2026.'],
    [{ kind: 'idle', isAtLeast: true }, 'You have a Tabnine seat that has not been used since 3 Oct 2026 or before.'],
  ])('%j: %s', (seat, summary) => {
    expect(tell(seat).summary).toBe(summary)
  })

  test('says who asks, that nothing is taken away, and how to stop', () => {
    const said = JSON.stringify(tell())
    expect(said).toContain('Your company’s Tabnine admins ask through this bot')
    expect(said).toContain('Nothing is taken away by an answer')
    expect(said).toContain('/tabnine reminders off')
  })

  test('says so where the invitation has run out', () => {
    const texts = tell({ hasExpired: true }).parts.flatMap(part => (part.kind === 'text' ? [plain(part.text)] : []))
    expect(texts).toContain('The invitation has run out: if you will use it, an admin can invite you again.')
  })

  test('has three buttons, each of which is understood', () => {
    const buttons = tell().parts.flatMap(part => (part.kind === 'actions' ? part.actions : []))
    expect(buttons.map(({ label }) => label)).toEqual(['I will use it', 'I don’t need it', 'Later'])
    expect(buttons.map(({ line }) => readLine(line).args)).toEqual(
      ['use', 'release', 'later'].map(answer => ({ token, answer })),
    )
    expect(readLine('reminders off').args).toEqual({ how: 'off' })
  })
})

describe('how those asked have answered', () => {
  const sent = (known: Partial<SentReminder>): SentReminder => ({
    ...{ id: 1, token, alert: 1, person: 'a@x.example', askedAt: new Date(0), answer: null, answeredAt: null },
    ...{ place: 'slack:U1', state: 'sent', ...known },
  })
  const none = { use: 0, release: 0, later: 0, open: 0, unreached: 0 }

  test.each<[Partial<SentReminder>, Partial<typeof none> | null]>([
    [{ answer: 'use' }, { use: 1 }],
    [{ answer: 'release' }, { release: 1 }],
    [{ answer: 'later' }, { later: 1 }],
    [{}, { open: 1 }],
    [{ state: 'pending' }, { open: 1 }],
    [{ state: 'unknown' }, { open: 1 }],
    [{ state: 'failed' }, { unreached: 1 }],
    // It was lost on the way that this one arrived.
    [{ state: 'failed', answer: 'use' }, { use: 1 }],
    [{ state: null, place: null }, { open: 1 }],
    [{ state: 'skipped' }, null],
  ])('%j', (known, expected) => {
    expect(countAnswers([sent(known)])).toEqual(expected && { ...none, ...expected })
  })

  test('is nothing to tell where nobody was asked', () => {
    expect(countAnswers([])).toBeNull()
  })
})
