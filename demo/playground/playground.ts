import { randomUUID } from 'node:crypto'
import { openBackgroundServices } from '../../adapters/background-services.ts'
import { connectUsageApi, createCore, systemClock } from '../../adapters/core.ts'
import { createLog } from '../../adapters/log.ts'
import type { Answer } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Values } from '../../src/message/form.ts'
import { createWords } from '../../src/message/words.ts'
import type { Clock } from '../../src/ports.ts'
import { listTruth } from '../sandbox/company/truth.ts'
import { startSandbox } from '../sandbox/server.ts'
import { type Breakage, breakages } from './breaking.ts'
import { createChatLog } from './chat-log.ts'
import { createMovableClock } from './clock.ts'
import { createDoing, type Far } from './doing.ts'
import { createPageDrive } from './drive.ts'
import { createKeptFiles, type KeptFiles } from './kept-files.ts'
import { createOpenForms, type Offered, type Sent, type ShownForm } from './open-forms.ts'
import { passTime } from './pass-time.ts'
import { type Asker, channel, createRoster, listPeople, toCaller } from './people.ts'
import { createPictures, type Pictures } from './pictures.ts'
import { type ShownAnswer, type State, showEveryWay } from './shown.ts'

export type Playground = {
  state(): State
  ask(line: string, asker: Asker): Promise<ShownAnswer>
  /** The form of a line; `null` where it has none. */
  openForm(line: string, asker: Asker): Promise<ShownForm | null>
  sendForm(id: string, values: Values, asker: Asker): Promise<Sent<ShownAnswer>>
  /** What a field of an open form offers while somebody types. */
  suggest(id: string, field: string, typed: string): Promise<Offered | null>
  /** Lets so many days go by, and does what is due in them. */
  passDays(days: number): Promise<void>
  /** How far what is being done is. */
  progress(): Far | null
  /** Breaks the Usage API in one way, or mends it. */
  breakApi(how: Breakage | null): void
  /** Those of charts that are shown. */
  readonly pictures: Pictures
  /** Those that came with answers. */
  readonly files: Pick<KeptFiles, 'get'>
  /** One beat of the heart, as each minute. */
  beat(): Promise<void>
  stop(): Promise<void>
}

const day = 24 * 60 * 60_000

/**
 * The whole bot in one process on a made-up company, with a clock that can be moved and a chat that only keeps.
 * @param folder for its memory; whoever gives it takes it away. `onOpened` hears when that is open, which takes longest
 */
export async function openPlayground(
  folder: string,
  { clock: real = systemClock, onOpened = () => {} }: { clock?: Clock; onOpened?: () => void } = {},
): Promise<Playground> {
  const clock = createMovableClock(real)
  const sandbox = await startSandbox({ today: clock.now })
  const settings = { TABNINE_URL: sandbox.url, TABNINE_TOKEN: sandbox.token, DATA_DIR: folder }
  const read = readConfig(settings, 'look-ups')
  const roles = { admin: ['admin'], subscriber: ['subscriber'], viewer: null }
  const config = { ...read, file: { ...read.file, roles, serviceAccounts: ['svc-*@*'] } }
  const log = createLog('silent', config.secrets, process.stderr)
  const words = createWords(config.language)
  const usageApi = connectUsageApi(config, log, { clock })
  const people = listPeople(sandbox.company, clock.now())
  const roster = createRoster(people, () => listTruth(sandbox.company, clock.now()))
  const chat = createChatLog(clock, roster.personIn)
  const { drive, beat, settle } = createPageDrive(clock)
  const remembering = await openBackgroundServices(config, log, drive)
  onOpened()
  const app = createCore(config, log, { clock, usageApi, memory: remembering.persistence })
  await remembering.start({ gateways: [chat.gateway], people: [roster.finder], usageApi, words, clock })
  const doing = createDoing()
  const pictures = createPictures()
  const files = createKeptFiles(randomUUID)
  const forms = createOpenForms({ app, callerOf, answer, newId: randomUUID })
  let broken: Breakage | null = null
  let last: Promise<unknown> = Promise.resolve()

  function callerOf(asker: Asker) {
    const person = roster.find(asker.person) ?? people[0]
    if (!person) throw new Error('There is nobody in the company.')
    return toCaller(person, asker)
  }

  function answer(line: string, asker: Asker): Promise<{ answer: Answer; told: ShownAnswer }> {
    return inTurn(() =>
      doing.during(async tell => {
        const onProgress = (far: Parameters<typeof words.progress.done>[0]) =>
          tell({ said: words.progress.done(far), done: far.done, of: far.of })
        const answer = await app.answer(line, callerOf(asker), { onProgress })
        await settle()
        const { message, surface, error } = answer
        const form = answer.form ? await forms.open(answer.form.line, asker) : null
        const file = answer.file ? files.keep(answer.file) : null
        const shown = showEveryWay(message, words, pictures.looks)
        const told = { line, surface, isError: error !== null, form, file, ...shown }
        return { answer, told }
      }),
    )
  }

  async function dueTimes(): Promise<readonly Date[]> {
    const { store } = remembering.persistence
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
      breakages: Object.entries(breakages).map(([id, { label }]) => ({ id, label })),
      posts: chat.posts().map(({ id, conversation, at, edits, message, inReplyTo }) => ({
        id,
        version: edits,
        at: at.toISOString(),
        to: conversation === channel.id ? null : conversation.replace('teams:', ''),
        inThread: inReplyTo !== null,
        ...showEveryWay(message, words, pictures.looks),
      })),
    }),
    ask: async (line, asker) => (await answer(line, asker)).told,
    openForm: forms.open,
    sendForm: (id, values, { language }) => forms.send(id, values, language),
    suggest: forms.suggest,
    passDays: days =>
      inTurn(() =>
        doing.during(async tell => {
          const onPassed = (milliseconds: number) => {
            const done = Math.floor(milliseconds / day)
            tell({ said: `${done} of ${days} have gone by.`, done: milliseconds / day, of: days })
          }
          await passTime({ clock, dueTimes, beat, onPassed }, days * day)
        }),
      ),
    progress: doing.now,
    breakApi(how) {
      sandbox.clearFaults()
      if (how) sandbox.fault('*', breakages[how].fault)
      broken = how
    },
    pictures,
    files,
    beat: () => inTurn(beat),
    async stop() {
      app.interrupt()
      await last.catch(() => {})
      await app.stop()
      await remembering.stop()
      await sandbox.close()
    },
  }
}
