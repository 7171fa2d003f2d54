import { setTimeout as wait } from 'node:timers/promises'
import type { Home } from './home.ts'
import type { Replica } from './replicas.ts'
import type { Workspace } from './workspace.ts'

type Scene = { readonly home: Home; readonly workspace: Workspace; readonly replicas: readonly Replica[] }

/** What happens besides kills while digests fall due, one after the other and partly at once. */
export const troubles = [
  'Slack away at the start',
  'a Retry-After of a day',
  'a frozen process',
  'a restart of the database',
] as const

/** @param freezeMs how long a process is frozen: longer than a lease, so that another one takes over what it has */
export async function makeTrouble({ home, workspace, replicas }: Scene, freezeMs: number): Promise<void> {
  await Promise.all(replicas.map(replica => replica.untilReady()))
  await wait(1_000)
  workspace.askForDays(2)
  await wait(1_500)
  const frozen = replicas[0]?.freeze(freezeMs)
  await wait(2_000)
  await home.restart()
  await frozen
}
