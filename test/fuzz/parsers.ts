/** Everything that reads what came from outside, and what it is tried with. */

import { parseEnv } from 'node:util'
import type { Activity } from 'botbuilder'
import fc from 'fast-check'
import {
  isBounded,
  isDirect,
  isFromBot,
  messageOf,
  readText as readSlackText,
  statedIn,
} from '../../adapters/slack/incoming.ts'
import { readPick } from '../../adapters/slack/modal.ts'
import { readOpened, readState } from '../../adapters/slack/opened-form.ts'
import { boundActivity } from '../../adapters/teams/bounds.ts'
import { readConsent } from '../../adapters/teams/files.ts'
import { readDataset, readFields } from '../../adapters/teams/form-field.ts'
import { readSent } from '../../adapters/teams/forms.ts'
import { mentionsIn, readCarried, readText as readTeamsText } from '../../adapters/teams/incoming.ts'
import { isFromBot as isFromTeamsBot, isInstallation } from '../../adapters/teams/installation-tracker.ts'
import { placeOf } from '../../adapters/teams/place.ts'
import { keyOfPress, keyOfSent } from '../../adapters/teams/sent-key.ts'
import { formatLine, parseArguments } from '../../src/command/command.ts'
import { fillForm } from '../../src/command/fill.ts'
import { splitLine } from '../../src/command/line.ts'
import { isGreeting, readVerb } from '../../src/command/read.ts'
import { commands, formOf, readLine } from '../../src/commands.ts'
import { parseConfigFile } from '../../src/config/file.ts'
import { readConfig } from '../../src/config.ts'
import { createWords } from '../../src/message/words.ts'
import { resolvePeriod } from '../../src/time/period.ts'
import { readPeriod } from '../../src/time/read-period.ts'
import { formatSchedule, looksLikeSchedule, readSchedule } from '../../src/time/read-schedule.ts'
import { readUntil } from '../../src/time/read-until.ts'
import { parseBody, readRetryAfter } from '../../src/usage-api/http.ts'
import { anyText } from '../helpers/texts.ts'
import { anyJsonOf, jsonPieces } from './any-json.ts'
import { anyLine, joined, pieces } from './any-text.ts'
import type { Parser } from './parser.ts'
import { slackEvent, slackForm, slackPress, teamsActivity, usageApiBodies } from './shapes.ts'

const now = new Date('2026-11-25T10:00:00Z')
const zone = 'Europe/Berlin'
const words = createWords('en')
const everyMonday = { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone } as const
function fieldsOf(line: string) {
  return formOf(line, words, value => value)?.fields ?? []
}

/** What is parsed elsewhere first; that parser refuses everything else that is no JSON. */
function readJson(text: string, use: (value: unknown) => void): void {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return
  }
  use(value)
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

