/** Every report's example × reader × language × platform × (native, image, text). */
import { describe, expect, test } from 'vitest'
import { renderSlack, renderSlackText, type SlackPayload } from '../../adapters/slack/blocks.ts'
import { renderModal } from '../../adapters/slack/modal.ts'
import { renderTeams, renderTeamsText } from '../../adapters/teams/card.ts'
import { renderDialog } from '../../adapters/teams/dialog.ts'
import { audiences, listExamples } from '../../demo/playground/examples.ts'
import { listFormExamples } from '../../demo/playground/form-examples.ts'
import { commands, findFormed, readLine } from '../../src/commands.ts'
import { type Charts, nativeCharts, noCharts } from '../../src/message/chart.ts'
import { languages } from '../../src/message/languages.ts'
import type { Message } from '../../src/message/message.ts'
import { createWords, type Words } from '../../src/message/words.ts'
import { exampleUnused } from '../../src/unused-seats/findings/example.ts'
import { userReport } from '../../src/usage/user.ts'
import { validateCard } from '../clouds/microsoft/card.ts'
import { validateBlocks } from '../clouds/slack/blocks/validate.ts'
import { validateView } from '../clouds/slack/view.ts'
import { listTexts } from '../helpers/card-text.ts'
import { numbersIn } from '../helpers/charts.ts'
import { actionsIn, textsIn } from '../helpers/message-content.ts'
import { readMoments } from '../helpers/moments.ts'
import { fallbackOf, readBlocks } from '../helpers/slack-text.ts'

type Way = { readonly slack: SlackPayload; readonly teams: unknown }
type Show = (message: Message, words: Words) => Way

const drawn =
  (slack: Charts, teams: Charts): Show =>
  (message, words) => ({
    slack: renderSlack(message, words, slack),
    teams: renderTeams(message, words, teams),
  })
const address = 'https://bot.example/charts/a.png'
const ways: readonly (readonly [string, Show])[] = [
  ['native', drawn(nativeCharts, nativeCharts)],
  ['native, with pictures to fall back to', drawn(nativeCharts, { native: true, pictureOf: () => address })],
  ['image', drawn({ native: false, pictureOf: () => 'F0123' }, { native: false, pictureOf: () => address })],
  ['text', drawn(noCharts, noCharts)],
  [
    'text, without young blocks',
    (message, words) => ({
      slack: renderSlack(message, words, noCharts, 'plain'),
      teams: renderTeams(message, words, noCharts),
    }),
  ],
]

/** What is to be read of a message: its pieces, and each number of its charts as its language writes it. */
function factsOf(message: Message, words: Words): string[] {
  const lines = actionsIn(message).map(({ line }) => line)
  const numbers = message.parts.flatMap(part => (part.kind === 'chart' ? numbersIn(part, words) : []))
  const pieces = textsIn({ ...message, summary: '' }).filter(piece => piece.trim() !== '' && !lines.includes(piece))
  return [...pieces, ...numbers]
}

const characters = { '&lt;': '<', '&gt;': '>', '&amp;': '&' } as const
const readEscaped = (text: string) =>
  text.replace(/&(lt|gt|amp);/g, entity => characters[entity as keyof typeof characters])

/** Spans of one paragraph and lines of one note are read on without a break. */
const oneLine = (shown: string) => shown.replaceAll('\n', '')
const findMissing = (facts: readonly string[], shown: string) =>
  facts.filter(fact => !oneLine(shown).includes(oneLine(fact)))

const self = userReport.example.person.email ?? ''
const people = exampleUnused.findings.verdicts.flatMap(({ record }) => record.email ?? [])
const ofOneself = ['One’s own usage', 'Home']
/** Their tables have as many rows as there are commands, or paces; a preview has no more people than it shows. */
const ofFixedLength = ['All commands', 'Help', 'Why a team', 'Seats to be freed']

const cases = languages.flatMap(language =>
  audiences.flatMap(audience => {
    const words = createWords(language)
    return listExamples(words, audience).map(({ name, message }) => ({
      language,
      audience: audience.id,
      name,
      message,
      words,
    }))
  }),
)

