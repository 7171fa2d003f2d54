import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { jobQueues } from '../../src/background/job-queues.ts'
import type { ConfigNeeds, Environment } from '../../src/config/gaps.ts'
import { describeConfigFile } from '../../src/config/json-schema.ts'
import { writeEntries } from '../../src/config/write-entries.ts'
import { type Config, ConfigError, readConfig } from '../../src/config.ts'
import { openJobs } from '../../src/delivery/queue/engine.ts'
import { createConfiguredDigests } from '../../src/digests/configured.ts'
import { type ConfiguredEntries, type FileDifference, joinConfigured } from '../../src/digests/configured-entries.ts'
import type { Alert, Jobs, Log, Store, Subject, Subscription } from '../../src/ports.ts'
import { FolderInUseError } from '../../src/storage/lock.ts'
import { type OpenStorage, openCurrentStorage, openStorage } from '../../src/storage/store.ts'
import { subjectWord } from '../../src/subject.ts'
import { formatSchedule } from '../../src/time/read-schedule.ts'
import { createConfiguredAlerts } from '../../src/unused-seats/alert/configured.ts'
import { ownerOfConfigured } from '../admin-places.ts'
import { connectUsageApi, systemClock } from '../core.ts'
import { openDoctorContext } from '../doctor/context.ts'
import { checkReferences } from '../doctor/references.ts'
import { createLog } from '../log.ts'
import { applyNetworkSettings } from '../network.ts'
import { asTyped } from './as-typed.ts'
import { wantsHelp } from './wants-help.ts'

const help = `npm run config -- check [<file>]     Read the configuration file, and list what is wrong with it
                --online             Also look up every team, channel, group and person
npm run config -- diff [<file>]      Show what the file would change. Exit code 3 if it would change anything
npm run config -- apply [<file>]     Create, change and end digests and alerts as the file says
                --dry-run            Only show it
npm run -s config -- export [<file>] Print the file with all digests and alerts of the database
npm run -s config -- schema          Print a JSON Schema of the file, for editors

Without <file>, CONFIG_FILE is read. Look at the result of "diff" before you apply. A running bot applies a changed file
when it gets SIGHUP or starts again.`

const actions = ['check', 'diff', 'apply', 'export', 'schema'] as const
type Action = (typeof actions)[number]

const exitDifferent = 3

type Asked = {
  readonly action: Action
  readonly file: string | undefined
  readonly isOnline: boolean
  readonly isDryRun: boolean
}

/** `npm run config -- …`. @throws ConfigError, StartError: a sentence for the person who runs it */
export async function runConfig(argv: readonly string[], environment: Environment): Promise<void> {
  if (wantsHelp(argv)) return console.log(asTyped(help))
  const asked = readArguments(argv)
  if (asked === null) {
    console.error(asTyped(help))
    process.exitCode = 2
    return
  }
  if (asked.action === 'schema') return void process.stdout.write(describeConfigFile())
  const needs: ConfigNeeds = asked.action === 'check' || asked.action === 'export' ? 'nothing' : 'look-ups'
  const own = asked.file === undefined ? environment : { ...environment, CONFIG_FILE: asked.file }
  const config = readConfig(own, asked.isOnline ? 'bot' : needs)
  if (asked.action === 'check') return check(config, asked, own)
  applyNetworkSettings(config.network)
  if (asked.action === 'export') return printExport(config)
  requireFile(config)
  return compareOrApply(config, asked)
}

function readArguments(argv: readonly string[]): Asked | null {
  const [word, ...rest] = argv
  const action = actions.find(known => known === word)
  if (action === undefined) return null
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      allowPositionals: true,
      options: {
        ...(action === 'check' ? { online: { type: 'boolean' as const } } : {}),
        ...(action === 'apply' ? { 'dry-run': { type: 'boolean' as const } } : {}),
      },
    })
    if (positionals.length > (action === 'schema' ? 0 : 1)) return null
    const given: Readonly<Record<string, unknown>> = values
    return { action, file: positionals[0], isOnline: given.online === true, isDryRun: given['dry-run'] === true }
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function requireFile({ configFile }: Config): string {
  if (configFile !== null) return configFile
  throw new ConfigError(['There is no configuration file: name one, or set CONFIG_FILE.'])
}

async function check(config: Config, { isOnline }: Asked, environment: Environment): Promise<void> {
  const path = requireFile(config)
  const { subscriptions, watched } = config.file
  console.log(
    `${path} is valid: ${count(subscriptions.length, 'digest')}, ${count(watched.length, 'alert entry', 'alert entries')}.`,
  )
  if (!isOnline) return
  applyNetworkSettings(config.network)
  const options = { environment, now: () => systemClock.now(), timeoutMs: 30_000, isOnline, post: null }
  const { context, close } = openDoctorContext(config, options)
  try {
    const { found, broken, unchecked } = await checkReferences(context)
    for (const sentence of broken) console.log(sentence)
    if (unchecked.length > 0) console.log(`Not looked up: ${unchecked.join(', ')}.`)
    console.log(`${found} of ${found + broken.length + unchecked.length} names were found.`)
    process.exitCode = broken.length > 0 ? 1 : 0
  } finally {
    await close()
  }
}

