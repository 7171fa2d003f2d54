import { readConfig } from '../../src/config.ts'
import { createWords } from '../../src/message/words.ts'
import type { Clock } from '../../src/ports.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { connectUsageApi, createCore, systemClock } from '../core.ts'
import { createLog } from '../log.ts'
import { openRemembering } from '../memory.ts'
import { type Breakage, breakages } from './breaking.ts'
import { createChatLog } from './chat-log.ts'
import { createMovableClock } from './clock.ts'
import { createPageDrive } from './drive.ts'
import { passTime } from './pass-time.ts'
import { channel, createPagePeople, listPeople, type PlaceName, places, toCaller } from './people.ts'
import { type Shown, show } from './shown.ts'

type ShownPost = Shown & {
  readonly id: string
  readonly version: number
  readonly at: string
  /** Whose direct messages it stands in; `null` for the channel. */
  readonly to: string | null
  readonly inThread: boolean
}

/** All that the page shows besides answers. */
type State = {
  readonly now: string
  readonly company: string
  readonly broken: Breakage | null
  readonly people: readonly { readonly id: string; readonly label: string }[]
  readonly places: readonly PlaceName[]
  readonly breakages: readonly { readonly id: string; readonly label: string }[]
  readonly posts: readonly ShownPost[]
}

type ShownAnswer = Shown & { readonly line: string; readonly surface: string; readonly isError: boolean }

export type Playground = {
  state(): State
  ask(line: string, personId: string, place: PlaceName): Promise<ShownAnswer>
  /** Lets so many days go by, and does what is due in them. */
  passDays(days: number): Promise<void>
  /** Breaks the Usage API in one way, or mends it. */
  breakApi(how: Breakage | null): void
  /** One beat of the heart, as each minute. */
  beat(): Promise<void>
  stop(): Promise<void>
}

const day = 24 * 60 * 60_000

/**
 * The whole bot in one process on a made-up company, with a clock that can be moved and a chat that only keeps.
 * @param folder for its memory; whoever gives it takes it away
 */
export async function openPlayground(folder: string, real: Clock = systemClock): Promise<Playground> {
  const clock = createMovableClock(real)
  const sandbox = await startSandbox({ today: clock.now })
  const settings = { TABNINE_URL: sandbox.url, TABNINE_TOKEN: sandbox.token, DATA_DIR: folder }
  const read = readConfig(settings, 'look-ups')
  const roles = { admin: ['admin'], subscriber: ['subscriber'], viewer: null }
  const config = { ...read, file: { ...read.file, roles, serviceAccounts: ['svc-*@*'] } }
  const log = createLog('silent', config.secrets, process.stderr)
  const words = createWords(config.language)
  const usageApi = connectUsageApi(config, log, { clock })
  const chat = createChatLog(clock)
  const { drive, beat, settle } = createPageDrive(clock)
  const remembering = await openRemembering(config, log, drive)
  const app = createCore(config, log, { clock, usageApi, memory: remembering.memory })
  const people = listPeople(sandbox.company, clock.now())
  await remembering.start({ gateways: [chat.gateway], people: [createPagePeople(people)], usageApi, words, clock })
  let broken: Breakage | null = null
  let last: Promise<unknown> = Promise.resolve()

  async function dueTimes(): Promise<readonly Date[]> {
    const { store } = remembering.memory
    const conversations = [channel.id, ...people.map(({ id }) => `teams:${id}`)]
    const found = await Promise.all(conversations.map(id => store.subscriptions.inConversation(id)))
    return found.flat().map(({ nextRunAt }) => nextRunAt)
  }

  /** One after the other: the clock must not move under an answer, nor a job be done twice. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work)
    last = turn
    return turn
  }

  return {
    state: () => ({
      now: clock.now().toISOString(),
      company: sandbox.company.name,
      broken,
      people: people.map(({ id, label }) => ({ id, label })),
      places,
      breakages: Object.entries(breakages).map(([id, { label }]) => ({ id, label })),
      posts: chat.posts().map(({ id, conversation, at, edits, message, inReplyTo }) => ({
        id,
        version: edits,
        at: at.toISOString(),
        to: conversation === channel.id ? null : conversation.replace('teams:', ''),
        inThread: inReplyTo !== null,
        ...show(message, words),
      })),
    }),
    ask: (line, personId, place) =>
      inTurn(async () => {
        const person = people.find(({ id }) => id === personId) ?? people[0]
        if (!person) throw new Error('There is nobody in the company.')
        const { message, surface, error } = await app.answer(line, toCaller(person, place))
        await settle()
        return { line, surface, isError: error !== null, ...show(message, words) }
      }),
    passDays: days =>
      inTurn(async () => {
        await passTime({ clock, dueTimes, beat }, days * day)
      }),
    breakApi(how) {
      sandbox.clearFaults()
      if (how) sandbox.fault('*', breakages[how].fault)
      broken = how
    },
    beat: () => inTurn(beat),
    async stop() {
      await last.catch(() => {})
      await app.stop()
      await remembering.stop()
      await sandbox.close()
    },
  }
}
