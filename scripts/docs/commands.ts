/** Writes docs/commands.md from the list of commands and the words of the help, so that it can never be out of date. */

import type { Command } from '../../src/command/command.ts'
import { namesIn } from '../../src/command/german-words.ts'
import { commands } from '../../src/commands.ts'
import { createWords } from '../../src/message/words.ts'
import type { Content } from '../../src/privacy/authorize.ts'
import type { Surface } from '../../src/privacy/policy.ts'

type CommandGroup = { readonly title: string; readonly intro: string; readonly names: readonly string[] }

/** Reports that belong to a group of their own, and commands without a report. */
const namedGroups: readonly CommandGroup[] = [
  {
    title: 'Digests',
    intro:
      'A digest is a weekly or monthly message about one or more teams. [How digests work](digests-and-alerts.md).',
    names: [
      ...['digest', 'subscribe', 'subscriptions', 'edit', 'pause', 'resume', 'run', 'unsubscribe'],
      ...['history', 'settle'],
    ],
  },
  {
    title: 'Unused seats',
    intro:
      'An alert is one message about unused seats that stays up to date. [How alerts work](digests-and-alerts.md#alerts).',
    names: [
      'alerts',
      'why',
      'snooze',
      'budget',
      'remind',
      'reply',
      'reminders',
      'exclude',
      'include',
      'act',
      'confirm',
    ],
  },
]
const namedCommands = ['share', 'about', 'export', 'home', 'whoami', 'audit', 'help']
const isNamed = (name: string) => [...namedGroups, { names: namedCommands }].some(({ names }) => names.includes(name))
const unnamed = commands.filter(({ name }) => !isNamed(name))

const groups: readonly CommandGroup[] = [
  {
    title: 'Teams, seats and usage',
    intro: 'Reports that you can ask for at any time. Numbers come from Tabnine when you ask.',
    names: unnamed.filter(({ report }) => report).map(({ name }) => name),
  },
  ...namedGroups,
  {
    title: 'Everything else',
    intro: 'Share, export, and see what you have set up.',
    names: [...namedCommands, ...unnamed.filter(({ report }) => !report).map(({ name }) => name)],
  },
]

const whoMayAsk: Readonly<Record<Content, string>> = {
  nothing: 'everyone',
  own: 'everyone',
  settings: 'viewers, subscribers, admins',
  groups: 'viewers, subscribers, admins',
  posts: 'subscribers, admins',
  people: 'admins',
  targets: 'admins',
  admin: 'admins',
}

const whoReads: Readonly<Record<Surface, string>> = {
  private: 'depends on [where you ask](#who-sees-an-answer)',
  personal: 'only you',
  channel: 'everyone in the conversation',
}

/** What the summary of a command leaves open. */
const notes: Readonly<Record<string, string>> = {
  usage:
    'With the trend and the change since the period before. Without a team: the whole organization. Without a period: last week.',
  cost: 'Without a team: the whole organization. Without a period: this month so far. `cost me` is your own, and only you see it.',
  seats: 'Also how long open invites have waited. Without a team: the whole organization, with seats by month.',
  user: 'Admins can ask about everyone, by e-mail address, Tabnine ID or mention. Everyone else can ask about themselves.',
  digest:
    'Shows the last complete week, with its trend and one thing to do, without posting it. Add `monthly` for the monthly one.',
  subscribe:
    'Without a team it opens a form. A digest has up to 20 teams, one day, one time and one time zone; the default is Monday at 9:00 in your own time zone. Add `in german` or `in english` to choose the language.',
  subscriptions: 'Lists the digests of this conversation, with the next date and the last result.',
  edit: 'Changes only what you name: teams, time or language.',
  pause: 'Without a date it stays paused until `resume`.',
  resume: '`resume all` is for admins, after a problem that paused many digests.',
  run: 'The post names the person who asked for it.',
  settle:
    'Use it when Slack or Teams did not confirm a digest: `sent` if you can see it, `resend` to post it again, `drop` to skip it. [More](delivery.md#unconfirmed-posts).',
  alerts:
    'Without a team it lists the alerts of this conversation and opens a form. `alerts off payments` ends one, and the alert’s message then states it.',
  why: 'About a team, an alert or yourself. Admins can also ask about a person.',
  snooze: 'The default is 7 days. `snooze 3 0d` ends the snooze.',
  budget:
    'For the message of a budget; its buttons do the same. What is reached meanwhile is posted by the first check after the snooze. [How budgets work](numbers.md#cost-of-agents).',
  remind:
    'Shows who gets a reminder first. Nothing is sent until you confirm. Subscribers can remind people for their own alerts, admins for all.',
  reply: 'The buttons in a reminder do the same.',
  reminders: '`reminders on` allows them again.',
  exclude: 'Without a person it lists everyone who is excluded. People are left out until the date, or for good.',
  include: 'The number is the one that `exclude` shows.',
  act: 'Lists the people, and changes nothing before you confirm. The number is the alert’s; the buttons of an alert do the same. `free` takes those who answered that they don’t need their seat, `invite` those whose invite has expired; an e-mail address takes one person. `restore` gives back seats that were freed here. Needs the setting [`ACTIONS`](configuration.md#acting-on-seats).',
  confirm: 'The button of a preview. It works once, within 10 minutes, for the admin who opened the preview.',
  share: 'Asks for the report again and posts it, with as much as this conversation can see.',
  export:
    'Takes any report, the number of an alert (the people behind it), or one of the lists `subscriptions`, `history 7`, `alerts`, `exclude`, `remind 3` and `audit`. The file contains what you can see in a personal chat. It comes as a direct message in Slack and in the personal chat in Teams.',
  home: 'From all conversations, with buttons to change them. The same as the Home tab in Slack.',
  audit: 'Also lists every export. Admins only.',
}

