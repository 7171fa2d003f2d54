/**
 * The long form: node test/chaos/run.ts [--minutes 10] [--seed 7] [--home server]
 * Half an hour at most, because the Slack cloud's workspace limits the calls per hour.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { type Chaos, runChaos } from './chaos.ts'
import { describeRun } from './describe-run.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    home: { type: 'string' },
  },
})
const minutes = Number(values.minutes)
const usual = {
  readBack: true,
  onUnknown: 'park',
  subscriptions: Math.round(minutes * 120),
  alerts: 20,
  channels: 40,
  seconds: minutes * 60,
  seed: Number(values.seed),
  leaseMs: 20_000,
  teams: null,
  trouble: null,
} as const
const teams = { replicas: 1, subscriptions: Math.round(minutes * 20) }
const ways: readonly Chaos[] = [
  // A freeze of two minutes is six leases.
  { ...usual, home: 'server', replicas: 2, teams, trouble: { freezeMs: 120_000 } },
  { ...usual, home: 'server', replicas: 3 },
  // One that is killed as often as each of three is down for half of the time.
  { ...usual, home: 'embedded', replicas: 1, subscriptions: Math.round(minutes * 40), alerts: 6 },
  { ...usual, home: 'server', replicas: 3, readBack: false },
  { ...usual, home: 'server', replicas: 3, readBack: false, onUnknown: 'resend' },
]
for (const chaos of ways.filter(({ home }) => values.home === undefined || values.home === home)) {
  const outcome = await runChaos(chaos)
  console.log(describeRun(chaos, outcome))
  // What was parked may or may not be in the chat; everything else must, and with read-back once.
  const parked = (outcome.states.unknown ?? 0) - outcome.parkedButPosted
  const isLostInTeams = outcome.teams !== null && outcome.teams.lost + outcome.teams.twice > 0
  const isLost = outcome.claimed < chaos.subscriptions || outcome.never > parked || outcome.log !== ''
  const { alerts, reminders } = outcome
  const isMissed = chaos.readBack && alerts.never + alerts.unedited + reminders.never > 0
  const isDoubled = outcome.twice + alerts.twice + reminders.twice > 0 && chaos.onUnknown === 'park'
  if (isLost || isLostInTeams || isMissed || isDoubled) {
    console.log(outcome.log)
    process.exitCode = 1
  }
}
