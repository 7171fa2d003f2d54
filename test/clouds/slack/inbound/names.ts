import type { World } from '../world.ts'

export function nameUser(id: string, { users }: World): string {
  return Object.values(users).find(user => user.id === id)?.name ?? id.toLowerCase()
}

export function nameChannel(id: string, { channels }: World): string {
  return Object.values(channels).find(channel => channel.id === id)?.name ?? 'directmessage'
}

export function findDm(id: string, { users }: World): string {
  const user = Object.values(users).find(user => user.id === id)
  if (!user) throw new Error(`${id} is no one in this workspace: take an id from cloud.users`)
  return user.dm
}

let stamps = 0

/** Never the same twice, as Slack's. */
export function stamp(at: Date): string {
  stamps += 1
  return `${Math.floor(at.getTime() / 1000)}.${String(900_000 + (stamps % 100_000)).padStart(6, '0')}`
}
