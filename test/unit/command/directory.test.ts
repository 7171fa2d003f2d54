import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDirectory } from '../../../src/command/directory.ts'
import { AppError } from '../../../src/errors.ts'
import type { Team, TeamMember } from '../../../src/ports.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { anyText } from '../../helpers/texts.ts'

const team = (id: string, name: string): Team => ({ id, name, people: 3 })
const member = (email: string): TeamMember => ({ id: email, email, role: null, active: true })
const someTeams = [team('t1', 'Payments'), team('t2', 'Web Platform'), team('t3', 'Web Shop'), team('t4', 'Paymaster')]

type Listing = {
  teams?: (signal?: AbortSignal) => Promise<readonly Team[]>
  people?: (signal?: AbortSignal) => AsyncGenerator<TeamMember>
}

/** A directory in which only a test advances time, and a typed question waits until the test continues. */
function open({ teams = async () => someTeams, people = async function* () {} }: Listing = {}) {
  let now = new Date('2026-11-25T10:00:00Z').getTime()
  const waiting: (() => void)[] = []
  const log = recordLog()
  const asked = { teams: 0, people: 0 }
  const limits: { milliseconds: number; abort: () => void }[] = []
  const directory = createDirectory({
    usageApi: {
      teams: signal => {
        asked.teams++
        return teams(signal)
      },
      organizationMembers: (_filter, signal) => {
        asked.people++
        return people(signal)
      },
    },
    clock: { now: () => new Date(now) },
    log,
    wait: () => new Promise(resolve => waiting.push(resolve)),
    abortAfter: milliseconds => {
      const limit = new AbortController()
      limits.push({ milliseconds, abort: () => limit.abort(new Error('it takes too long')) })
      return limit.signal
    },
  })
  return {
    directory,
    asked,
    limits,
    log,
    pass: (milliseconds: number) => {
      now += milliseconds
    },
    losePatience: () => {
      for (const stop of waiting.splice(0)) stop()
    },
  }
}

const labels = async (options: Promise<readonly { label: string }[]>) => (await options).map(({ label }) => label)

describe('what fits comes first', () => {
  test.each([
    ['', ['Paymaster', 'Payments', 'Web Platform', 'Web Shop']],
    ['pay', ['Paymaster', 'Payments']],
    ['PAYMENTS', ['Payments']],
    ['shop', ['Web Shop']],
    ['web', ['Web Platform', 'Web Shop']],
    ['web-p', ['Web Platform']],
    ['latf', ['Web Platform']],
    ['t2', ['Web Platform']],
    ['nothing of the kind', []],
  ])('“%s”', async (typed, expected) => {
    expect(await labels(open().directory.teams(typed))).toEqual(expected)
  })

  test('two teams of one name are distinguished', async () => {
    const { directory } = open({ teams: async () => [team('a', 'Web'), team('b', 'Web')] })
    expect(await directory.teams('web')).toEqual([
      { label: 'Web (a)', value: 'a' },
      { label: 'Web (b)', value: 'b' },
    ])
  })

  test('people by any part of their e-mail', async () => {
    const people = async function* () {
      yield* ['ada.lovelace@x.example', 'alan@x.example', 'grace@x.example'].map(member)
    }
    const { directory } = open({ people })
    expect(await labels(directory.people('love'))).toEqual(['ada.lovelace@x.example'])
    expect(await labels(directory.people('a'))).toEqual(['ada.lovelace@x.example', 'alan@x.example', 'grace@x.example'])
  })

  test('whatever is typed, only what is there is offered, each once and a hundred at most', async () => {
    const many = Array.from({ length: 150 }, (_, at) => team(`id${at}`, `Team ${at}`))
    const { directory } = open({ teams: async () => many })
    await fc.assert(
      fc.asyncProperty(anyText(), async typed => {
        const values = (await directory.teams(typed)).map(({ value }) => value)
        expect(values.length).toBeLessThanOrEqual(100)
        expect(new Set(values).size).toBe(values.length)
        expect(values.filter(value => !many.some(({ id }) => id === value))).toEqual([])
      }),
    )
  })
})

test('a person without an e-mail is found by id', async () => {
  const people = async function* () {
    yield { id: 'u7', email: 'Ada', role: null, active: true }
  }
  expect(await open({ people }).directory.people('ad')).toEqual([{ label: 'Ada', value: 'u7' }])
})

test('an e-mail that is on two accounts is offered once', async () => {
  const people = async function* () {
    yield { ...member('ada@x.example'), id: 'u1' }
    yield { ...member('Ada@x.example'), id: 'u2', active: false }
  }
  expect(await open({ people }).directory.people('ada')).toHaveLength(1)
})

