import type { Command } from '../../src/command/command.ts'
import { commands } from '../../src/commands.ts'

/** Where each example stands in the index of all messages. */
export const groups = ['digests', 'alerts', 'reminders', 'reports', 'errors', 'setup', 'forms'] as const
export type Group = (typeof groups)[number]

const byName: Readonly<Record<string, Group>> = {
  Digest: 'digests',
  'Digest of several teams': 'digests',
  'Digest in the channel': 'digests',
  'A subscription': 'digests',
  Subscriptions: 'digests',
  History: 'digests',
  'A digest that could not be posted': 'digests',
  Alert: 'alerts',
  'Alert in the channel': 'alerts',
  'Reply in the thread of an alert': 'alerts',
  'Alert that is over': 'alerts',
  'Why a team': 'alerts',
  'Why a person': 'alerts',
  'Seats to be freed': 'alerts',
  'Seats that were freed': 'alerts',
  'Invites half renewed': 'alerts',
  'Reminders to be sent': 'reminders',
  'A reminder': 'reminders',
  'A reminder that was answered': 'reminders',
  Usage: 'reports',
  Seats: 'reports',
  'Seats of the organization': 'reports',
  'One team': 'reports',
  'All teams': 'reports',
  'Many teams': 'reports',
  'One’s own usage': 'reports',
  'Someone’s usage': 'reports',
  Help: 'setup',
  'All commands': 'setup',
  'Help with one command': 'setup',
  Home: 'setup',
  Audit: 'setup',
  'A free question': 'errors',
  'Unknown command': 'errors',
  'Unknown team': 'errors',
  'Unclear team': 'errors',
  'Not allowed': 'errors',
  'Tabnine fails': 'errors',
  'Tabnine fails, shown to an admin': 'errors',
  'No one used it': 'errors',
  'Small group': 'errors',
  'No digests yet': 'errors',
}

/** The name of the example of a command's report, where that report has no examples of its own. */
export function nameOfReport({ name, about }: Command<never>): string {
  return about.en.formTitle ?? name
}

/** @throws where an example has no group yet */
export function groupOf(name: string): Group {
  const isReport = commands.some(command => command.report && nameOfReport(command) === name)
  const group = byName[name] ?? (isReport ? 'reports' : undefined)
  if (!group) throw new Error(`“${name}” has no group in example-groups.ts`)
  return group
}
