/** Shows and confirms one preview, unless it is killed in the middle: on the embedded folder or the server named. */
import { createSeatDoor } from '../../../../src/acting/door.ts'
import type { ActionTarget, SeatActionKind } from '../../../../src/ports.ts'
import { openStorage } from '../../../../src/storage/store.ts'
import { createSeatWriter } from '../../../../src/usage-api/seat-writer.ts'
import { admin } from '../admin.ts'

/** One process's argument, in JSON. */
export type PressOfChild = {
  url: string
  token: string
  databaseUrl?: string
  dataDir: string
  now: string
  alert: number
  kind: SeatActionKind
  targets: ActionTarget[]
}

const { url, token, databaseUrl, dataDir, now, alert, kind, targets }: PressOfChild = JSON.parse(process.argv[2] ?? '')
const log = { debug() {}, info() {}, warn() {}, error() {} }
const { store, close } = await openStorage({ databaseUrl, dataDir, log })
const writer = createSeatWriter({ url, token, log })
const door = createSeatDoor({ store, writer, allowed: ['invitations', 'seats'], newToken: () => 'of-child', log })
const at = new Date(now)
const preview = await door.preview({ alert, actor: 'slack:A', kind, targets }, admin, at)
await door.press({
  ...{ token: preview, actor: 'slack:A', authorization: admin, now: at, signal: new AbortController().signal },
  onAccepted: async () => {},
})
await close()
