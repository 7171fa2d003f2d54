import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { openBackgroundServices } from '../../adapters/background-services.ts'
import { connectUsageApi, createCore, systemClock } from '../../adapters/core.ts'
import { createLog } from '../../adapters/log.ts'
import type { Answer } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Values } from '../../src/message/form.ts'
import type { Language } from '../../src/message/languages.ts'
import { createWords } from '../../src/message/words.ts'
import type { Clock } from '../../src/ports.ts'
import { dayOf } from '../sandbox/company/calendar.ts'
import { type Decision, decideSeat } from '../sandbox/company/changes.ts'
import { startSandbox } from '../sandbox/server.ts'
import { type Breakage, breakages } from './breaking.ts'
import { createMovableClock } from './clock.ts'
import { type ReminderAnswer, reactionOf, readAnswer } from './colleagues.ts'
import { createPageDrive } from './drive.ts'
import { createKeptFiles, type KeptFiles } from './kept-files.ts'
import { type KeptDecision, type KeptStory, readKeptStory } from './kept-story.ts'
import { createOpenForms, type OfferedOptions, type ShownForm, type Submission } from './open-forms.ts'
import { createPageState } from './page-state.ts'
import { passTime } from './pass-time.ts'
import { type Asker, type ChatMember, channelSpot, channels, createRoster, listPersonas, toCaller } from './people.ts'
import { createPictures, type Pictures } from './pictures.ts'
import { createProgressBoard, type ProgressLine } from './progress.ts'
import { listReminders, type ReminderReply } from './reminders.ts'
import { type ShownAnswer, type State, showEveryWay } from './shown.ts'
import { keepPastCounts, playStory, type StoryParts, storyStart } from './story.ts'
import { createStream, type EntryContent } from './stream.ts'

/** How a question was asked: typed, by a button of an entry, or quietly, which leaves no trace in the stream. */
export type AskedBy =
  | { readonly kind: 'typed' }
  | { readonly kind: 'quiet'; readonly broken?: Breakage | null }
  | { readonly kind: 'pressed'; readonly label: string; readonly entry: string | null }

export type Playground = {
  /** What changed since that revision; everything without one. */
  state(since?: number): State
  ask(line: string, asker: Asker, how?: AskedBy): Promise<ShownAnswer>
  /** The form of a line; `null` where it has none. */
  openForm(line: string, asker: Asker): Promise<ShownForm | null>
  sendForm(id: string, values: Values, asker: Asker): Promise<Submission<ShownAnswer>>
  /** What a field of an open form offers for the typed text. */
  suggest(id: string, field: string, typed: string): Promise<OfferedOptions | null>
  /** Lets so many days go by, and does what is due in them. */
  passDays(days: number): Promise<void>
  progress(): ProgressLine | null
  /** Makes the Usage API fail in one way; `null` restores it. */
  breakApi(how: Breakage | null): void
  /** Those of charts that are shown. */
  readonly pictures: Pictures
  /** Those that came with answers. */
  readonly files: Pick<KeptFiles, 'get'>
  /** The state outside of the database, to be kept next to it. */
  story(): KeptStory
  /** One beat of the heart, as each minute. */
  beat(): Promise<void>
  stop(): Promise<void>
}

type Options = {
  readonly clock?: Clock
  readonly language?: Language
  /** Whether two weeks have gone by before, played now or kept in the folder; without it nothing has happened yet. */
  readonly hasStory?: boolean
}

const day = 24 * 60 * 60_000

/**
 * The whole bot in one process on a made-up company, with a clock that can be moved and a chat that only keeps.
 * @param folder for its memory; who gives it removes it
 */