describe.each(cases)('$name, as shown to $audience in $language', ({ name, message, words, audience }) => {
  const facts = factsOf(message, words)

  test.each(ways)('is what Slack takes, with every fact in words: %s', (_way, show) => {
    const { text, blocks } = show(message, words).slack
    expect(validateBlocks(blocks, 'message')).toEqual([])
    expect(findMissing(facts, `${readBlocks(blocks)}\n${readEscaped(text)}`)).toEqual([])
    expect(readEscaped(text)).toBe(fallbackOf(message, blocks))
  })

  test.each(ways)('is what Teams takes, with every fact in words: %s', (_way, show) => {
    const { teams } = show(message, words)
    expect(validateCard(teams)).toEqual([])
    expect(findMissing(facts, readMoments(listTexts(teams).join('\n'), message))).toEqual([])
  })

  test('says the same as plain text, within the limits of both', () => {
    const [slack, teams] = [renderSlackText(message, words).text, renderTeamsText(message, words)]
    expect(Math.max(slack.length, teams.length)).toBeLessThanOrEqual(4_000)
    // A button that only opens a form is useless in a text.
    const forms = actionsIn(message).flatMap(({ label, opens }) => (opens ? [label] : []))
    const expected = facts.filter(fact => !forms.includes(fact))
    for (const shown of [readEscaped(slack), teams]) expect(findMissing(expected, shown)).toEqual([])
  })

  test('says for each table that may lose rows what to type for all of them', () => {
    for (const part of message.parts) {
      if ((part.kind !== 'table' && part.kind !== 'chart') || ofFixedLength.includes(name)) continue
      const { command, args } = readLine(part.whole ?? expect.fail(`“${part.kind}” carries no line`))
      expect(command.name).toBe('export')
      const { line } = args as { line: string }
      if (!/^\d+$/.test(line)) expect(() => readLine(line)).not.toThrow()
    }
  })

  test('names people only where they may be named, and to themselves', () => {
    const others = audience === 'personal' ? people : []
    const mayBeNamed = [...others, ...(ofOneself.includes(name) ? [self] : [])]
    const shown = textsIn(message).join('\n')
    expect(people.filter(email => shown.includes(email) && !mayBeNamed.includes(email))).toEqual([])
  })
})

test.each([
  ['channel', [], ['Home', 'Why a team', 'A reminder', 'One’s own usage', 'Audit']],
  ['private', ['Home', 'Why a team', 'A reminder', 'One’s own usage'], ['Audit', 'A subscription', 'Why a person']],
  ['personal', ['Why a person', 'Someone’s usage', 'Reminders to be sent', 'Seats to be freed', 'Audit', 'Home'], []],
  ['pseudonym', ['Why a team', 'Reminders to be sent', 'Audit', 'Home'], ['Why a person', 'Someone’s usage']],
])('%s is shown all that is for them, and nothing else', (audience, theirs, notTheirs) => {
  const shown = cases.filter(one => one.audience === audience && one.language === 'en').map(({ name }) => name)
  const forAll = ['Digest', 'Usage', 'Seats', 'One team', 'All teams', 'Alert', 'Help', 'Subscriptions', 'History']
  expect(shown).toEqual(expect.arrayContaining([...forAll, ...theirs]))
  expect(notTheirs.filter(name => shown.includes(name))).toEqual([])
})

const forms = languages.flatMap(language => {
  const words = createWords(language)
  return listFormExamples(words).map(example => ({ ...example, language, words }))
})

describe.each(forms)('$name, in $language', ({ form, line, words }) => {
  const labels = form.fields.flatMap(({ label, value }) => [label, ...value.map(chosen => chosen.label)])

  test('is what Slack takes, with every field', () => {
    const modal = renderModal(form, '', words)
    expect(validateView(modal)).toEqual([])
    expect(labels.filter(label => !JSON.stringify(modal).includes(JSON.stringify(label).slice(1, -1)))).toEqual([])
  })

  test('is what Teams takes, with every field', () => {
    const { card } = renderDialog({ form, line, token: 'token', offered: {} }, words)
    expect(validateCard(card.content)).toEqual([])
    expect(labels.filter(label => !JSON.stringify(card).includes(JSON.stringify(label).slice(1, -1)))).toEqual([])
  })
})

test('every command that has a form is shown with it', () => {
  const formed = commands
    .filter(({ name }) => findFormed(name))
    .map(({ name }) => `${name.charAt(0).toUpperCase()}${name.slice(1)} form`)
  expect(forms.filter(({ language }) => language === 'en').map(({ name }) => name)).toEqual(formed)
})

test('each reader sees another level of people', () => {
  const alertOf = (id: string) => cases.find(({ name, audience }) => name === 'Alert' && audience === id)?.message
  const textFor = (id: string) => JSON.stringify(alertOf(id) ?? expect.fail(`there is no alert for ${id}`))
  expect(textFor('personal')).toContain('@northwind.example')
  expect(textFor('pseudonym')).toMatch(/Person [2-9A-Z]{5}-[2-9A-Z]{5}/)
  for (const id of ['channel', 'private', 'pseudonym']) expect(textFor(id)).not.toContain('@')
  expect(textFor('channel')).not.toContain('Person ')
})
