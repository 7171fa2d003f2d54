import { setTimeout as wait } from 'node:timers/promises'
import { webApi } from '@slack/bolt'
import type { HomeView, ModalView } from '@slack/types'
import { LRUCache } from 'lru-cache'
import { ConfigError } from '../../src/config.ts'
import { languageOf } from '../../src/message/languages.ts'
import type { Message } from '../../src/message/message.ts'
import type { Log } from '../../src/ports.ts'
import type { Authorized } from '../../src/privacy/authorize.ts'
import type { Profile } from '../../src/privacy/policy.ts'
import type { PostJson } from '../network.ts'
import type { SlackPayload } from './blocks.ts'
import { aboutBlocks, isNotMember } from './outcome.ts'
import type { SlackVersions } from './versions.ts'

/** The ways in which something can be posted in Slack. Each throws where Slack refuses. */
export type SlackResponder = {
  /** @returns where it was posted; a person's direct messages are a channel too */
  post(to: { channel: string; thread?: string | undefined }, message: Authorized<Message>): Promise<PostedMessage>
  /** Puts another message in the place of one. */
  change(standing: PostedMessage, message: Authorized<Message>): Promise<void>
  remove(standing: PostedMessage): Promise<void>
  /** Only `user` sees it, and only while they are in the channel. */
  whisper(
    to: { channel: string; user: string; thread?: string | undefined },
    message: Authorized<Message>,
  ): Promise<void>
  /**
   * Through a response address: works where the bot is not a member. `replaces`: replaces the earlier message, which for a
   * button is the message with the button.
   */
  respond(to: Address, message: Authorized<Message>, replaces?: boolean): Promise<void>
  /** Takes away what was posted through a response address. */
  withdraw(to: Address): Promise<void>
  /** A modal, within three seconds of what someone did. */
  open(trigger: string, view: Authorized<ModalView>): Promise<void>
  /** The Home tab of a person. */
  publish(user: string, view: Authorized<HomeView>): Promise<void>
  /** Whether the bot is in a channel; also true where Slack does not say. Never throws. */
  isMember(channel: string): Promise<boolean>
  /** A person's profile; fields that Slack does not return are unknown. Never throws. */
  profile(user: string): Promise<SlackProfile>
  /** The user groups a person is in, by id; `null` where Slack does not say. Never throws. */
  groupsOf(user: string): Promise<readonly string[] | null>
}

/** One message that was posted. */
export type PostedMessage = { readonly channel: string; readonly ts: string }

/** A response address, and the thread of its answers. */
export type Address = { readonly url: string; readonly thread?: string | undefined }

/** A profile with the person's workspace and organization (Enterprise Grid). */
type SlackProfile = Profile & { readonly team: string | null; readonly enterprise: string | null }

const unknownProfile: SlackProfile = { email: null, zone: null, name: null, team: null, enterprise: null }

type Group = { readonly id: string; readonly users: readonly string[] }

/** Milliseconds before Slack is asked again for what it did not return: one question alone needs a profile several times. */
const failureTtlMs = 60_000

/** Slack's error codes for a token that no retry can make valid. */
const refusedTokens = [
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'missing_scope',
]

/** If Slack demands a longer wait, an answer takes another way. */
const maxWaitSeconds = 15

type Parts = {
  readonly client: webApi.WebClient
  readonly postJson: PostJson
  readonly versions: SlackVersions
  readonly log: Log
  /** Whether a whole organization has installed the app, instead of one workspace; known once Slack is connected. */
  readonly isOrganizationWide?: () => boolean
  /** Milliseconds for a response address to take an answer. */
  readonly patience: number
}

