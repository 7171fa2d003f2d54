import { Agent } from 'node:http'
import { longestWaitMs } from '../../helpers/longest-wait.ts'
import { findAnswerProblems } from './acknowledged.ts'
import { type Delivered, deliver, type Retry, type Signing, signNews } from './delivery.ts'
import type { Inbound, Maker, News } from './inbound/inbound.ts'
import { makeNews } from './inbound/make.ts'
import type { Sockets } from './sockets.ts'

type SendOptions = {
  /** HTTP only; `good` by default. `stale` is ten minutes old. */
  sign?: Signing
  /** Says that Slack sends an event again; give `eventId` too. */
  retry?: Retry
  eventId?: string
  /** How long to wait for the bot: 10,000 by default. */
  timeoutMs?: number
}

/** The bot's answer, and what went with the question. In Socket Mode the status is 200 and nothing can be replayed. */
type Delivery = Omit<Delivered, 'sent'> & Partial<Pick<Delivered, 'sent'>> & Pick<News, 'responseUrl' | 'eventId'>

export interface Sender {
  /** @param bot the bot's address (`/slack/events` is added where it has no path), or `socket` for Socket Mode */
  send(bot: string, inbound: Inbound, options?: SendOptions): Promise<Delivery>
  /** The same request again, byte for byte. */
  replay(delivery: Delivery, timeoutMs?: number): Promise<Delivery>
  close(): void
}

export function createSender(maker: Maker, sockets: Sockets): Sender {
  const agent = new Agent({ keepAlive: true })

  async function sendBySocket(news: News, { retry, timeoutMs }: SendOptions): Promise<Omit<Delivered, 'sent'>> {
    const retried = retry ? { retryAttempt: retry.num, retryReason: retry.reason ?? 'timeout' } : {}
    const { payload, ms } = await sockets.send(
      { type: news.type, payload: news.payload, ...retried },
      timeoutMs ?? longestWaitMs,
    )
    return { status: 200, headers: {}, body: isEmpty(payload) ? '' : payload, ms }
  }

  return {
    async send(bot, inbound, options = {}) {
      const news = makeNews(inbound, maker, options.eventId)
      const { sign = 'good', retry, timeoutMs = longestWaitMs } = options
      const delivered =
        bot === 'socket'
          ? await sendBySocket(news, options)
          : await deliver(signNews(addPath(bot), news, sign, retry), agent, timeoutMs)
      const problems = findAnswerProblems(inbound, delivered)
      if (problems.length > 0) throw new Error(`Slack does not take this answer: ${problems.join('; ')}`)
      const { responseUrl, eventId } = news
      return { ...delivered, ...(responseUrl ? { responseUrl } : {}), ...(eventId ? { eventId } : {}) }
    },
    async replay(delivery, timeoutMs = longestWaitMs) {
      if (!delivery.sent) throw new Error('what came by Socket Mode cannot be replayed: send it with the same eventId')
      return { ...delivery, ...(await deliver(delivery.sent, agent, timeoutMs)) }
    },
    close: () => agent.destroy(),
  }
}

function addPath(bot: string): string {
  const url = new URL(bot)
  return url.pathname === '/' ? new URL('/slack/events', url).href : url.href
}

function isEmpty(payload: unknown): boolean {
  return payload === undefined || (payload !== null && typeof payload === 'object' && Object.keys(payload).length === 0)
}