const maxWidth = 120

/** The text of docs/commands.md. @throws where a command belongs to no group, or to two */
export function writeCommands(): string {
  const grouped = groups.flatMap(({ names }) => names)
  const known = commands.map(({ name }) => name)
  const wrong = [...known, ...grouped].filter(
    name => grouped.filter(other => other === name).length !== 1 || !known.includes(name),
  )
  if (wrong.length > 0) throw new Error(`Give each command one group in scripts/docs/commands.ts: ${wrong.join(', ')}`)
  const sections = groups.flatMap(({ title, intro, names }) => [`## ${title}`, intro, ...names.flatMap(writeCommand)])
  return `${[...opening(), ...sections, ...closing()].map(wrap).join('\n\n')}\n`
}

function find(name: string): Command<never> {
  const found = commands.find(command => command.name === name)
  if (!found) throw new Error(`no command ${name}`)
  return found
}

const words = createWords('en')
const helpOf = (name: string) => find(name).about.en

function opening(): string[] {
  const rows = groups.flatMap(({ names }) =>
    names.map(name => `| [\`${helpOf(name).examples[0]}\`](#${name}) | ${capitalize(helpOf(name).summary)} |`),
  )
  return [
    '# Commands',
    '<!-- Generated by "npm run docs" from the list of commands. Do not edit it by hand. -->',
    [
      '- **Slack:** type `/tabnine usage payments last week`, mention the bot, or send it a direct message.',
      '- **Microsoft Teams:** mention the bot, or write to it in a personal chat: `usage payments last week`.',
      '- **Terminal:** run `npm run ask -- usage payments last week`. It needs `TABNINE_TOKEN`, and shows what an admin sees. With `npm run -s ask -- usage payments --json` you get the data as JSON.',
    ].join('\n'),
    'Upper and lower case, extra spaces, curly quotes and hyphens do not matter. If something is nearly right, the bot suggests what you probably meant. A question in your own words, such as `who is not using it?`, gets the nearest commands as buttons.',
    `| Command | What it does |\n| --- | --- |\n${rows.join('\n')}`,
    '**Without typing:** `subscribe` and `alerts` open a form: at once after a slash command in Slack, and by a button elsewhere. **Choose…** under an answer opens the form of that command. Teams and people are suggested while you type, and mistakes are shown next to their field. An answer that only you can see has a button to share it.',
  ]
}

function writeCommand(name: string): string[] {
  const { usage, holds, surface, needsBot } = find(name)
  const { summary, examples } = helpOf(name)
  const note = notes[name]
  const place = needsBot ? 'Slack and Teams' : 'Slack, Teams, terminal'
  const german = namesIn('de', name).map(each => `\`${each}\``)
  return [
    `### \`${name}\``,
    `${capitalize(summary)}.${note ? ` ${note}` : ''}`,
    `\`\`\`text\n${usage}\n\`\`\``,
    examples.length > 1 || examples[0] !== usage ? `\`\`\`tabnine\n${examples.join('\n')}\n\`\`\`` : '',
    `Who can use it: ${whoMayAsk[holds]} · Who sees the answer: ${whoReads[surface]} · Works in: ${place}${german.length > 0 ? ` · In German: ${german.join(', ')}` : ''}`,
  ].filter(part => part !== '')
}

function closing(): string[] {
  return [
    '## Teams, periods and schedules',
    '**Team:** a name, part of a name, or an ID. `all` is the whole organization. Put a name in quotes if it looks like something else: `usage "all"`, `alerts "Off Shore"`.',
    `**Period:** before or after the team. ${words.help.periods}`,
    'German works too, in commands and in what follows them: `nutzung payments letzte 7 Tage`, `plätze alle`, `pausieren 7 bis 24. Dezember`. Periods are whole UTC days and at most two years. [Why UTC](numbers.md#days-and-periods).',
    `**Schedule:** ${words.help.schedules.replace(/^\w+: /, '').replace(/<\w+>/g, '`$&`')}`,
    '## Who sees an answer',
    'Who can use a command depends on [roles](privacy.md#roles). Without roles in the configuration everyone is a subscriber, and admins are the people in `ADMINS`.',
    [
      '- **After a slash command or a button in Slack:** only you.',
      '- **After a mention in Slack:** the answer is in the thread of your message, so everyone in the channel can see it.',
      '- **In a Teams channel or group chat:** everyone there.',
      "- **One person's numbers:** only that person or an admin. In Slack only the person who asks can see them; in Teams they come in the personal chat.",
    ].join('\n'),
  ]
}

/** Breaks the lines of a text or list at 120 characters; code and tables stay as they are. */
function wrap(part: string): string {
  if (part.startsWith('```') || part.startsWith('|') || part.startsWith('<')) return part
  return part.split('\n').map(wrapLine).join('\n')
}

function wrapLine(line: string): string {
  const indent = line.startsWith('- ') ? '  ' : ''
  const lines: string[] = []
  // What is between backticks is one word.
  for (const word of line.match(/(?:[^\s`]|`[^`]*`)+/g) ?? []) {
    const last = lines.at(-1)
    if (last === undefined) lines.push(word)
    else if (last.length + 1 + word.length > maxWidth) lines.push(indent + word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines.join('\n')
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
