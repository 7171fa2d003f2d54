import type { HomeView } from '@slack/types'
import type { App } from '../../src/app.ts'
import { describeChart } from '../../src/message/chart.ts'
import { layOut } from '../../src/message/layout.ts'
import { type Message, type Part, text } from '../../src/message/message.ts'
import { renderText } from '../../src/message/text.ts'
import { type Words, wordsOf } from '../../src/message/words.ts'
import type { Log } from '../../src/ports.ts'
import { type Authorized, derive } from '../../src/privacy/authorize.ts'
import type { Caller } from '../../src/privacy/policy.ts'
import { createProgress, type RunAfter, renderProgress } from '../answer.ts'
import { renderSlack } from './blocks.ts'
import { sentence } from './modal.ts'
import type { SlackResponder } from './responder.ts'

/** The line whose answer the Home tab shows. */
const line = 'home'

type Parts = {
  readonly app: App
  readonly words: Words
  readonly responder: SlackResponder
  readonly log: Log
  readonly after: RunAfter
  readonly wordsFor: (user: string) => Promise<Words>
}

/** The Home tab: what a person has set up, and their own usage. */
export type HomeTab = {
  /** Brings it up to date. Never rejects. */
  show(user: string, caller: Promise<Caller>): Promise<void>
}

export function createHomeTab({ app, words, responder, log, after, wordsFor }: Parts): HomeTab {
  /** One request at a time per person, so that an earlier answer never replaces a later one. */
  const turns = new Map<string, Promise<void>>()
  /** Requests that have not begun; another request of the same person joins them. */
  const waiting = new Map<string, Promise<void>>()

  async function bringUpToDate(user: string, caller: Promise<Caller>): Promise<void> {
    const { onProgress, end } = createProgress({
      after,
      show: async far =>
        responder.publish(
          user,
          derive(renderProgress(line, far, await wordsFor(user)), message => renderHome(message, words)),
        ),
      onFailure: error => log.warn({ err: error }, 'it could not be shown what is worked on'),
    })
    try {
      const { message } = await app.answer(line, await caller, { onProgress })
      await end()
      await publish(user, message)
    } catch (error) {
      log.error({ err: error }, 'the Home tab of a person could not be brought up to date')
    } finally {
      await end()
    }
  }

  async function publish(user: string, message: Authorized<Message>): Promise<void> {
    try {
      await responder.publish(
        user,
        derive(message, shown => renderHome(shown, words)),
      )
    } catch (error) {
      log.warn({ err: error }, 'Slack did not take a Home tab, so it is shown as text')
      await responder.publish(
        user,
        derive(message, shown => renderHomeText(shown, words)),
      )
    }
  }

  return {
    async show(user, caller) {
      const next = waiting.get(user)
      if (next) return next
      const turn = (turns.get(user) ?? Promise.resolve()).then(() => {
        waiting.delete(user)
        return bringUpToDate(user, caller)
      })
      waiting.set(user, turn)
      turns.set(user, turn)
      await turn
      if (turns.get(user) === turn) turns.delete(user)
    },
  }
}

/** The Home tab takes no charts and tables: charts become words, and tables become lists. @internal */
export function renderHome(message: Message, words: Words): HomeView {
  const parts = layOut(message, wordsOf(message, words)).parts.map(toHomePart)
  const { blocks } = renderSlack({ ...message, parts }, words)
  return blocks ? { type: 'home', blocks } : renderHomeText(message, words)
}

function toHomePart(part: Part): Part {
  if (part.kind === 'chart') return text(describeChart(part))
  return part.kind === 'table' ? { ...part, look: 'list' } : part
}

function renderHomeText(message: Message, words: Words): HomeView {
  return { type: 'home', blocks: [sentence(renderText(message, wordsOf(message, words)))] }
}
