import { EventEmitter } from 'node:events'
import { longestWaitMs } from '../../helpers/longest-wait.ts'
import { adaptiveCard, type Outgoing } from './outgoing.ts'

/** One message of the bot, in its current form. */
type Sent = {
  id: string
  conversation: string
  /** The message it answers, where it was sent as a reply. */
  replyTo?: string
  activity: Outgoing
  text: string
  cards: unknown[]
  /** Its content before each edit, oldest first. */
  earlier: Outgoing[]
  isDeleted: boolean
}

export type Ledger = {
  post(conversation: string, activity: Outgoing, replyTo?: string): Sent
  edit(conversation: string, id: string, activity: Outgoing): boolean
  remove(conversation: string, id: string): boolean
  type(conversation: string): void
  sent(conversation?: string): Sent[]
  typing(conversation?: string): number
  /** The first message that satisfies, now or as soon as it is posted or edited; rejects after `within` ms. */
  waitFor(predicate: (message: Sent) => boolean, within?: number): Promise<Sent>
}

/** What the bot has posted. */
export function createLedger(nextId: () => string): Ledger {
  const messages: Sent[] = []
  const typings: string[] = []
  const news = new EventEmitter<{ changed: [Sent] }>().setMaxListeners(0)
  const find = (conversation: string, id: string) =>
    messages.find(message => message.id === id && message.conversation === conversation && !message.isDeleted)

  return {
    post(conversation, activity, replyTo) {
      const address = replyTo === undefined ? {} : { replyTo }
      const message = { id: nextId(), conversation, ...address, ...read(activity), earlier: [], isDeleted: false }
      messages.push(message)
      news.emit('changed', message)
      return message
    },
    edit(conversation, id, activity) {
      const message = find(conversation, id)
      if (!message) return false
      message.earlier.push(message.activity)
      Object.assign(message, read(activity))
      news.emit('changed', message)
      return true
    },
    remove(conversation, id) {
      const message = find(conversation, id)
      if (message) message.isDeleted = true
      return message !== undefined
    },
    type: conversation => void typings.push(conversation),
    sent: conversation => messages.filter(message => isIn(message.conversation, conversation)),
    typing: conversation => typings.filter(place => isIn(place, conversation)).length,
    waitFor(predicate, within = longestWaitMs) {
      const already = messages.find(predicate)
      if (already) return Promise.resolve(already)
      return new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(timer)
          news.off('changed', look)
        }
        const look = (message: Sent) => {
          if (!predicate(message)) return
          stop()
          resolve(message)
        }
        const timer = setTimeout(() => {
          stop()
          const texts = messages.map(({ text, cards }) => text || JSON.stringify(cards).slice(0, 300))
          reject(new Error(`No such message within ${within} ms. The bot posted: ${texts.join(' | ') || 'nothing'}`))
        }, within)
        news.on('changed', look)
      })
    },
  }
}

function read(activity: Outgoing): Pick<Sent, 'activity' | 'text' | 'cards'> {
  const cards = (activity.attachments ?? []).filter(({ contentType }) => contentType === adaptiveCard)
  return { activity, text: activity.text ?? '', cards: cards.map(({ content }) => content) }
}

/** A thread belongs to its channel. */
function isIn(place: string, conversation: string | undefined): boolean {
  return conversation === undefined || place === conversation || place.startsWith(`${conversation};messageid=`)
}
