import type { SlackCloud, SlackCloudOptions } from '../../clouds/slack.ts'
import { openSlackWorld } from '../digest/slack-world.ts'
import { keepInvited } from './invited-people.ts'

/** A Thursday on which it is day in Europe, and early in the morning in New York. */
const noon = '2026-11-19T12:00:00Z'

/** Six who are in Slack, one who left it, one who never was there. @param invited only these instead */
export async function openReminding({
  locales = {},
  invited,
  ...options
}: Pick<SlackCloudOptions, 'scopes'> & {
  readonly locales?: Partial<Record<keyof SlackCloud['users'], string>>
  readonly invited?: readonly (keyof SlackCloud['users'])[]
} = {}) {
  const world = await openSlackWorld(noon, ({ users }) => ({ ADMINS: users.meera.id }), options)
  const { users } = world.cloud
  for (const name of Object.keys(locales) as (keyof typeof locales)[]) users[name].locale = locales[name] ?? 'en-US'
  const emails = invited
    ? invited.map(name => users[name].email)
    : [...Object.values(users).map(({ email }) => email), 'unknown@acme.example']
  await keepInvited(world.store, emails, noon)
  await world.ask('alerts all')
  await world.tick()

  return {
    ...world,
    users,
    keepInvited: (at: string) => keepInvited(world.store, emails, at),
    /** The alert's current message. */
    alert: () => world.standing(world.channel).find(text => /^(⚠️|✅)/u.test(text)) ?? '',
    /** How many are in each person's direct messages. */
    reached: () => Object.entries(users).flatMap(([name, { dm }]) => world.cloud.messages(dm).map(() => name)),
    /** The line of a button in the newest message to a person. */
    line(name: keyof typeof users, answer: 'use' | 'release' | 'later'): string {
      const newest = JSON.stringify(world.cloud.messages(users[name].dm).at(-1)?.blocks ?? '')
      return new RegExp(`reply [0-9a-f]{32} ${answer}`).exec(newest)?.[0] ?? ''
    },
    /** Presses a button of a message to oneself. */
    press(name: keyof typeof users, line: string) {
      return world.ask(line, { user: users[name].id, channel: users[name].dm })
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}
