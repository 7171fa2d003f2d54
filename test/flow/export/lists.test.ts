import { expect, test } from 'vitest'
import { readCsv } from '../../helpers/csv.ts'
import { openReminding } from '../alert/remind-slack-world.ts'

type World = Awaited<ReturnType<typeof openReminding>>

/** A workspace in which something of every kind was set up and done. */
async function openBusy(): Promise<World> {
  const world = await openReminding()
  await world.askInChannel('subscribe all, payments every monday at 9:00')
  await world.ask('exclude svc@acme.example build server until 2027-01-10')
  await world.ask('why unknown@acme.example')
  return world
}

/** The file that a line gives, read by its columns. */
async function exported(world: World, line: string, user = world.person.id) {
  const answer = await world.ask(line, { user })
  const last = world.cloud.events.filter(({ kind }) => kind === 'upload').at(-1)
  if (last?.kind !== 'upload' || !answer.includes('The file is in our direct messages')) throw new Error(answer)
  const [columns = [], ...rows] = readCsv(last.what.content.toString())
  return rows.map(row => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ''])))
}

test('what was set up and done is had as a file, in words and moments for machines', async () => {
  await using world = await openBusy()
  world.moveTo('2026-11-23T12:00:00Z')
  await world.tick()
  expect(await exported(world, 'export subscriptions')).toEqual([
    {
      ...{ number: '1', when: 'every monday at 9:00 Asia/Kolkata', next_run: '2026-11-30T03:30:00.000Z' },
      ...{ team_ids: expect.stringMatching(/^all \S+$/), teams: expect.stringMatching(/, Payments$/) },
      ...{ paused: '', paused_until: '', last_due: '2026-11-23T03:30:00.000Z', last_state: 'sent' },
    },
  ])
  expect(await exported(world, 'export history 1')).toEqual([
    {
      ...{ kind: 'digest', digest: '2026-11-16..2026-11-22', due: '2026-11-23T03:30:00.000Z', state: 'sent' },
      ...{ reason: '', attempts: '1', changed: expect.stringMatching(/^2026-11-23T12:/) },
    },
  ])
  expect(await exported(world, 'export alerts')).toEqual([
    expect.objectContaining({ number: '1', team_id: 'all', after_days: '14', silent_until: '', closed: '' }),
  ])
  expect(await exported(world, 'export exclude')).toEqual([
    expect.objectContaining({
      ...{ number: '1', person: 'svc@acme.example', reason: 'build server', until: '2027-01-09T18:30:00.000Z' },
      by: `slack:${world.person.id}`,
    }),
  ])
  const audit = await exported(world, 'export audit')
  expect(audit.map(({ what, line }) => [what, line])).toEqual(
    expect.arrayContaining([
      ['named', 'why "unknown@acme.example"'],
      ['exclude', 'exclude "svc@acme.example" "build server" until 2027-01-10'],
      ['export', 'export history 1'],
    ]),
  )
})

test('people whom a reminder would not reach are named in a file to readers with permission, and the others are counted', async () => {
  await using world = await openReminding()
  const rows = await exported(world, 'export remind 1')
  expect(rows.filter(({ person }) => person !== '')).toContainEqual({
    ...{ outcome: 'unmatched', person: 'unknown@acme.example', people: '1' },
  })
  expect(rows.map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(['to-be-asked', 'opted-out', 'left']))
  // The person who asked has the file.
  expect(world.reached()).toEqual(['meera'])
})

test('a line that would change something is not understood as one to export, and changes nothing', async () => {
  await using world = await openBusy()
  for (const line of ['alerts payments', 'exclude ada@acme.example leave', 'remind 1 send', 'subscribe web', 'run 1'])
    expect(await world.ask(`export ${line}`)).toMatch(/I didn’t understand .*See examples/s)
  await world.tick()
  expect(world.reached()).toEqual([])
  expect(await world.store.alerts.inConversation(`slack:${world.channel}`)).toHaveLength(1)
  expect(await world.store.exclusions.all(new Date('2026-11-19T12:00:00Z'))).toHaveLength(1)
  expect(await world.store.subscriptions.inConversation(`slack:${world.channel}`)).toHaveLength(1)
})

test('who may not ask for a list is not given it as a file either', async () => {
  await using world = await openBusy()
  const { grace } = world.users
  const answerTo = async (line: string) => (await world.ask(line, { user: grace.id })).replace(/Reference \w+/, '')
  for (const list of ['audit', 'exclude']) expect(await answerTo(`export ${list}`)).toBe(await answerTo(list))
  expect(await answerTo('export remind 1')).toBe(await answerTo('remind 1'))
  expect(world.cloud.events.filter(({ kind }) => kind === 'upload')).toEqual([])
})