export function createSlackResponder(parts: Parts): SlackResponder {
  const { client, postJson, versions, log, patience, isOrganizationWide = () => false } = parts
  const profiles = new LRUCache<string, SlackProfile>({
    max: 5_000,
    ttl: 10 * 60_000,
    fetchMethod: async (user, _stale, { options }) => {
      try {
        return readProfile(await client.users.info({ user, include_locale: true }))
      } catch (error) {
        log.warn({ err: error }, 'could not read the profile of a person from Slack')
        options.ttl = failureTtlMs
        const missingScope = missingScopeOf(error)
        return { ...unknownProfile, ...(missingScope === null ? {} : { missingScope }) }
      }
    },
  })

  /** All groups with their people: one request for each workspace, however many groups the roles name. */
  const groups = new LRUCache<'all', readonly Group[] | 'unknown'>({
    max: 1,
    ttl: 5 * 60_000,
    fetchMethod: async (_all, _stale, { options }) => {
      try {
        const workspaces = isOrganizationWide() ? await listWorkspaces(client) : [undefined]
        const found: Group[] = []
        for (const team_id of workspaces) {
          const { usergroups = [] } = await client.usergroups.list({ include_users: true, ...(team_id && { team_id }) })
          found.push(...usergroups.map(({ id = '', users = [] }) => ({ id, users })))
        }
        return found
      } catch (error) {
        log.warn({ err: error }, 'could not read the user groups of Slack: none of them gives a role')
        options.ttl = failureTtlMs
        return 'unknown'
      }
    },
  })

  async function sendRichest<Sent>(message: Message, send: (payload: SlackPayload) => Promise<Sent>): Promise<Sent> {
    let refusal: unknown
    for await (const payload of versions(message)) {
      try {
        return await patiently(() => send(payload))
      } catch (error) {
        refusal = error
        if (!isAboutBlocks(error)) break
        log.warn({ err: error }, 'Slack refused the blocks of a message, so it is sent plainer')
      }
    }
    throw refusal
  }

  async function answerAddress({ url, thread }: Address, body: object): Promise<void> {
    const { status, text } = await inTime(postJson(url, { ...inThread(thread), ...body }), patience)
    const refusal = readRefusal(status, text)
    if (refusal !== null) throw new ResponseRefused(refusal)
  }

  return {
    async post({ channel, thread }, message) {
      const sent = await sendRichest(message, payload =>
        client.chat.postMessage({ channel, ...inThread(thread), ...payload }),
      )
      return { channel: sent.channel ?? channel, ts: sent.ts ?? '' }
    },
    async change(standing, message) {
      await sendRichest(message, payload =>
        client.chat.update({ ...standing, ...payload, blocks: payload.blocks ?? [] }),
      )
    },
    async remove(standing) {
      await client.chat.delete(standing)
    },
    async whisper({ channel, user, thread }, message) {
      await sendRichest(message, payload =>
        client.chat.postEphemeral({ channel, user, ...inThread(thread), ...payload }),
      )
    },
    respond: (to, message, replaces = false) =>
      sendRichest(message, payload =>
        answerAddress(to, { ...payload, response_type: 'ephemeral', replace_original: replaces }),
      ),
    withdraw: to => answerAddress(to, { delete_original: true }),
    async open(trigger, view) {
      await client.views.open({ trigger_id: trigger, view })
    },
    async publish(user, view) {
      await client.views.publish({ user_id: user, view })
    },
    async isMember(channel) {
      try {
        // The history is for members only, and may be read as it is; `conversations.info` would need two scopes more.
        await client.conversations.history({ channel, limit: 1 })
        return true
      } catch (error) {
        return !isNotMember(error)
      }
    },
    profile: user => profiles.forceFetch(user),
    async groupsOf(user) {
      const all = await groups.forceFetch('all')
      return all === 'unknown' ? null : all.filter(({ users }) => users.includes(user)).map(({ id }) => id)
    },
  }
}

/** Workspaces of an organization that are looked at; what Slack lists beyond is left out. */
const maxWorkspaces = 200

/** Ids of the workspaces in which the organization has the app. */
async function listWorkspaces(client: webApi.WebClient): Promise<string[]> {
  const found: string[] = []
  for await (const page of client.paginate('auth.teams.list', { limit: 100 })) {
    const { teams = [] } = page as webApi.AuthTeamsListResponse
    found.push(...teams.flatMap(({ id }) => id ?? []))
    if (found.length >= maxWorkspaces) break
  }
  return found.slice(0, maxWorkspaces)
}

