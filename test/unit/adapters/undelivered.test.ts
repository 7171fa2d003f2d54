import type { TurnContext } from 'botbuilder'
import { describe, expect, test, vi } from 'vitest'
import type { Strategy } from '../../../adapters/answer.ts'
import { createAnswering, type SlackQuestion } from '../../../adapters/slack/answering.ts'
import { unstated } from '../../../adapters/slack/incoming.ts'
import { createAnswers } from '../../../adapters/teams/answers.ts'
import type { Answer } from '../../../src/app.ts'
import { text } from '../../../src/message/message.ts'
import { createWords } from '../../../src/message/words.ts'
import { authorized } from '../../helpers/authorized.ts'
import { recordLog } from '../../helpers/recording-log.ts'

const words = createWords('en')
const answer: Answer = {
  message: authorized({ title: 'Usage', summary: 'Of Payments.', parts: [text('7')] }),
  ...{ surface: 'private', facts: null, error: null, field: null },
}
const withFile: Answer = { ...answer, file: authorized({ name: 'usage.csv', content: 'a' }) }
const fails = async () => {
  throw new Error('403')
}
const works = async () => {}

describe('an answer in Slack', () => {
  const question: SlackQuestion = {
    ...{ user: 'U1', channel: 'C1', stated: unstated, isWhispered: true, eventId: 'e1', line: 'usage payments' },
  }

  test.each([
    { what: 'delivered at once', answer, ways: [works], isFileThere: true, count: 0 },
    { what: 'delivered in the second way', answer, ways: [fails, works], isFileThere: true, count: 0 },
    { what: 'delivered in no way', answer, ways: [fails, fails], isFileThere: true, count: 1 },
    { what: 'a file that is there', answer: withFile, ways: [works], isFileThere: true, count: 0 },
    { what: 'a file whose place cannot be shown', answer: withFile, ways: [fails], isFileThere: true, count: 0 },
    {
      what: 'a file that is not there, and no word either',
      answer: withFile,
      ways: [fails],
      isFileThere: false,
      count: 1,
    },
  ])('$what counts $count', async ({ answer, ways, isFileThere, count }) => {
    const onUndelivered = vi.fn()
    const { deliver } = createAnswering({
      ...{ app: {} as never, responder: {} as never, words, log: recordLog(), onUndelivered },
      ...{ handOver: async () => isFileThere, after: () => () => {} },
      home: () => ({ company: { team: 'T1', enterprise: null }, botName: 'bot' }),
    })
    const attempts = ways.map((run, at): Strategy => ({ way: String(at), run }))
    await deliver(answer, question, {
      strategies: () => attempts,
      showProgress: works,
      maxProgressUpdates: 1,
      cleanUp: works,
    })
    expect(onUndelivered).toHaveBeenCalledTimes(count)
  })
})

describe('an answer in Teams', () => {
  const inChannel = { activity: { conversation: { conversationType: 'channel' } } } as unknown as TurnContext
  const personal: Answer = { ...answer, surface: 'personal' }

  test.each([
    { what: 'delivered as a reply', answer, responder: { reply: works }, count: 0 },
    { what: 'delivered in the personal chat', answer, responder: { reply: fails, direct: works }, count: 0 },
    { what: 'delivered in no way', answer, responder: { reply: fails, direct: fails }, count: 1 },
    {
      what: 'about a person, with no personal chat',
      answer: personal,
      responder: { direct: fails, replyLine: works },
      count: 1,
    },
    {
      what: 'about a person, with no personal chat and no word either',
      answer: personal,
      responder: { direct: fails, replyLine: fails },
      count: 1,
    },
    { what: 'a file that is offered', answer: withFile, responder: { showDirect: works, replyLine: works }, count: 0 },
    {
      what: 'a file that cannot be offered',
      answer: withFile,
      responder: { showDirect: fails, replyLine: works },
      count: 1,
    },
  ])('$what counts $count', async ({ answer, responder, count }) => {
    const onUndelivered = vi.fn()
    const { deliver: say } = createAnswers({
      ...{ app: {} as never, responder: responder as never, callers: {} as never, words, log: recordLog() },
      ...{ after: () => () => {}, onUndelivered },
    })
    await say({ answer, placeholder: null }, 'usage payments', inChannel)
    expect(onUndelivered).toHaveBeenCalledTimes(count)
  })
})