export const parsers: readonly Parser[] = [
  {
    name: 'a line',
    anyText: anyLine,
    pieces,
    read(text) {
      isGreeting(text)
      readVerb(text)
      splitLine(text)
      formOf(text, words, value => value)
      const { command, args } = readLine(text)
      formatLine(command, args)
    },
  },
  ...commands.map(
    (command): Parser => ({
      name: `the arguments of ${command.name}`,
      anyText: anyLine,
      pieces,
      read(text) {
        formatLine(command, parseArguments(command, splitLine(text)))
      },
    }),
  ),
  {
    name: 'a filled form',
    anyText: anyLine,
    pieces,
    read(text) {
      for (const command of commands) {
        const names = Object.keys(command.args.shape)
        fillForm(command, Object.fromEntries(names.map(name => [name, text])), { words, now, zone })
      }
    },
  },
  {
    name: 'a period',
    anyText: anyLine,
    pieces,
    read(text) {
      readPeriod(text)
      resolvePeriod(text, now, zone)
    },
  },
  {
    name: 'a schedule',
    anyText: anyLine,
    pieces,
    read(text) {
      looksLikeSchedule(text)
      formatSchedule(readSchedule(text, everyMonday))
    },
  },
  {
    name: 'a day to come',
    anyText: anyLine,
    pieces,
    read: text => void readUntil(text, now, zone),
  },
  {
    name: '.env',
    anyText: fc.oneof(
      anyLine,
      joined(
        fc
          .tuple(
            fc.constantFrom(
              'TABNINE_URL',
              'TABNINE_TOKEN',
              'SLACK_BOT_TOKEN',
              'PORT',
              'ADMINS',
              'TIME_ZONE',
              'DATABASE_URL',
            ),
            fc.constantFrom('=', ' = ', '="', "='", '=`', '\n'),
            fc.oneof(fc.constantFrom('https://u:p@host/x?a=b', '3000', 'postgres://u:p%@h/db', '“x”'), anyText()),
          )
          .map(parts => parts.join('')),
        '\n',
      ),
    ),
    pieces: [...pieces, 'A=1\n', 'A="', "A='\n", '#\n', 'TABNINE_URL=https://', '='],
    read(text) {
      // The path of another file is read by the next parser.
      const { CONFIG_FILE: _, ...environment } = parseEnv(text)
      readConfig(environment, 'bot')
      readConfig(
        { TABNINE_URL: text, DATABASE_URL: text, ADMINS: text, TABNINE_TOKEN: text, TIME_ZONE: text },
        'look-ups',
      )
    },
  },
  {
    name: 'CONFIG_FILE',
    anyText: fc.oneof(
      anyLine,
      anyJsonOf({
        roles: { admin: ['U1'], viewer: null },
        holidays: { '2026-12-25': 'Christmas' },
        exclusions: [{ pattern: 'svc-*' }],
      }),
      joined(
        fc.oneof(
          fc.constantFrom(
            'roles:',
            '  admin: [U1]',
            'privacy:',
            '  floor: 5',
            'holidays:',
            '  2026-12-25: x',
            '- a',
            '&a',
            '*a',
            '? ',
            '|',
            '>',
            '---',
            '!!binary x',
            '{',
            '}',
            '[',
            ']',
            '"',
            "'",
            '# x',
            '\t',
          ),
          anyText(),
        ),
        '\n',
      ),
    ),
    pieces: [
      ...pieces,
      ...jsonPieces,
      'a:\n',
      '- ',
      '? ',
      '&a ',
      '*a ',
      '!!',
      '|\n ',
      '---\n',
      '{a: ',
      "'",
      'a: b\n',
      '\n ',
      '%',
    ],
    read: text => void parseConfigFile(text, 'config.yaml'),
  },
  ...usageApiBodies.map(
    ([schema, example], at): Parser => ({
      name: `a Usage API body of shape ${at + 1}`,
      anyText: anyJsonOf(example),
      pieces: jsonPieces,
      read: text => void parseBody(text, schema, '/api'),
    }),
  ),
  {
    name: 'a Retry-After header',
    anyText: anyLine,
    pieces: [...pieces, 'Wed, 21 Oct 2026 07:28:00 GMT '],
    read: text => void readRetryAfter(text, now),
  },
  {
    name: 'a Slack payload',
    anyText: anyJsonOf(slackPress, slackForm, slackEvent),
    pieces: jsonPieces,
    read(text) {
      readJson(text, value => {
        if (!isBounded(value)) return
        const { view, event, actions } = asObject(value)
        const { private_metadata, state } = asObject(view)
        const received = asObject(event)
        if (typeof private_metadata === 'string') readOpened(private_metadata)
        const { values } = asObject(state)
        readState(values)
        if (isDirect(received)) messageOf(received)
        statedIn(received)
        isFromBot(received)
        if (typeof received.text === 'string') readSlackText(received.text, 'U0BOT')
        if (Array.isArray(actions)) for (const action of actions) readPick(String(asObject(action).action_id))
      })
    },
  },
  {
    name: 'a text from Slack',
    anyText: anyLine,
    pieces: [...pieces, '<mailto:a|', '<tel:', '<https:', '<https://a|b>', '<@U1|', '<@U0BOT>', '<!', '<#C1|'],
    read: text => void readSlackText(text, 'U0BOT'),
  },
  {
    name: 'what a Slack form carries',
    anyText: fc.oneof(
      anyLine,
      anyJsonOf({
        verb: 'usage',
        given: { number: '7' },
        place: { channel: 'C1', address: { url: 'https://x.example', isOwn: true } },
      }),
    ),
    pieces: jsonPieces,
    read: text => void readOpened(text),
  },
  {
    name: 'a Teams payload',
    anyText: anyJsonOf(teamsActivity),
    pieces: jsonPieces,
    read(text) {
      readJson(text, value => {
        const activity = boundActivity(value)
        if (activity) readActivity(activity)
      })
    },
  },
  {
    name: 'a text from Teams',
    anyText: anyLine,
    pieces: [...pieces, '<at>a</at>', '<at a="', '<quoted ', '<quoted>', '&nbsp;', '</at>', '<@29:a> '],
    read: text =>
      void readTeamsText(text, mentionsIn([{ type: 'mention', text, mentioned: { id: '29:a' } }], '28:bot')),
  },
  {
    name: 'what a Teams form brings back',
    anyText: anyLine,
    pieces: [...pieces, '"a,', '%2C', '%', '%25', '","'],
    read(text) {
      readDataset(text)
      for (const verb of ['subscribe', 'alerts', 'usage', 'exclude']) {
        const fields = fieldsOf(verb)
        const data = fields.flatMap(({ name }) => [`field-${name}`, `typed-${name}`].map(id => [id, text] as const))
        readFields(fields, Object.fromEntries(data))
      }
    },
  },
]

function readActivity(activity: Activity): void {
  const { value, entities, recipient, text } = activity
  placeOf(activity)
  isFromTeamsBot(activity)
  isInstallation(activity)
  readCarried(value)
  readTeamsText(text ?? '', mentionsIn(entities, recipient.id))
  keyOfPress(activity)
  readConsent({ ...activity, type: 'invoke', name: 'fileConsent/invoke' })
  const sent = readSent(value)
  if (sent) {
    keyOfSent(activity, sent)
    readFields(fieldsOf(sent.line), sent.data)
  }
}
