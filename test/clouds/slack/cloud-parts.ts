import type { Args, Emulator } from './emulator.ts'
import type { Pictures } from './pictures.ts'
import type { RateLimit } from './rate-limit.ts'
import type { Recorder } from './record.ts'
import type { Sockets } from './sockets.ts'
import type { Triggers } from './triggers.ts'
import type { Token, World } from './world.ts'

/** An Enterprise Grid organization that has installed the app in all its workspaces. */
export type Organization = {
  id: string
  /** Ids of its workspaces, besides that of the test. */
  workspaces: string[]
}

/** The parts of the cloud its methods work with. */
export type CloudParts = {
  world: World
  emulator: Emulator
  recorder: Recorder
  rateLimit: RateLimit
  pictures: Pictures
  sockets: Sockets
  triggers: Triggers
  metadataScope: 'required' | 'free'
  organization: Organization | null
  now: () => Date
}

/** One Web API call of a known caller. */
export type Call = { method: string; args: Args; token: Token; secret: string }