describe('reading has an end (P10)', () => {
  /** An endless list of people, one per tick of the event loop, as long as the reader wants them. */
  function endless() {
    const read = { rows: 0, isOver: false }
    const people = async function* () {
      try {
        while (true) {
          await new Promise(resolve => setImmediate(resolve))
          yield member(`person-${read.rows++}@x.example`)
        }
      } finally {
        read.isOver = true
      }
    }
    return { read, people }
  }

  async function offered(world: ReturnType<typeof open>, read: { rows: number }) {
    const answer = world.directory.people('person')
    while (read.rows < 3) await new Promise(resolve => setImmediate(resolve))
    world.losePatience()
    return answer
  }

  async function ended(read: { isOver: boolean }): Promise<void> {
    for (let loops = 0; loops < 100 && !read.isOver; loops++) await new Promise(resolve => setImmediate(resolve))
    expect(read.isOver).toBe(true)
  }

  test('at a time limit, although the person still types; what was read by then is offered', async () => {
    const { read, people } = endless()
    const world = open({ people })
    expect((await offered(world, read)).length).toBeGreaterThan(1)
    expect(world.limits.map(({ milliseconds }) => milliseconds)).toEqual([60_000])
    world.limits[0]?.abort()
    await ended(read)
    expect(world.log.records).toMatchObject([{ level: 'warn' }])
    expect((await world.directory.people('person')).length).toBeGreaterThan(1)
    expect(world.asked.people).toBe(1)
  })

  test('where the bot stops', async () => {
    const { read, people } = endless()
    const world = open({ people })
    await offered(world, read)
    world.directory.stop()
    await ended(read)
  })

  test('and what it asks ends with it', async () => {
    const signals: (AbortSignal | undefined)[] = []
    const world = open({
      teams: signal => {
        signals.push(signal)
        return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
      },
    })
    const offers = world.directory.teams('')
    world.limits[0]?.abort()
    expect(await offers).toEqual([])
    expect(signals.map(signal => signal?.aborted)).toEqual([true])
  })
})

describe('in time', () => {
  test('a list is read once for minutes, and then again', async () => {
    const { directory, asked, pass } = open()
    await directory.teams('a')
    pass(4 * 60_000)
    await directory.teams('b')
    expect(asked.teams).toBe(1)
    pass(2 * 60_000)
    await directory.teams('c')
    expect(asked.teams).toBe(2)
  })

  test('many who type at once ask once', async () => {
    const { directory, asked } = open()
    await Promise.all(['a', 'b', 'c'].map(typed => directory.teams(typed)))
    expect(asked.teams).toBe(1)
  })

  test('of a list that comes slowly, what has come by then is offered, and the rest later', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const people = async function* () {
      yield member('ada@x.example')
      await held
      yield member('alan@x.example')
    }
    const { directory, asked, losePatience } = open({ people })
    const first = directory.people('')
    await Promise.resolve()
    losePatience()
    expect(await labels(first)).toEqual(['ada@x.example'])
    release()
    expect(await labels(directory.people(''))).toEqual(['ada@x.example', 'alan@x.example'])
    expect(asked.people).toBe(1)
  })

  test('where nothing arrives nothing is offered, and no one waits longer', async () => {
    const { directory, losePatience } = open({ teams: () => new Promise(() => {}) })
    const offered = directory.teams('')
    losePatience()
    expect(await offered).toEqual([])
  })

  test('a list that cannot be read leaves what was known, is logged, and is tried again after a while', async () => {
    let isDown = false
    const teams = async () => {
      if (isDown) throw new AppError('unreachable')
      return someTeams
    }
    const { directory, asked, log, pass } = open({ teams })
    await directory.teams('')
    isDown = true
    pass(6 * 60_000)
    expect(await labels(directory.teams('shop'))).toEqual(['Web Shop'])
    await directory.teams('pay')
    expect(asked.teams).toBe(2)
    expect(log.records.map(({ level }) => level)).toEqual(['warn'])
    pass(11_000)
    await directory.teams('pay')
    expect(asked.teams).toBe(3)
  })
})

test('an id is called by its name once the list was read', async () => {
  const { directory } = open()
  expect(directory.labelOf('t1')).toBe('t1')
  await directory.teams('')
  expect(directory.labelOf('t1')).toBe('Payments')
  expect(directory.labelOf('unknown@x.example')).toBe('unknown@x.example')
})