function readProfile({ user, response_metadata }: webApi.UsersInfoResponse): SlackProfile {
  const email = user?.profile?.email ?? null
  // Without the scope Slack leaves the e-mail out and says nothing.
  const isHidden = email === null && response_metadata?.scopes?.includes(emailScope) === false
  return {
    email: email === null ? null : email.slice(0, max.email),
    // Slack has sent it a link that was opened.
    ...(email !== null && user?.is_email_confirmed === true ? { verifiedEmail: email.slice(0, max.email) } : {}),
    zone: user?.tz?.slice(0, max.zone) ?? null,
    language: languageOf(user?.locale),
    name: (user?.profile?.display_name || user?.real_name || '').slice(0, max.name) || null,
    team: user?.team_id ?? null,
    enterprise: user?.enterprise_user?.enterprise_id ?? null,
    ...(isHidden ? { missingScope: emailScope } : {}),
  }
}

const emailScope = 'users:read.email'

/** UTF-16 units of what is kept of a profile; Slack's own limits are below these. */
const max = { email: 320, zone: 100, name: 200 }

/** The missing scope that Slack names in a refusal. */
function missingScopeOf(error: unknown): string | null {
  if (!(error instanceof webApi.WebAPIPlatformError) || error.data.error !== 'missing_scope') return null
  const needed = 'needed' in error.data ? error.data.needed : null
  return typeof needed === 'string' && needed !== '' ? needed : null
}

/** @throws ConfigError with the name of the setting if Slack refuses its token */
export async function withToken<T>(setting: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const reason = error instanceof webApi.WebAPIPlatformError ? error.data.error : ''
    if (!refusedTokens.includes(reason)) throw error
    const todo =
      reason === 'missing_scope'
        ? 'SLACK_APP_TOKEN needs the scope connections:write'
        : 'copy the token again from your app’s page at https://api.slack.com/apps'
    throw new ConfigError([`${setting} is refused by Slack (${reason}): ${todo}.`])
  }
}

/** Milliseconds that Slack asks to wait before the next attempt; `null` if it names none. */
export function askedPauseMs(error: unknown): number | null {
  return error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1000 : null
}

function inThread(thread: string | undefined) {
  return thread === undefined ? {} : { thread_ts: thread }
}

/** Retries once after the wait that Slack names, if that is short. */
async function patiently<Sent>(send: () => Promise<Sent>): Promise<Sent> {
  for (let left = maxWaitSeconds; ; ) {
    try {
      return await send()
    } catch (error) {
      const seconds = error instanceof webApi.WebAPIRateLimitedError ? Math.max(1, error.retryAfter) : Infinity
      if (seconds > left) throw error
      left -= seconds
      await wait(seconds * 1000)
    }
  }
}

function isAboutBlocks(error: unknown): boolean {
  if (error instanceof webApi.WebAPIPlatformError) return aboutBlocks.includes(error.data.error)
  return error instanceof ResponseRefused && aboutBlocks.includes(error.code)
}

/** The reply of a response address that refuses an answer. */
export class ResponseRefused extends Error {
  readonly code: string

  constructor(code: string) {
    super(`The response address refused the message: ${code}`)
    this.code = code
  }
}

/**
 * A response address says "ok" in plain text. It may refuse by status alone, which for blocks is 400, or with status 200
 * and a body that says why.
 */
export function readRefusal(status: number, body: string): string | null {
  if (status === 400) return aboutBlocks[0] ?? null
  if (status < 200 || status > 299) return `status ${status}`
  try {
    const answer: unknown = JSON.parse(body)
    const isRefusal = typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false
    return isRefusal ? String('error' in answer ? answer.error : 'no reason given') : null
  } catch {
    return null // plain text: not a refusal
  }
}

/** A response address that does not answer must not keep the answer from being given another way. */
export function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Slack did not take the answer in time')), milliseconds)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
