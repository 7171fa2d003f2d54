/** Two workspaces of one organization have the same bot: what people set up in the one never shows in the other. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { commands } from '../../../src/commands.ts'
import { openSlackWorld, type SlackWorld } from '../digest/slack-world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const organization = { id: 'E000000001', workspaces: ['T9001', 'T9002'] }
const thursday = '2026-11-19T12:00:00Z'

let world: SlackWorld
let member: string
/** What only the first workspace knows: the person who set something up, where, when, and why. */
let secrets: readonly RegExp[]
let before: string

/** Lines of the second workspace that name what the first one has; of any other command its own examples are asked. */
const targeted: Readonly<Record<string, readonly string[]>> = {
  subscriptions: ['subscriptions'],
  edit: ['edit 1 at 8:00'],
  pause: ['pause 1', 'pause all'],
  resume: ['resume 1', 'resume all'],
  run: ['run 1'],
  unsubscribe: ['unsubscribe 1'],
  history: ['history 1'],
  settle: ['settle 1 sent'],
  alerts: ['alerts', 'alerts off payments'],
  why: ['why payments', 'why <member>'],
  snooze: ['snooze 1 7d'],
  remind: ['remind 1'],
  act: ['act 1'],
  exclude: ['exclude <member> another reason'],
  include: ['include <member>'],
  export: ['export subscriptions', 'export alerts', 'export seats', 'export audit'],
  audit: ['audit'],
  home: ['home'],
  whoami: ['whoami'],
  help: ['help', 'help all', 'help subscriptions'],
}

beforeAll(async () => {
  world = await openSlackWorld(thursday, ({ users }) => ({ ADMINS: users.meera.id }), { organization })
  const { meera, grace } = world.cloud.users
  grace.team = organization.workspaces[1] ?? ''
  member = world.anyMember().email
  await world.askInChannel('subscribe payments every wednesday at 9:37')
  await world.ask('alerts payments after 11 days')
  await world.ask(`exclude ${member} sabbatical-7391`)
  secrets = [/9:37/, /11 days/, /sabbatical-7391/, new RegExp(meera.id), /Meera/, new RegExp(world.channel)]
  before = await readSetUp()
})
afterAll(() => world[Symbol.asyncDispose]())

test('the first workspace reads what it has set up', async () => {
  const lists = [await world.ask('subscriptions'), await world.ask('alerts'), await world.ask('audit')].join('\n')
  expect(lists).toMatch(/9:37/)
  expect(lists).toMatch(/11 days/)
  expect(lists).toMatch(/sabbatical-7391/)
  expect(lists).toContain(world.cloud.users.meera.id)
})

test.each(commands.map(({ name, about }) => ({ name, examples: about.en.examples })))(
  '$name in the second workspace shows and changes nothing of the first',
  async ({ name, examples }) => {
    for (const line of targeted[name] ?? examples) {
      const answer = await askSecond(line.replace('<member>', member))
      expect(answer, line).not.toBe('')
      for (const secret of secrets) expect(answer, line).not.toMatch(secret)
    }
    expect(await readSetUp()).toBe(before)
  },
)

/** What a person of the second workspace reads, whether alone or with everyone in the channel. */
async function askSecond(text: string): Promise<string> {
  const { grace } = world.cloud.users
  const channel = world.cloud.channels.general.id
  const since = world.cloud.events.length
  await world.cloud.send(world.place, { kind: 'command', text, user: grace.id, channel })
  const shown = () => read(world.cloud.events.slice(since)).filter(({ text }) => !/^(Working|Still)/.test(text))
  await vi.waitFor(() => expect(shown()).not.toEqual([]), { timeout: 30_000 })
  return JSON.stringify(shown())
}

function read(events: SlackWorld['cloud']['events']): { text: string; blocks: unknown }[] {
  return events.flatMap(({ kind, what }): { text: string; blocks: unknown }[] => {
    if (kind === 'view') return [{ text: '', blocks: what.view }]
    if (kind !== 'message' && kind !== 'ephemeral' && kind !== 'response') return []
    return [{ text: what.text, blocks: what.blocks }]
  })
}

/** What is set up in the first workspace, as the database has it. */
async function readSetUp(): Promise<string> {
  const here = `slack:${world.channel}`
  const subscriptions = await world.store.execute('select * from subscriptions where conversation = $1', [here])
  const alerts = await world.store.execute('select * from alerts where conversation = $1', [here])
  const exclusions = await world.store.execute('select * from exclusions', [])
  expect([subscriptions.rows.length, alerts.rows.length, exclusions.rows.length]).toEqual([1, 1, 1])
  return JSON.stringify([subscriptions.rows, alerts.rows, exclusions.rows])
}
