import { describe, expect, it, vi } from 'vitest'
import { startGate } from '../../helpers/gate.ts'
import { readBlocks } from '../../helpers/slack-text.ts'
import { type FormsWorld, openFormsWorld } from './forms-world.ts'

vi.setConfig({ testTimeout: 60_000 })

const teamOf = ({ sandbox }: FormsWorld) => sandbox.company.teams.find(({ name }) => name === 'Payments')?.id ?? ''

/** The blocks of the current Home tab. */
const blocksOf = (world: FormsWorld) => world.homeTab(world.person.id)?.blocks
const shown = (world: FormsWorld) => readBlocks(blocksOf(world))

/** Resolves when the Home tab was brought up to date so often. */
async function published({ cloud, person }: FormsWorld, times: number): Promise<void> {
  const count = () =>
    cloud.events.filter(
      ({ kind, what }) => kind === 'view' && what.method === 'views.publish' && what.user === person.id,
    )
  await cloud.waitFor('view', () => count().length >= times)
}

async function openHome(world: FormsWorld): Promise<void> {
  await world.send({ kind: 'home', user: world.person.id })
  await published(world, 1)
}

/** A Home tab that was opened, and waits for the Usage API until the gate is opened. */
async function openHeldHome() {
  let world: FormsWorld | undefined
  const gate = await startGate(() => world?.sandbox.url ?? '')
  world = await openFormsWorld({ environment: () => ({ TABNINE_URL: gate.url }) })
  const opened = world
  gate.hold()
  await opened.send({ kind: 'home', user: opened.person.id })
  await gate.held()
  return {
    world: opened,
    gate,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]()
      await gate[Symbol.asyncDispose]()
    },
  }
}

/** Presses a button of the Home tab. */
function press(world: FormsWorld, label: string) {
  const view = world.homeTab(world.person.id) ?? {}
  return world.send({ kind: 'action', action: world.button(view.blocks, label), view, user: world.person.id })
}

describe.each(['HTTP', 'Socket Mode'])('the Home tab over %s', way => {
  it('shows what a person has set up, and their own usage', async () => {
    await using world = await openFormsWorld({ isSocket: way === 'Socket Mode' })
    await world.askInChannel('subscribe payments every friday at 16:00')
    await openHome(world)
    expect(world.homeTab(world.person.id)).toMatchObject({ type: 'home' })
    expect(shown(world)).toContain('Payments\n · every Friday at 4:00 PM')
    expect(shown(world)).toContain('Your usage')
    expect(world.cloud.messages(world.person.dm)).toEqual([])
    expect(world.log.records.filter(({ level }) => level === 'error')).toEqual([])
  })
})

describe('a button of the Home tab', () => {
  it('is answered in the direct messages, and the tab is brought up to date', async () => {
    await using world = await openFormsWorld()
    await world.askInChannel('subscribe payments every friday at 16:00')
    await openHome(world)
    await press(world, 'Pause')
    expect(await world.cloud.waitFor('message', ({ channel }) => channel === world.person.dm)).toMatchObject({
      text: expect.stringMatching(/paused/i),
    })
    await published(world, 2)
    expect(shown(world)).toContain('Paused')
    expect(world.button(blocksOf(world), 'Resume')).toMatchObject({ value: 'resume 1' })
    expect(world.cloud.responses).toEqual([])
  })

  it('opens a form, whose answer is posted in the direct messages and shown in the tab', async () => {
    await using world = await openFormsWorld()
    await openHome(world)
    expect(shown(world)).toContain('No digests yet')
    await press(world, 'Subscribe…')
    await world.cloud.waitFor('view', ({ method }) => method === 'views.open')
    await world.submit({ teams: [teamOf(world)], 'when-day': 'every friday', 'when-time': '16:00' })
    await world.cloud.waitFor('message', ({ channel }) => channel === world.person.dm)
    await published(world, 2)
    expect(shown(world)).toContain('Payments\n · every Friday at 4:00 PM')
  })

  it('about a subscription that is gone says so, and the tab no longer has it', async () => {
    await using world = await openFormsWorld()
    await world.askInChannel('subscribe payments every friday at 16:00')
    await openHome(world)
    await world.askInChannel('unsubscribe 1')
    await press(world, 'Pause')
    const { blocks } = await world.cloud.waitFor('message', ({ channel }) => channel === world.person.dm)
    expect(readBlocks(blocks)).toMatch(/There’s no digest/)
    await published(world, 2)
    expect(shown(world)).toContain('No digests yet')
  })
})

it('opening another tab asks nothing', async () => {
  await using world = await openFormsWorld()
  await world.send({ kind: 'home', tab: 'messages', user: world.person.id })
  await world.stop()
  expect(world.homeTab(world.person.id)).toBeUndefined()
})

it('however often it is opened while it is collected, it is collected only once more', async () => {
  await using held = await openHeldHome()
  const { world, gate } = held
  for (let at = 0; at < 5; at++) await world.send({ kind: 'home', user: world.person.id })
  gate.open()
  await world.stop()
  expect(world.cloud.calls('views.publish')).toHaveLength(2)
})

it('an event that is delivered again is not shown again', async () => {
  await using world = await openFormsWorld()
  const first = await world.send({ kind: 'home', user: world.person.id })
  await published(world, 1)
  await world.cloud.replay(first)
  await world.stop()
  expect(world.cloud.calls('views.publish')).toHaveLength(1)
})

it('a tab that Slack does not take is shown as text', async () => {
  await using world = await openFormsWorld()
  world.cloud.fail('views.publish', { error: 'invalid_arguments' })
  await openHome(world)
  expect(shown(world)).toContain('No alerts yet')
})

it('what takes long shows what is done, and then the tab', async () => {
  await using held = await openHeldHome()
  const { world, gate } = held
  await world.timers.advance(2_000)
  await published(world, 1)
  expect(shown(world)).toBe('Working on: home')
  gate.open()
  await published(world, 2)
  expect(shown(world)).toContain('Your usage')
})
