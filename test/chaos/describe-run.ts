import type { Chaos, Outcome } from './chaos.ts'
import { troubles } from './trouble.ts'

/** A summary of a run, with what is needed to repeat it. */
export function describeRun(chaos: Chaos, outcome: Outcome): string {
  const { home, replicas, readBack, onUnknown, subscriptions, seconds, seed } = chaos
  const { states, kills, deaths, refused, lost, attempts, claimed, once, twice, never, found, parkedButPosted } =
    outcome
  const way = readBack ? 'read-back' : `no read-back, ${onUnknown}`
  const list = (counts: Outcome['states']) => Object.entries(counts).map(([state, count]) => `${count} ${state}`)
  const ledger = list(states)
  const { alerts, reminders, teams } = outcome
  return [
    `chaos: ${replicas} on ${home}, ${way}, ${subscriptions} digests in ${seconds} s, seed ${seed}`,
    `  ${kills} kills, ${deaths['at work']} other ends at work and ${deaths['at start']} at start; posts: ${refused} refused, ${lost} replies lost; ${attempts} attempts`,
    `  claimed ${claimed}: posted once ${once}, posted twice ${twice}, never ${never}`,
    `  ${chaos.alerts} alerts: ${list(alerts.states).join(', ')}; twice ${alerts.twice}, never ${alerts.never}, unedited ${alerts.unedited}`,
    `  reminders: ${list(reminders.states).join(', ')}; twice ${reminders.twice}, never ${reminders.never}`,
    ...(teams
      ? [`  Teams: ${list(teams.states).join(', ')} of ${teams.claimed}; twice ${teams.twice}, lost ${teams.lost}`]
      : []),
    ...(chaos.trouble ? [`  besides: ${troubles.join(', ')}`] : []),
    `  ledger: ${ledger.join(', ')}; ${found} known only by looking; ${parkedButPosted} unknown that stand in the chat`,
  ].join('\n')
}
