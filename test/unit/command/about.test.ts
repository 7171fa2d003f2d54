import { describe, expect, test } from 'vitest'
import { offerProvenance } from '../../../src/command/offers.ts'
import { readLine } from '../../../src/commands.ts'
import { createWords } from '../../../src/message/words.ts'
import { caller } from '../../helpers/callers.ts'
import { askLine, contextOf } from '../../helpers/contexts.ts'
import { ada } from '../../helpers/fake-usage-api.ts'
import { actionsIn, textsIn } from '../../helpers/message-content.ts'

const rendering = { t: createWords('en'), timeZone: 'UTC', commandPrefix: '' }

describe('about a report', () => {
  test('is where its numbers come from, and none of its numbers', async () => {
    const { message, surface } = await askLine('about usage payments last week', contextOf({}))
    expect(surface).toBe('private')
    expect(message.title).toMatch(/^About these numbers · Payments: /)
    const text = textsIn(message).join('\n')
    expect(text).toContain('16–22 Nov 2026 (“last week”), compared with 9–15 Nov 2026; whole days in UTC.')
    expect(text).toMatch(/Source: Tabnine Usage API v2 at \S+, read 25 Nov 2026, 10:00 AM UTC\./)
    expect(text).toContain('Latest day with activity in the company')
    expect(message.parts.every(({ kind }) => kind === 'text')).toBe(true)
  })

  test('of one person is for that person alone', async () => {
    const { surface } = await askLine('about me', contextOf({ caller: caller({ email: ada.email }) }))
    expect(surface).toBe('personal')
  })

  test('is refused where the report is', async () => {
    await expect(askLine(`about user ${ada.email}`, contextOf({}))).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test.each(['about', 'about help', 'about pause 1'])('“%s” is no report', async line => {
    await expect((async () => askLine(line, contextOf({})))()).rejects.toMatchObject({ code: 'bad-arguments' })
  })
})

describe('the button for it', () => {
  test('is behind “more” and asks for the same report', async () => {
    const line = 'usage payments last week'
    const reply = await askLine(line, contextOf({}))
    const message = offerProvenance(reply.message, reply, readLine(line), rendering)
    const button = actionsIn(message).at(-1)
    expect(button).toMatchObject({ label: 'About these numbers', isMore: true })
    expect(readLine(button?.line ?? '').command.name).toBe('about')
    expect((await askLine(button?.line ?? '', contextOf({}))).facts).toEqual(reply.provenance)
    expect(message.parts.filter(({ kind }) => kind === 'actions')).toHaveLength(1)
  })

  test('is not there where a reply brings no provenance', async () => {
    const reply = await askLine('help', contextOf({}))
    expect(offerProvenance(reply.message, reply, readLine('help'), rendering)).toBe(reply.message)
  })
})