export async function openPlayground(folder: string, options: Options = {}): Promise<Playground> {
  const { clock: real = systemClock, language = 'en', hasStory = false } = options
  const clock = hasStory ? createMovableClock(real, new Date('2026-10-01T00:00:00Z')) : createMovableClock(real)
  const start = hasStory ? storyStart : clock.now()
  const sandbox = await startSandbox({
    ...{ today: clock.now, profile: '6.6', freeze: new Date(start.getTime() - 120 * day) },
  })
  const { company } = sandbox
  const settings = {
    ...{ TABNINE_URL: sandbox.url, TABNINE_TOKEN: sandbox.token, DATA_DIR: folder, LANGUAGE: language },
    ...{ ACTIONS: 'invitations,seats', TABNINE_ACTION_TOKEN: sandbox.actionToken },
  }
  const read = readConfig(settings, 'look-ups')
  const roles = { admin: ['admin'], subscriber: ['lead'], viewer: null }
  const config = { ...read, language, file: { ...read.file, roles, serviceAccounts: ['svc-*@*'] } }
  const log = createLog('silent', config.secrets, process.stderr)
  const words = createWords(language)
  // What messages name as their source: the port of the sandbox is another one each time.
  const usageApi = { ...connectUsageApi(config, log, { clock }), host: 'console.tabnine.com' }
  const personas = listPersonas(company, hasStory ? storyStart : clock.now())
  const roster = createRoster(company, personas, clock.now)
  const kept = hasStory ? readKeptStory(folder) : null
  const decisions: KeptDecision[] = []
  if (kept) {
    clock.moveTo(kept.now)
    for (const { email, decision, day } of kept.decisions) decide(email, decision, day)
  }
  const stream = createStream(clock, roster.personIn, kept?.stream)
  const { drive, beat, settle } = createPageDrive(clock)
  let isPlaying = hasStory && !kept
  let played = 0
  // The buttons of the story that comes with the demo must work in the one that is played.
  const newToken = () => (isPlaying ? tokenOf(`story ${++played}`) : randomBytes(16).toString('hex'))
  const services = await openBackgroundServices(config, log, { ...drive, newToken })
  const { persistence } = services
  let references = 0
  const newReference = () => `DEMO${String(++references).padStart(2, '0')}`
  const app = createCore(config, log, { clock, usageApi, persistence: persistence, newReference })
  await services.start({ gateways: [stream.gateway], people: [roster.finder], usageApi, words, clock })
  const board = createProgressBoard()
  const pictures = createPictures()
  const files = createKeptFiles(randomUUID)
  const forms = createOpenForms({ app, callerOf, answer: answerForm, newId: randomUUID })
  let broken: Breakage | null = null
  const pageState = createPageState({
    ...{ company, personas, roster, stream, clock, start, words, language },
    ...{ pictures: pictures.looks, broken: () => broken },
  })
  let last: Promise<unknown> = Promise.resolve()

  function callerOf(asker: Asker) {
    return toCaller(memberOf(asker.person), asker)
  }

  function memberOf(id: string): ChatMember {
    const person = roster.find(id) ?? personas[0]
    if (!person) throw new Error('The company has no people.')
    return person
  }

  function answerForm(line: string, asker: Asker, label: string) {
    return answer(line, asker, { kind: 'pressed', label, entry: null })
  }

  function answer(line: string, asker: Asker, how: AskedBy): Promise<{ answer: Answer; shown: ShownAnswer }> {
    return inTurn(() =>
      board.during(async report => {
        const onProgress = (far: Parameters<typeof words.progress.done>[0]) =>
          report({ text: words.progress.done(far), done: far.done, of: far.of })
        const wasBroken = broken
        if (how.kind === 'quiet' && how.broken) breakApi(how.broken)
        const answer = await app.answer(line, callerOf(asker), { onProgress })
        if (broken !== wasBroken) breakApi(wasBroken)
        const { message, surface, error } = answer
        const form = answer.form ? await forms.open(answer.form.line, asker) : null
        const file = answer.file ? files.keep(answer.file) : null
        const content: EntryContent = { kind: 'message', message, line, isError: error !== null, file }
        const entry = form || how.kind === 'quiet' ? null : record(content, surface, asker, how)
        await settle()
        if (error === null) act(line, memberOf(asker.person))
        const shown = showEveryWay(message, words, pictures.looks)
        return { answer, shown: { line, surface, isError: error !== null, entry, shown, form, file } }
      }),
    )
  }

  /** Adds what was asked and the answer to the stream. @returns the id of the answer */
  function record(
    content: EntryContent & { line: string | null },
    surface: string,
    asker: Asker,
    how: AskedBy,
  ): string {
    const isPrivate = asker.place === 'private'
    const conversation = isPrivate ? memberOf(asker.person).id : asker.place
    const visibleTo = isPrivate ? null : asker.person
    const draft = { conversation, visibleTo, inReplyTo: null }
    const pressed = how.kind === 'pressed' && how.entry !== null ? stream.find(how.entry) : null
    // A reminder becomes its own confirmation.
    if (pressed && readAnswer(content.line ?? '') && 'isError' in content && !content.isError) {
      stream.replace(pressed.id, content)
      return pressed.id
    }
    const text = how.kind === 'pressed' ? how.label : (content.line ?? '')
    const kind = how.kind === 'pressed' ? 'pressed' : 'typed'
    stream.add({ ...draft, content: { kind, text, by: asker.person } })
    return stream.add({ ...draft, visibleTo: surface === 'channel' ? null : visibleTo, content }).id
  }

  /** What a person decides about a seat happens in the company too. */
  function act(line: string, { email }: ChatMember): void {
    const given = readAnswer(line)
    const today = dayOf(clock.now().getTime())
    if (given === 'use') decide(email, 'use', today)
    // An admin frees the seat two days later.
    if (given === 'release') decide(email, 'free', today + 1)
  }

  function decide(email: string, decision: Decision, day: number): void {
    decisions.push({ email, decision, day })
    decideSeat(company, email, decision, day)
  }

  async function answerReminder({ entry, to, line }: ReminderReply): Promise<void> {
    const member = memberOf(to)
    const asker: Asker = { person: member.id, place: 'private', language }
    const { error, message } = await app.answer(line, toCaller(member, asker))
    if (error !== null) return
    stream.replace(entry, { kind: 'message', message, line, isError: false, file: null })
    await settle()
    act(line, member)
  }

  /** The visitor of the page answers for the personas. */
  async function answerAsColleagues(): Promise<void> {
    for (const { to, at, answers, entry } of listReminders(stream.since(0))) {
      const reaction = personas.some(({ id }) => id === to) ? null : reactionOf(to)
      const line =
        reaction && at.getTime() + reaction.afterMs <= clock.now().getTime() ? answers[reaction.answer] : null
      if (line) await answerReminder({ entry, to, line })
    }
  }

  async function beatAll(): Promise<void> {
    await beat()
    await answerAsColleagues()
  }

  async function dueTimes(): Promise<readonly Date[]> {
    const { store } = persistence
    const conversations = [...channels.map(name => channelSpot(name).id), ...personas.map(({ id }) => `teams:${id}`)]
    const found = await Promise.all(conversations.map(id => store.subscriptions.inConversation(id)))
    return found.flat().map(({ nextRunAt }) => nextRunAt)
  }

  function breakApi(how: Breakage | null): void {
    sandbox.clearFaults()
    if (how) sandbox.fault('*', breakages[how])
    broken = how
  }

  /** One after the other: the clock must not move under an answer, nor a job be done twice. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work)
    last = turn
    return turn
  }

  if (hasStory && !kept) {
    const answerNewest = async (person: string, answer: ReminderAnswer) => {
      const found = listReminders(stream.since(0)).findLast(({ to }) => to === person)
      const line = found?.answers[answer]
      if (!found || !line) throw new Error(`the story of the demo stops: ${person} got no reminder`)
      await answerReminder({ entry: found.entry, to: person, line })
    }
    const { store } = persistence
    const parts: StoryParts = {
      ...{ app, clock, store, usageApi, log, language, settle, person: memberOf },
      ...{ beat: beatAll, answerReminder: answerNewest },
    }
    await keepPastCounts(parts)
    await playStory(parts)
    isPlaying = false
  }

  return {
    state: (since = 0) => pageState(since),
    ask: async (line, asker, how = { kind: 'typed' }) => (await answer(line, asker, how)).shown,
    openForm: forms.open,
    sendForm: (id, values, { language }) => forms.send(id, values, language),
    suggest: forms.suggest,
    passDays: days =>
      inTurn(() =>
        board.during(async report => {
          const onPassed = (milliseconds: number) =>
            report({ text: clock.now().toISOString(), done: milliseconds / day, of: days })
          await passTime({ clock, dueTimes, beat: beatAll, onPassed }, days * day)
        }),
      ),
    progress: board.now,
    breakApi,
    pictures,
    files,
    story: () => ({ now: clock.now(), stream: stream.state(), decisions }),
    beat: () => inTurn(beatAll),
    async stop() {
      app.interrupt()
      await last.catch(() => {})
      await app.stop()
      await services.stop()
      await sandbox.close()
    },
  }
}

function tokenOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
