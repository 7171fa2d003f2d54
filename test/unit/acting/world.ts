import { createSeatDoor, type DoorParts } from '../../../src/acting/door.ts'
import type { ActionTarget, Alert, SeatWriter, Store } from '../../../src/ports.ts'
import { createSeatWriter } from '../../../src/usage-api/seat-writer.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { askSeats, openSandbox } from '../demo/sandbox/ask.ts'

export const start = new Date('2026-09-28T12:00:00Z')

export type Call = { readonly what: 'withdraw' | 'send' | 'free' | 'restore'; readonly whom: string }

/** A server with a company, a door to it, and what goes through. */
export async function openDoorWorld(store: Store) {
  const sandbox = await openSandbox({ profile: '6.6', people: 500 })
  const calls: Call[] = []
  const real = createSeatWriter({ url: sandbox.url, token: sandbox.token, log: recordLog() })
  const writer: SeatWriter = {
    withdrawInvite(id) {
      calls.push({ what: 'withdraw', whom: id })
      return real.withdrawInvite(id)
    },
    sendInvite(wish) {
      calls.push({ what: 'send', whom: wish.email })
      return real.sendInvite(wish)
    },
    setActive(id, isActive) {
      calls.push({ what: isActive ? 'restore' : 'free', whom: id })
      return real.setActive(id, isActive)
    },
  }
  const wanted = {
    conversation: 'slack:C1',
    subject: { kind: 'organization', name: 'All' },
    owner: 'slack:U1',
  } as const
  const alert: Alert = await store.alerts.save(
    { ...wanted, language: null, zone: null, graceDays: 14, repeatDays: 7 },
    start,
  )
  let tokens = 0
  const newToken = () => `token-${++tokens}`
  const { invites, accounts } = await askSeats(sandbox)

  return {
    sandbox,
    calls,
    alert,
    writer,
    /** Targets of invites, which can be withdrawn and sent again. */
    invited: invites.map(({ id, email, teamId, role }): ActionTarget => {
      return { target: id, person: email.toLowerCase(), teamId, role, resumes: null }
    }),
    members: accounts
      .filter(({ role, deactivatedAt }) => role === 'Member' && deactivatedAt === null)
      .map(({ id, email }): ActionTarget => {
        return { target: id, person: email.toLowerCase(), teamId: null, role: null, resumes: null }
      }),
    openDoor: (parts: Partial<DoorParts> = {}) =>
      createSeatDoor({ store, writer, allowed: ['invitations', 'seats'], newToken, log: recordLog(), ...parts }),
  }
}
