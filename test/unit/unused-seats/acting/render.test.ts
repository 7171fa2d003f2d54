import { describe, expect, test } from 'vitest'
import { renderSlack, renderSlackText } from '../../../../adapters/slack/blocks.ts'
import { renderTeams, renderTeamsText } from '../../../../adapters/teams/card.ts'
import { noCharts } from '../../../../src/message/chart.ts'
import type { Message } from '../../../../src/message/message.ts'
import { createWords, type Words } from '../../../../src/message/words.ts'
import type { ActionRefusal, SeatAction, SeatActionKind } from '../../../../src/ports.ts'
import { addDays } from '../../../../src/time/utc-days.ts'
import { cutToShown } from '../../../../src/unused-seats/acting/candidates.ts'
import { countActed } from '../../../../src/unused-seats/acting/counts.ts'
import { offerActions } from '../../../../src/unused-seats/acting/offer.ts'
import { renderActed, renderPreview } from '../../../../src/unused-seats/acting/render.ts'
import { actingWords } from '../../../../src/unused-seats/acting/words.ts'
import { exampleUnused } from '../../../../src/unused-seats/findings/example.ts'
import { renderUnused } from '../../../../src/unused-seats/findings.ts'
import { textsIn } from '../../../helpers/message-content.ts'

const now = new Date('2026-11-23T10:25:00Z')
const languages = ['en', 'de'] as const
const kinds = ['withdraw', 'invite', 'free', 'restore'] as const
const refusals = Object.keys(actingWords.en.refused) as ActionRefusal[]
const renderingIn = (language: 'en' | 'de') => {
  return { t: createWords(language, now), timeZone: 'UTC', commandPrefix: '/tabnine ' }
}

function action(person: string, state: SeatAction['state'], changes: Partial<SeatAction> = {}): SeatAction {
  return {
    ...{ id: 1, preview: 't', alert: 12, actor: 'slack:U1', kind: 'free', target: person, person, teamId: null },
    ...{
      role: null,
      resumes: null,
      state,
      refusal: null,
      shownAt: now,
      usedAt: now,
      changedAt: now,
      audit: 1,
      earlier: 0,
    },
    ...changes,
  }
}

function acted(
  kind: SeatActionKind,
  actions: readonly SeatAction[],
  language: 'en' | 'de' = 'en',
  undo: string | null = null,
) {
  return renderActed({ kind, alert: 12, actions, undo }, renderingIn(language))
}

describe.each(languages)('in %s', language => {
  test.each(refusals)('the refusal %s is one sentence with the names', refusal => {
    const message = acted('free', [action('ada@x.example', 'refused', { refusal })], language)
    const sentence = actingWords[language].refused[refusal]('ada@x.example')
    expect(textsIn(message)).toContain(sentence)
    expect(sentence).toMatch(/^ada@x\.example: .{15,}\.$/)
    expect(sentence.split(/[.!?]\s/)).toHaveLength(1)
    expect(sentence.split(' ').length).toBeLessThanOrEqual(20)
  })

  test('each refusal has a sentence of its own', () => {
    const sentences = refusals.map(refusal => actingWords[language].refused[refusal]('ada'))
    expect(new Set(sentences).size).toBe(refusals.length)
  })

  test.each(kinds)('%s: nothing done, some done, all done', kind => {
    const done = [action('ada@x.example', 'done'), action('bob@x.example', 'done')]
    const titles = [
      acted(kind, [action('cy@x.example', 'refused', { refusal: 'role' })], language),
      acted(kind, [...done, action('cy@x.example', 'skipped')], language),
      acted(kind, done, language),
    ].map(({ title }) => title)
    expect(titles[0]).not.toMatch(/\d/)
    expect(titles[1]).toMatch(language === 'en' ? /^⚠️ 2 of 3 [a-z]/u : /^⚠️ 2 von 3 [A-Z]\S+n /u)
    expect(titles[2]).toMatch(/^✅ 2 /u)
  })

  test.each(kinds)('%s: a preview names everyone, and its button says how many', kind => {
    const people = ['ada@x.example', 'bob@x.example']
    const candidates = people.map(person => {
      const state = kind === 'restore' ? ('freed' as const) : ('invited' as const)
      return { target: person, person, teamId: null, role: null, resumes: null, state, since: addDays(now, -90) }
    })
    const preview = {
      ...{
        kind,
        alert: 12,
        candidates,
        token: 'f00',
        unlisted: 1,
        left: 2,
        isOneselfLeftOut: true,
        synced: 2,
        idleDays: 14,
      },
      lineFor: (person: string) => `act 12 ${person} ${kind}`,
    }
    const message = renderPreview(preview, renderingIn(language))
    for (const person of people) expect(textsIn(message)).toContain(person)
    const [buttons] = message.parts.filter(part => part.kind === 'actions')
    expect(buttons?.actions.map(({ line }) => line)).toEqual([
      'confirm f00',
      ...people.map(person => `act 12 ${person} ${kind}`),
    ])
    expect(buttons?.actions[0]?.label).toMatch(/\b2\b/)
    expect(buttons?.actions[0]?.style).toBe(kind === 'free' || kind === 'withdraw' ? 'danger' : 'primary')
    const empty = renderPreview({ ...preview, candidates: [], token: null }, renderingIn(language))
    expect(empty.parts.filter(part => part.kind === 'actions')).toEqual([])
    expect(empty.title).not.toBe(message.title)
  })
})

