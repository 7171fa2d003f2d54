import type { SlackCloud } from '../../clouds/slack.ts'
import { readBlocks } from '../../helpers/slack-text.ts'
import { openSlackWorld } from '../digest/slack-world.ts'
import { keepSeats, type Seats } from './seats-of-a-day.ts'

export type SlackAlertWorld = Awaited<ReturnType<typeof openSlackAlertWorld>>

type Message = ReturnType<SlackCloud['messages']>[number]

/** A Thursday. */
const thursday = '2026-11-19T12:00:00Z'

const textOf = ({ text, blocks }: Message) => (blocks ? readBlocks(blocks) : text)

/** A channel, an admin (who asks by default), and a team whose seats a test sets, day by day. */
export async function openSlackAlertWorld(
  environment: (cloud: SlackCloud) => Record<string, string> = () => ({}),
  start = thursday,
) {
  const world = await openSlackWorld(start, cloud => ({ ADMINS: cloud.users.meera.id, ...environment(cloud) }))
  const { cloud, channel, store } = world
  const teamId = world.sandbox.company.teams.find(({ name }) => name === 'Payments')?.id ?? ''
  let at = new Date(start)

  const isAlert = (message: Message) =>
    !message.threadTs && /^(⚠️|✅|No data about|Unused seats in)/u.test(textOf(message))
  const alerts = () => cloud.messages(channel).filter(isAlert)

  async function keep(seats: Seats): Promise<void> {
    await keepSeats(store, teamId, seats, at)
  }

  return {
    ...world,
    teamId,
    keep,
    /** A check of the seats at a moment finds them so, and what follows from it is done. */
    async check(moment: string, seats: Seats): Promise<void> {
      at = new Date(moment)
      world.moveTo(moment)
      await keep(seats)
      await world.tick()
    },
    /** The alert messages in the channel, outside of threads. */
    alerts: () => alerts().map(textOf),
    /** The alert message that was posted last, in its current form. */
    alert: () => alerts().map(textOf).at(-1) ?? '',
    replies: () => cloud.messages(channel).flatMap(message => (message.threadTs ? [textOf(message)] : [])),
    /** How often the alert's messages were posted, replied to, and edited so far. */
    counts: () => ({
      posts: cloud.events.filter(({ kind, what }) => kind === 'message' && isAlert(what as Message)).length,
      replies: cloud.messages(channel).filter(({ threadTs }) => threadTs).length,
      edits: cloud.events.filter(({ kind }) => kind === 'edit').length,
    }),
    /** Presses the button of the newest alert that asks a line, and gives what only who presses can read. */
    async press(line: string, user = world.person.id): Promise<string> {
      const message = alerts().at(-1)
      const button = findButton(message?.blocks, line)
      if (!message || !button) throw new Error(`no button asks ${line}`)
      const { responseUrl = '' } = await cloud.send(world.place, {
        ...{ kind: 'action', user, channel, message: { ts: message.ts } },
        action: { action_id: button.action_id, value: button.value },
      })
      const { text, blocks } = await cloud.responseTo(responseUrl)
      return blocks ? readBlocks(blocks) : text
    },
    lines: () => findButtons(alerts().at(-1)?.blocks).map(({ value }) => value),
    deliveries: async () => {
      const { rows } = await store.execute(
        `select slot, state, reason, attempts from deliveries where kind = 'alert' order by id`,
      )
      return rows
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}

type Button = { readonly action_id: string; readonly value: string }

function findButtons(blocks: unknown): Button[] {
  if (Array.isArray(blocks)) return blocks.flatMap(findButtons)
  if (typeof blocks !== 'object' || blocks === null) return []
  if ('type' in blocks && blocks.type === 'button') return [blocks as unknown as Button]
  return Object.values(blocks).flatMap(findButtons)
}

function findButton(blocks: unknown, line: string): Button | undefined {
  return findButtons(blocks).find(({ value }) => value === line)
}
