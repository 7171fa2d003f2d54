/** The rules that every message follows, for each reader and in each language. An exception is listed with its reason. */
import { beforeAll, expect, test } from 'vitest'
import { renderSlack } from '../../adapters/slack/blocks.ts'
import { renderTeams } from '../../adapters/teams/card.ts'
import { type Language, languages } from '../../src/message/languages.ts'
import { cellText, type Message, type Part, plain } from '../../src/message/message.ts'
import { createWords } from '../../src/message/words.ts'
import {
  type Collected,
  collectLive,
  listErrors,
  listExampleMessages,
  listNotices,
  listWarnings,
} from '../helpers/all-messages.ts'
import { makeHome } from '../helpers/home.ts'
import { actionsIn, notesIn, textsIn } from '../helpers/message-content.ts'

/** What breaks the rule in a message, in words; empty where it is kept. */
type Rule = (message: Message, language: Language) => readonly string[]
type Exception = { readonly of: RegExp; readonly reason: string }

let messages: readonly Collected[] = []

beforeAll(async () => {
  const folders = new Map<Language, string>()
  for (const language of languages) folders.set(language, (await makeHome()).folder)
  const live = await collectLive(language => folders.get(language) ?? expect.fail('a folder for each language'))
  messages = [...listExampleMessages(), ...listErrors(), ...listNotices(), ...listWarnings(), ...live]
}, 180_000)

/** Names stay as people wrote them. */
const names =
  /Northwind Robotics|Legacy Migration|Data Science|Plattform & Betrieb|Payments|Mobile|Search|Web(?: \([^)]*\))?/g
const withoutNames = (text: string) => text.replace(names, '').replace(/\u2068[^\u2069]*\u2069/g, '')

const verbs: Readonly<Record<Language, RegExp>> = {
  en: /^(?:Accept|Ask|Change|Compare|Edit|Exclude|Export|Free|Give|Install|Invite|Keep|Mark|Pause|Post|Preview|Remind|Resume|See|Send|Share|Sign|Skip|Snooze|Stop|Subscribe|Try|Turn|Undo|Unsubscribe|Wake|Watch|Withdraw)\b/,
  de: /(?:^|\s)(?:abbestellen|abonnieren|anmelden|annehmen|auslassen|ausnehmen|beobachten|behalten|einladen|einschalten|erinnern|exportieren|fortsetzen|fragen|freigeben|installieren|lassen|machen|markieren|pausieren|posten|senden|teilen|vergleichen|versuchen|wecken|zeigen|zurückgeben|zurückziehen|ändern)…?$/i,
}

/** Buttons without a verb and an object, and why. */
const otherLabels: ReadonlyMap<string, string> = new Map([
  ...['About these numbers', 'Zu diesen Zahlen'].map(label => [label, 'its name in every report'] as const),
  ...['Why these seats?', 'Warum diese Plätze?'].map(label => [label, 'the question that it answers'] as const),
  ...['I don’t need it', 'Brauche ich nicht'].map(label => [label, 'an answer in the words of the person'] as const),
  ...['Don’t ask me again', 'Nicht mehr fragen'].map(label => [label, 'an answer in the words of the person'] as const),
])

/** Of several people in a menu, the one whose seat the question is narrowed to. */
const onePerson = /^(?:Only|Nur) \S+@\S+$/

const maxVisible = 3
const visibleIn = (part: Part) => (part.kind === 'actions' ? part.actions.filter(({ isMore }) => !isMore) : [])