test('one line counts what is missing, and a reason is shown once for all people it applies to', () => {
  const actions = [
    action('a@x.example', 'done'),
    action('b@x.example', 'refused', { refusal: 'role' }),
    action('c@x.example', 'refused', { refusal: 'role' }),
    action('d@x.example', 'unknown', { refusal: 'unknown' }),
    action('e@x.example', 'skipped'),
    action('f@x.example', 'skipped', { refusal: 'conflict' }),
  ]
  const message = acted('free', actions, 'en', 'undo-token')
  expect(textsIn(message)).toEqual(
    expect.arrayContaining([
      'Freed: a@x.example. 5 of 6 not done.',
      'b@x.example and c@x.example: the access token’s role is too low for theirs.',
      'd@x.example: Tabnine didn’t answer clearly, so it may be done. Tomorrow’s check shows it.',
      'e@x.example: not tried.',
      'f@x.example: someone else changed this since you looked.',
    ]),
  )
  const [buttons] = message.parts.filter(part => part.kind === 'actions')
  expect(buttons?.actions.map(({ line }) => line)).toEqual(['act 12 free', 'confirm undo-token'])
})

test('after one person was refused, the preview that is shown again is theirs', () => {
  const message = acted('free', [action('a@x.example', 'refused', { refusal: 'rate-limited' })])
  const [buttons] = message.parts.filter(part => part.kind === 'actions')
  expect(buttons?.actions).toEqual([{ label: 'See preview again…', line: 'act 12 "a@x.example" free' }])
})

test('a half-finished invite is offered again, with the reason', () => {
  const message = acted('invite', [action('a@x.example', 'half', { kind: 'invite', refusal: 'rate-limited' })])
  expect(textsIn(message)).toEqual(
    expect.arrayContaining([
      'a@x.example: the old invite may be withdrawn, and no new one is confirmed.',
      'a@x.example: Tabnine is busy, so try again in a minute.',
    ]),
  )
  const [buttons] = message.parts.filter(part => part.kind === 'actions')
  expect(buttons?.actions).toMatchObject([{ label: 'Invite 1 person again…', line: 'act 12 invite', style: 'primary' }])
})

test('only what the settings allow is offered', () => {
  const { t } = renderingIn('en')
  const offered = kinds.map(kind => [kind, null] as const)
  const lines = (allowed: readonly ('invitations' | 'seats')[]) =>
    offerActions(3, offered, allowed, t).map(({ line }) => line)
  expect(lines([])).toEqual([])
  expect(lines(['invitations'])).toEqual(['act 3 withdraw', 'act 3 invite'])
  expect(lines(['seats'])).toEqual(['act 3 free', 'act 3 restore'])
  expect(offerActions(3, [['free', 120]], ['seats'], t, 'answered')).toEqual([
    { label: 'Free 50 seats…', line: 'act 3 answered free' },
  ])
})

describe('an alert counts what was done', () => {
  const { findings } = exampleUnused
  const before = addDays(findings.day, -2)
  const unused = 'user-alan'

  test('what was undone no longer counts', () => {
    const free = action('alan@northwind.example', 'done', { target: unused })
    expect(countActed([free], findings)).toMatchObject({ freed: { all: 1, unchecked: 1 }, unproven: 0 })
    expect(countActed([free, { ...free, kind: 'restore' }], findings)).toBeNull()
    expect(countActed([], findings)).toBeNull()
  })

  test('a later check that still finds the seat does not confirm it', () => {
    const free = action('alan@northwind.example', 'done', { target: unused, usedAt: before })
    expect(countActed([free], findings)).toMatchObject({ freed: { all: 1, unchecked: 0 }, unproven: 1 })
    expect(countActed([{ ...free, target: 'user-gone' }], findings)).toMatchObject({
      freed: { all: 1, unchecked: 0 },
      unproven: 0,
    })
    const withdraw = action('tony@northwind.example', 'done', { kind: 'withdraw', target: 'i1', usedAt: before })
    expect(countActed([withdraw], findings)).toMatchObject({ withdrawn: { all: 1, unchecked: 0 }, unproven: 1 })
    // Who was invited again is in the list with a new invite.
    const again = {
      ...withdraw,
      kind: 'invite',
      person: 'donald@northwind.example',
      usedAt: addDays(findings.day, -4),
    } as const
    expect(countActed([again], findings)).toMatchObject({ invited: { all: 1, unchecked: 0 }, unproven: 0 })
  })

  test.each([
    ['en', '3 seats freed, 2 since the last check · 1 invite withdrawn since the last check · 2 invited again'],
    [
      'de',
      '3 Plätze freigegeben, 2 seit der letzten Prüfung · 1 Einladung zurückgezogen seit der letzten Prüfung · 2 neu eingeladen',
    ],
  ] as const)('what no check has seen yet is counted apart: %s', (language, sentence) => {
    const { t } = renderingIn(language)
    const counts = {
      freed: { all: 3, unchecked: 2 },
      withdrawn: { all: 1, unchecked: 1 },
      invited: { all: 2, unchecked: 0 },
      half: 0,
      unproven: 0,
    }
    expect(actingWords[language].counted(counts, t)).toBe(sentence)
  })

  test('half-finished ones count until they are resumed', () => {
    const half = action('a@x.example', 'half', { kind: 'invite' })
    expect(countActed([half], findings)).toMatchObject({ half: 1, invited: { all: 0, unchecked: 0 } })
    const done = action('a@x.example', 'done', { kind: 'invite', target: half.target })
    expect(countActed([{ ...half, state: 'resumed' }, done], findings)).toMatchObject({
      half: 0,
      invited: { all: 1, unchecked: 1 },
    })
  })
})

