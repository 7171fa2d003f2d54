/** Whether what the settings name exists: teams in Tabnine, conversations, people and groups in the chat apps. */
import { findSubjects } from '../../src/digests/configured-entries.ts'
import { hasCode } from '../../src/errors.ts'
import { platformFacts } from '../../src/platform.ts'
import { createConversations } from '../../src/storage/conversations.ts'
import type { DoctorContext } from './context.ts'

/** Something that the settings name. */
type Reference = {
  /** Its place in the file, such as `subscriptions[1].conversation`. */
  readonly place: string
  readonly kind: 'team' | 'conversation' | 'group' | 'person' | 'member'
  readonly name: string
}

export type References = {
  readonly found: number
  /** One sentence each. */
  readonly broken: readonly string[]
  /** Places of what cannot be looked up, such as a person in Teams. */
  readonly unchecked: readonly string[]
}

type Answer = 'found' | 'unchecked' | { readonly problem: string }

const slackPersonChat = /^slack:[UW]/
const isGroup = (name: string) => /^S[A-Z0-9]{5,}$/.test(name)
const isSlackPerson = (name: string) => platformFacts.slack.personId.test(name)

/** Looks up everything that the configuration file, ADMINS and OPERATIONS_CHANNEL name. */
export async function checkReferences(context: DoctorContext): Promise<References> {
  const references = listReferences(context)
  const look = createLookUp(context)
  const answers = await Promise.all(references.map(async each => ({ each, answer: await look(each) })))
  return {
    found: answers.filter(({ answer }) => answer === 'found').length,
    broken: answers.flatMap(({ each, answer }) =>
      typeof answer === 'object' ? [`${each.place} ${answer.problem}.`] : [],
    ),
    unchecked: answers.filter(({ answer }) => answer === 'unchecked').map(({ each }) => each.place),
  }
}

function listReferences({ config }: DoctorContext): Reference[] {
  const { file, admins, operations } = config
  const at = (place: string, kind: Reference['kind']) => (name: string, index: number) => ({
    place: `${place}[${index + 1}]`,
    kind,
    name,
  })
  const roles = (['admin', 'subscriber', 'viewer'] as const).flatMap(role =>
    (file.roles[role] ?? []).map((name, index) => at(`roles.${role}`, isGroup(name) ? 'group' : 'person')(name, index)),
  )
  const postedIn = (list: string) => (entry: { conversation: string; teams: readonly string[] }, index: number) => {
    const place = `${list}[${index + 1}]`
    return [
      { place: `${place}.conversation`, kind: 'conversation' as const, name: entry.conversation },
      ...entry.teams.map(at(`${place}.teams`, 'team')),
    ]
  }
  return [
    ...admins.map(at('ADMINS', 'person')),
    ...(operations === null ? [] : [{ place: 'OPERATIONS_CHANNEL', kind: 'conversation' as const, name: operations }]),
    ...roles.filter(({ name }) => name !== 'team owners'),
    ...file.exclusions.map(({ person }) => person).map(at('exclusions', 'member')),
    ...file.samePerson.flatMap((emails, index) => emails.map(at(`samePerson[${index + 1}]`, 'member'))),
    ...file.subscriptions.flatMap(postedIn('subscriptions')),
    ...file.watched.flatMap(postedIn('alerts.watch')),
  ]
}

function createLookUp(context: DoctorContext): (reference: Reference) => Promise<Answer> {
  let groups: Promise<readonly string[] | string> | null = null
  const readGroups = () => {
    groups ??= listGroups(context)
    return groups
  }
  return async ({ kind, name }) => {
    switch (kind) {
      case 'team':
        return findTeam(context, name)
      case 'conversation':
        return slackPersonChat.test(name)
          ? findSlackPerson(context, name.slice('slack:'.length))
          : findConversation(context, name)
      case 'group':
        return findGroup(await readGroups(), name)
      case 'member':
        return findMember(context, name)
      case 'person':
        if (isSlackPerson(name)) return findSlackPerson(context, name)
        return name.includes('@') ? findByEmail(context, name) : 'unchecked'
    }
  }
}

