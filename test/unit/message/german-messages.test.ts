import { describe, expect, test } from 'vitest'
import { renderSlack } from '../../../adapters/slack/blocks.ts'
import { renderTeams } from '../../../adapters/teams/card.ts'
import { createWelcome } from '../../../adapters/teams/welcome.ts'
import { digestReport } from '../../../src/digests/digest.ts'
import { AppError, type ErrorCode, errorCodes } from '../../../src/errors.ts'
import type { Message } from '../../../src/message/message.ts'
import { tellError } from '../../../src/message/tell-error.ts'
import { renderText } from '../../../src/message/text.ts'
import { createWords } from '../../../src/message/words.ts'
import { seatsReport } from '../../../src/seats/seats.ts'
import { teamReport } from '../../../src/seats/team.ts'
import { teamsReport } from '../../../src/seats/teams.ts'
import { exampleUnused, tellUnused } from '../../../src/unused-seats/findings.ts'
import { usageReport } from '../../../src/usage/usage.ts'
import { userReport } from '../../../src/usage/user.ts'
import { validateCard } from '../../clouds/microsoft/card.ts'
import { validateBlocks } from '../../clouds/slack/blocks/validate.ts'
import { textsIn } from '../../helpers/said.ts'

const words = createWords('de')
const english = createWords('en')
const voice = { words, zone: 'Europe/Berlin', prefix: '/tabnine ' }

const told: [string, Message][] = [
  [usageReport.name, usageReport.tell(usageReport.example, voice)],
  [teamReport.name, teamReport.tell(teamReport.example, voice)],
  [teamsReport.name, teamsReport.tell(teamsReport.example, voice)],
  [seatsReport.name, seatsReport.tell(seatsReport.example, voice)],
  [userReport.name, userReport.tell(userReport.example, voice)],
  [digestReport.name, digestReport.tell(digestReport.example, voice)],
  ['an alert in a channel', tellUnused(exampleUnused, voice, { name: () => null, floor: 5 })],
  ['an alert to an admin', tellUnused(exampleUnused, voice, { name: ({ email }) => email, floor: 0 })],
  ['the welcome', createWelcome(words, '')],
  ...(Object.keys(errorCodes) as ErrorCode[]).map((code): [string, Message] => [
    `the error ${code}`,
    tellError(new AppError(code, { subject: 'x' }), 'ABC123', voice),
  ]),
]

describe.each(told)('%s in German', (_name, message) => {
  test('is within the limits of both platforms', () => {
    expect(validateBlocks(renderSlack(message, words).blocks, 'message')).toEqual([])
    expect(validateCard(renderTeams(message, words))).toEqual([])
  })

  test('is German from end to end', () => {
    const texts = textsIn(message).filter(piece => !/^[a-z]+ |\/tabnine/.test(piece))
    // What is typed is the same in every language, and stands in quotes.
    expect(texts.join('\n').replaceAll(/„[^“]*“/g, '')).not.toMatch(
      /\b(?:the|and|not|with|are|of|seats|people|person is|were|has|this|days|week|month|more|invited|registered|unused|since)\b|undefined/i,
    )
  })
})

test('what a renderer adds is said in the language of the message, whatever the settings say', () => {
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