const rules: Readonly<Record<string, { readonly broken: Rule; readonly except?: readonly Exception[] }>> = {
  'at most three visible buttons': {
    broken: ({ parts }) => {
      const labels = parts.flatMap(visibleIn).map(({ label }) => label)
      return labels.length > maxVisible ? [labels.join(' | ')] : []
    },
    except: [{ of: /^(Home|home|start),/, reason: 'each digest and alert of the reader has a row of its own buttons' }],
  },
  'at most three visible buttons in a row': {
    broken: ({ parts }) =>
      parts.map(visibleIn).flatMap(row => (row.length > maxVisible ? [row.map(({ label }) => label).join(' | ')] : [])),
  },
  'at most three buttons next to the menu in Slack': {
    broken: (message, language) => {
      const { blocks = [] } = renderSlack(message, createWords(language))
      return blocks.flatMap(block => {
        if (block.type !== 'actions') return []
        const buttons = block.elements.filter(element => element.type === 'button' && element.url === undefined)
        return buttons.length > maxVisible ? [JSON.stringify(buttons)] : []
      })
    },
  },
  'one menu in Slack and one in Teams': {
    broken: (message, language) => {
      const words = createWords(language)
      const { blocks = [] } = renderSlack(message, words)
      const menus = blocks.flatMap(block => (block.type === 'actions' ? block.elements : []))
      const inSlack = menus.filter(({ type }) => type === 'overflow').length
      const inTeams = setsIn(renderTeams(message, words)).filter(set => set.some(({ mode }) => mode === 'secondary'))
      return [
        ...(inSlack > 1 ? [`${inSlack} in Slack`] : []),
        ...(inTeams.length > 1 ? [`${inTeams.length} in Teams`] : []),
      ]
    },
  },
  'no link where there are buttons enough': {
    broken: ({ parts }) =>
      parts.flatMap(part => (part.kind === 'actions' ? (part.links ?? []) : [])).map(({ label }) => label),
    except: [
      { of: /^(A reminder|a post|reply )/, reason: 'a reminder has three answers, and leads to the pages for them' },
    ],
  },
  'at most one primary button': {
    broken: message => {
      const primary = actionsIn(message).filter(({ style }) => style === 'primary')
      return primary.length > 1 ? [primary.map(({ label }) => label).join(' | ')] : []
    },
  },
  'one footer line of at most 90 characters': {
    broken: message => {
      const lines = notesIn(message)
      return [
        ...(lines.length > 1 ? [`${lines.length} lines: ${lines.join(' || ')}`] : []),
        ...lines.filter(line => line.length > 90),
      ]
    },
  },
  'the footer is the last line on each platform': {
    broken: (message, language) => {
      const words = createWords(language)
      const lines = notesIn(message)
      if (lines.length === 0) return []
      const { blocks = [] } = renderSlack(message, words)
      const card = renderTeams(message, words)
      return [
        ...(blocks.at(-1)?.type === 'context' ? [] : [`Slack: ${lines.join(' || ')}`]),
        ...(card.body.at(-1)?.type === 'TextBlock' || JSON.stringify(card.body.at(-1)).includes('"isSubtle":true')
          ? []
          : [`Teams: ${JSON.stringify(card.body.at(-1))}`]),
        ...(card.actions ? [`Teams: buttons below ${lines.join(' || ')}`] : []),
      ]
    },
  },
  'a title has no full stop and no internal number, and begins like a sentence': {
    broken: ({ title }) => [
      ...(/[.!]$/.test(title) && !/(?:Jan|Feb|Apr|Aug|Sept|Okt|Nov|Dez)\.$/.test(title) ? [title] : []),
      ...(/\b(?:Digest|Alert|Exclusion|Bericht|Meldung|Ausnahme) #?\d/.test(title) ? [title] : []),
      ...(/^\p{Ll}/u.test(withoutNames(title)) && !/^\S+@/.test(title) ? [title] : []),
    ],
  },
  'an English title is in sentence case': {
    broken: ({ title }, language) => {
      const known = /\b(?:Tabnine|Slack|Teams|I|I’m|IDs|AM|PM|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/g
      const rest = withoutNames(title).replace(known, '')
      return language === 'en' && /[^:“·]\s\p{Lu}/u.test(rest.replace(/^\P{L}*\p{L}/u, '')) ? [title] : []
    },
  },
  'percent as the language writes it': {
    broken: (message, language) =>
      textsIn(message).filter(text => (language === 'en' ? /\d\s%/ : /\d(?:%|[^\S\u00a0]%)/).test(text)),
  },
  'whole percent in sentences, and one decimal below one percent alone': {
    broken: ({ title, summary, parts }) => {
      const sentences = [title, summary, ...parts.flatMap(part => (part.kind === 'text' ? [plain(part.text)] : []))]
      return sentences.filter(text => /(?<![\d.,])[1-9]\d*[.,]\d+\u00a0?%/.test(text))
    },
  },
  'one decimal in every percent of a table': {
    broken: ({ parts }) =>
      parts
        .flatMap(part => (part.kind === 'table' ? part.rows.flat().map(cellText) : []))
        .filter(cell => /^[+−]?\d+\u00a0?%/.test(cell)),
  },
  'tables in Teams have at most three columns': {
    broken: (message, language) =>
      widthsOf(renderTeams(message, createWords(language))).filter(({ length }) => length > 3),
  },
  'a button is a verb with its object, in at most four words': {
    broken: (message, language) =>
      actionsIn(message)
        .map(({ label }) => label)
        .filter(label => !otherLabels.has(label) && !onePerson.test(label) && withoutNames(label).trim() !== '')
        .filter(label => !verbs[language].test(label) || withoutNames(label).trim().split(/\s+/).length > 4),
  },
  'a button that opens a form ends with an ellipsis': {
    broken: message =>
      actionsIn(message).flatMap(({ label, opens }) => (opens === 'form' && !label.endsWith('…') ? [label] : [])),
  },
}

/** The buttons that Teams shows together. */
function setsIn(card: ReturnType<typeof renderTeams>) {
  const inBody = card.body.flatMap(element => (element.type === 'ActionSet' ? [element.actions] : []))
  const own = card.actions ?? []
  return [...inBody, own].map(set => set.map(action => ('mode' in action ? { mode: action.mode } : { mode: null })))
}

/** The columns of each table, as one string of signs. */
function widthsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'type' in value && value.type === 'Table' && 'columns' in value && Array.isArray(value.columns)
  return [...(own ? ['|'.repeat((value.columns as unknown[]).length)] : []), ...Object.values(value).flatMap(widthsOf)]
}

test('messages of every kind are looked at, in both languages', () => {
  for (const language of languages)
    expect(messages.filter(one => one.language === language).length).toBeGreaterThan(500)
})

test.each(Object.entries(rules))('%s', (_name, { broken, except = [] }) => {
  const found = new Map<string, string>()
  for (const { name, message, language } of messages) {
    if (except.some(({ of }) => of.test(name))) continue
    for (const what of broken(message, language)) found.set(`${language}: ${what}`, name)
  }
  expect(Object.fromEntries(found)).toEqual({})
})

test('an exception is one: without it, the rule would be broken', () => {
  for (const [name, { broken, except = [] }] of Object.entries(rules))
    for (const { of } of except) {
      const needed = messages.some(one => of.test(one.name) && broken(one.message, one.language).length > 0)
      expect(needed, `${name}: ${of}`).toBe(true)
    }
})