async function compareOrApply(config: Config, { action, isDryRun }: Asked): Promise<void> {
  const isPreview = action === 'diff' || isDryRun
  await withEntries(config, isPreview, async entries => {
    const { state, changes } = await (isPreview ? entries.preview() : entries.apply())
    for (const line of describeChanges(changes)) console.log(line)
    if (changes.length === 0) console.log('The database is as the file says.')
    else console.log(`${count(changes.length, 'change')}${isPreview ? ', not applied' : ' applied'}.`)
    process.exitCode = state === 'applied' ? 0 : 1
    if (action === 'diff' && changes.length > 0) process.exitCode = exitDifferent
  })
}

/** `+` made, `~` changed, `-` ended. */
function describeChanges(changes: FileDifference['changes']): string[] {
  const words: Readonly<Record<string, string>> = { subscription: 'digest', alert: 'alert' }
  return changes.map(({ what, kind, id, conversation, before, after }) => {
    const name = [words[kind] ?? kind, ...(id === null ? [] : [id]), 'in', conversation].join(' ')
    if (what === 'made') return `+ ${name}: ${after}`
    if (what === 'ended') return `- ${name}: ${before ?? 'already gone'}`
    return `~ ${name}: ${before} → ${after}`
  })
}

/** @param isPreview whether the database must be there already, and is only read */
async function withEntries(
  config: Config,
  isPreview: boolean,
  work: (entries: ConfiguredEntries) => Promise<void>,
): Promise<void> {
  const log = createLog('error', config.secrets, process.stderr)
  const memory = await open(config, isPreview)
  let jobs: Jobs | null = null
  try {
    if (!isPreview) jobs = await openJobs({ home: memory.home, log, queues: jobQueues })
    const usageApi = connectUsageApi(config, log)
    const owner = ownerOfConfigured(config)
    const parts = { store: memory.store, usageApi, clock: systemClock, log: plainLog, owner, jobs: jobs ?? noJobs }
    await work(
      joinConfigured([
        createConfiguredDigests(parts, config.file.subscriptions, config.confirmedEnds),
        createConfiguredAlerts(parts, config.file.watched, config.confirmedEnds),
      ]),
    )
  } finally {
    await jobs?.stop()
    await memory.close()
  }
}

async function open({ database, secrets }: Config, isPreview: boolean): Promise<OpenStorage> {
  const settings = { ...database, log: createLog('error', secrets, process.stderr) }
  try {
    return await (isPreview ? openCurrentStorage(settings) : openStorage(settings))
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error
    throw new FolderInUseError(
      `The bot is running on ${database.dataDir}, which only one process can open. Stop it first; or send it SIGHUP, and it applies the file itself.`,
      { cause: error },
    )
  }
}

async function printExport(config: Config): Promise<void> {
  const memory = await open(config, true)
  try {
    const { store } = memory
    const [subscriptions, alerts] = [await store.subscriptions.all(), await listAlerts(store)]
    const text =
      config.configFile !== null && existsSync(config.configFile) ? readFileSync(config.configFile, 'utf8') : ''
    process.stdout.write(
      writeEntries(text.replace(/^\uFEFF/, ''), {
        subscriptions: subscriptions.map(writeDigest),
        watch: alerts.map(writeAlert),
      }),
    )
  } finally {
    await memory.close()
  }
}

async function listAlerts(store: Store): Promise<Alert[]> {
  const [open, unreachable] = [await store.alerts.open(), await store.alerts.unreachable()]
  return [...open, ...unreachable].sort((a, b) => a.id - b.id)
}

function writeDigest({ conversation, subjects, schedule, language }: Subscription) {
  const settings = { when: formatSchedule(schedule), ...(language === null ? {} : { language }) }
  return { conversation, teams: subjects.map(writeTeam), settings }
}

function writeAlert({ conversation, subject, graceDays, repeatDays, zone, language }: Alert) {
  const others = { ...(zone === null ? {} : { zone }), ...(language === null ? {} : { language }) }
  return { conversation, teams: [writeTeam(subject)], settings: { graceDays, repeatDays, ...others } }
}

function writeTeam(subject: Subject): { id: string; name: string } {
  return { id: subjectWord(subject), name: subject.name }
}

/** A preview queues nothing. */
const noJobs: Jobs = {
  enqueue: () => Promise.reject(new Error('a preview changes nothing')),
  start: async () => {},
  pause: async () => {},
  stop: async () => {},
}

/** What waits is for the person at the terminal, in sentences. */
const plainLog: Log = {
  debug() {},
  info() {},
  warn: ({ conversation }, sentence) =>
    console.error(typeof conversation === 'string' ? `${conversation}: ${sentence}` : sentence),
  error: (_fields, sentence) => console.error(sentence),
}

function count(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`
}