async function findTeam({ usageApi }: DoctorContext, name: string): Promise<Answer> {
  const [subject] = await findSubjects(usageApi, [name])
  return subject ? 'found' : { problem: `names no team of Tabnine (“${name}”)` }
}

/** Reading one message needs the membership that posting needs, and a permission that the bot has. */
async function findConversation(context: DoctorContext, name: string): Promise<Answer> {
  const [platform, ...rest] = name.split(':')
  if (platform === 'teams') return findTeamsConversation(context, name)
  const { config, callSlack } = context
  if (!config.slack) return { problem: 'is in Slack, which is not configured' }
  const { error } = await callSlack('conversations.history', config.slack.botToken, {
    channel: rest.join(':'),
    limit: '1',
  })
  switch (error) {
    case null:
      return 'found'
    case 'not_in_channel':
      return { problem: `(${name}) is a channel without the bot: type /invite @Tabnine Usage there` }
    case 'channel_not_found':
      return { problem: `(${name}) is no channel, or a private one without the bot` }
    case 'is_archived':
      return { problem: `(${name}) is an archived channel` }
    default:
      return 'unchecked'
  }
}

/** A conversation in Teams is known once someone has written to the bot there. */
async function findTeamsConversation({ config, database }: DoctorContext, name: string): Promise<Answer> {
  if (!config.teams) return { problem: 'is in Teams, which is not configured' }
  try {
    const { queries } = await database()
    const known = await createConversations(queries).get(name)
    return known ? 'found' : { problem: 'is a conversation in which no one has written to the bot yet' }
  } catch {
    // The database has checks of its own.
    return 'unchecked'
  }
}

async function findSlackPerson({ config, callSlack }: DoctorContext, user: string): Promise<Answer> {
  if (!config.slack) return { problem: 'is a person in Slack, which is not configured' }
  const { error, body } = await callSlack('users.info', config.slack.botToken, { user })
  if (error === 'user_not_found') return { problem: `(${user}) is not in this Slack workspace` }
  if (error !== null) return 'unchecked'
  const { user: profile } = body
  const isDeleted = typeof profile === 'object' && profile !== null && 'deleted' in profile && profile.deleted === true
  return isDeleted ? { problem: `(${user}) is deactivated in Slack` } : 'found'
}

/** One of Tabnine and the chat must know it: an admin may have no seat, or be outside this workspace. */
async function findByEmail(context: DoctorContext, email: string): Promise<Answer> {
  const { config, callSlack } = context
  const inSlack = config.slack ? await callSlack('users.lookupByEmail', config.slack.botToken, { email }) : null
  if (inSlack?.error === null) return 'found'
  const inTabnine = await findMember(context, email)
  if (typeof inTabnine !== 'object' || config.teams) return inTabnine === 'found' ? 'found' : 'unchecked'
  return { problem: 'is known neither in Slack nor in Tabnine' }
}

async function findMember({ usageApi }: DoctorContext, name: string): Promise<Answer> {
  try {
    const person = name.includes('@') ? await usageApi.personByEmail(name) : await usageApi.person(name)
    return person ? 'found' : { problem: 'is not in Tabnine' }
  } catch (error) {
    if (hasCode(error, 'not-found', 'refused-request')) return { problem: 'is not in Tabnine' }
    return 'unchecked'
  }
}

/** The ids of all user groups, or why Slack does not list them. */
async function listGroups({ config, callSlack }: DoctorContext): Promise<readonly string[] | string> {
  if (!config.slack) return 'is a Slack user group, and Slack is not configured'
  const { error, body } = await callSlack('usergroups.list', config.slack.botToken)
  if (error === 'missing_scope') return 'is a Slack user group, for which the bot lacks usergroups:read'
  if (error !== null || !Array.isArray(body.usergroups)) return ''
  return body.usergroups.flatMap((each: unknown) =>
    typeof each === 'object' && each !== null && 'id' in each && typeof each.id === 'string' ? [each.id] : [],
  )
}

function findGroup(groups: readonly string[] | string, name: string): Answer {
  if (typeof groups === 'string') return groups === '' ? 'unchecked' : { problem: groups }
  return groups.includes(name) ? 'found' : { problem: `(${name}) is no user group of this Slack workspace` }
}
