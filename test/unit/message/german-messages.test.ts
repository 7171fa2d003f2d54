import { describe, expect, test } from 'vitest'
import { renderSlack } from '../../../adapters/slack/blocks.ts'
import { renderTeams } from '../../../adapters/teams/card.ts'
import { createWelcome } from '../../../adapters/teams/welcome.ts'
import { digestReport } from '../../../src/digests/digest.ts'
import { AppError, type ErrorCode, errorCodes } from '../../../src/errors.ts'
import type { Message } from '../../../src/message/message.ts'
import { renderError } from '../../../src/message/render-error.ts'
import { renderText } from '../../../src/message/text.ts'
import { createWords } from '../../../src/message/words.ts'
import { seatsReport } from '../../../src/seats/seats.ts'
import { teamReport } from '../../../src/seats/team.ts'
import { teamsReport } from '../../../src/seats/teams.ts'
import { exampleUnused } from '../../../src/unused-seats/findings/example.ts'
import { renderUnused } from '../../../src/unused-seats/findings.ts'
import { usageReport } from '../../../src/usage/usage.ts'
import { userReport } from '../../../src/usage/user.ts'
import { validateCard } from '../../clouds/microsoft/card.ts'
import { validateBlocks } from '../../clouds/slack/blocks/validate.ts'
import { textsIn } from '../../helpers/message-content.ts'

const words = createWords('de')
const english = createWords('en')
const rendering = { t: words, timeZone: 'Europe/Berlin', commandPrefix: '/tabnine ' }

const messages: [string, Message][] = [
  [usageReport.name, usageReport.render(usageReport.example, rendering)],
  [teamReport.name, teamReport.render(teamReport.example, rendering)],
  [teamsReport.name, teamsReport.render(teamsReport.example, rendering)],
  [seatsReport.name, seatsReport.render(seatsReport.example, rendering)],
  [userReport.name, userReport.render(userReport.example, rendering)],
  [digestReport.name, digestReport.render(digestReport.example, rendering)],
  ['an alert in a channel', renderUnused(exampleUnused, rendering, { name: () => null, minGroupSize: 5 })],
  ['an alert to an admin', renderUnused(exampleUnused, rendering, { name: ({ email }) => email, minGroupSize: 0 })],
  ['the welcome', createWelcome(words, '')],
  ...[false, true].flatMap(isAdmin =>
    (Object.keys(errorCodes) as ErrorCode[]).map((code): [string, Message] => [
      `the error ${code} to ${isAdmin ? 'an admin' : 'others'}`,
      renderError(new AppError(code, { subject: 'x' }), 'ABC123', { t: words, isAdmin }),
    ]),
  ),
]

describe.each(messages)('%s in German', (_name, message) => {
  test('is within the limits of both platforms', () => {
    expect(validateBlocks(renderSlack(message, words).blocks, 'message')).toEqual([])
    expect(validateCard(renderTeams(message, words))).toEqual([])
  })

  test('is German from end to end', () => {
    const texts = textsIn(message).filter(piece => !/^[a-z]+ |\/tabnine/.test(piece))
    // What is typed is the same in every language, and is in quotes.
    expect(texts.join('\n').replaceAll(/„[^“]*“/g, '')).not.toMatch(
      /\b(?:the|and|not|with|are|of|seats|people|person is|were|has|this|days|week|month|more|invited|registered|unused|since)\b|undefined/i,
    )
  })
})

test('what a renderer adds is in the language of the message, whatever the settings are', () => {
  const rows = Array.from({ length: 400 }, (_, at) => [`Person ${at}`])
  const long: Message = {
    title: 'Titel',
    summary: 'Satz',
    parts: [{ kind: 'table', caption: 'Tabelle', columns: [{ label: 'Wer', align: 'left' }], rows, more: 3 }],
    language: 'de',
  }
  expect(renderText(long, english)).toContain('und 3 weitere')
  expect(JSON.stringify(renderSlack(long, english))).toMatch(/und \d+ weitere/)
  expect(JSON.stringify(renderTeams(long, english))).toMatch(/und \d+ weitere/)
})