describe('a preview shows everyone that it acts on', () => {
  const everyone = (length: number) =>
    Array.from({ length: 60 }, (_, at) => {
      const person = `${'n'.repeat(length)}-${at}@northwind.example`
      const since = addDays(now, -at)
      return { target: `${at}`, person, teamId: null, role: null, resumes: null, state: 'idle' as const, since }
    })
  const draw = (message: Message, t: Words) => {
    return {
      slack: JSON.stringify(renderSlack(message, t, noCharts)),
      teams: JSON.stringify(renderTeams(message, t, noCharts)),
      'text in Slack': renderSlackText(message, t).text,
      'text in Teams': renderTeamsText(message, t),
    }
  }

  test.each(languages.flatMap(language => [1, 15, 60, 200].map(length => [language, length] as const)))(
    'in every look, in %s, with names of %i letters',
    (language, length) => {
      const candidates = cutToShown(everyone(length))
      expect(candidates.length).toBeLessThanOrEqual(50)
      expect(candidates[0]?.target).toBe('59')
      if (length === 1) expect(candidates.length).toBeGreaterThan(40)
      const preview = {
        ...{ kind: 'free' as const, alert: 12, candidates, token: 'f00', unlisted: 3, left: 9, isOneselfLeftOut: true },
        ...{ synced: 4, idleDays: 14, lineFor: (person: string) => `act 12 ${person} free` },
      }
      const rendering = renderingIn(language)
      const done = candidates.map(({ person }) => action(person, 'done'))
      const looks = draw(renderPreview(preview, rendering), rendering.t)
      const answers = draw(acted('free', done, language), rendering.t)
      for (const { person } of candidates) {
        for (const [look, drawn] of Object.entries(looks)) expect(drawn, look).toContain(person)
        for (const [look, drawn] of Object.entries(answers)) expect(drawn, look).toContain(person)
      }
      for (const look of ['slack', 'teams'] as const) expect(looks[look]).toContain('confirm f00')
    },
  )

  test('one person is always shown', () => {
    expect(cutToShown(everyone(5_000))).toHaveLength(1)
    expect(cutToShown([])).toEqual([])
  })
})

test('an alert that is over still offers an invite that is half done, and an open one offers what is switched on', () => {
  const view = { name: () => null, minGroupSize: 5 }
  const none = { all: 0, unchecked: 0 }
  const acted = { freed: none, withdrawn: none, invited: none, half: 2, unproven: 0 }
  const { episode } = exampleUnused
  const linesOf = (facts: Partial<typeof exampleUnused>) =>
    renderUnused({ ...exampleUnused, ...facts }, renderingIn('en'), view)
      .parts.flatMap(part => (part.kind === 'actions' ? part.actions : []))
      .map(({ line }) => line)
      .filter(line => line.startsWith('act '))
  const over = { episode: episode && { ...episode, resolvedOn: now } }
  expect(linesOf({ ...over, acted, acting: ['invitations'] })).toEqual(['act 12 invite'])
  expect(linesOf({ ...over, acted, acting: ['seats'] })).toEqual([])
  expect(linesOf({ ...over, acted: null, acting: ['invitations', 'seats'] })).toEqual([])
  expect(linesOf({ acting: ['invitations', 'seats'] })).toEqual(['act 12 invite', 'act 12 withdraw', 'act 12 free'])
  expect(linesOf({})).toEqual([])
  const shown = renderUnused({ ...exampleUnused, ...over, acted, acting: ['invitations'] }, renderingIn('en'), view)
  expect(textsIn(shown).join('\n')).toContain('2 half done (invite withdrawn, not sent again)')
})
