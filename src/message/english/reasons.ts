/** Why something was posted, or was not. */
import { isErrorCode } from '../../errors.ts'
import type { Formats } from '../formats.ts'
import { errorText } from './errors.ts'

/** What was decided about an alert, and why. */
export function decisionText(reason: string): string {
  const known: Readonly<Record<string, string>> = {
    baseline: 'first check posted',
    opened: 'posted: unused seats',
    more: 'posted: more unused seats',
    fewer: 'updated: fewer unused seats',
    back: 'updated: some are unused again',
    confirmed: 'updated: changes checked',
    repeat: 'repeated: still open',
    resolved: 'resolved: none unused any more',
    off: 'not posted: turned off',
    'no-data': 'not posted: no data',
    'below-threshold': 'not posted: too few unused',
    snoozed: 'not posted: snoozed',
    'in-digest': 'not posted: today’s digest has it',
    'said-today': 'not posted: already posted today',
    'few-more': 'not posted: too little changed',
    'nothing-new': 'not posted: nothing new',
  }
  return known[reason] ?? reason
}

/** Why a delivery is in its state: our own words for it, the platforms' for what we have no word for. */
export function reasonText(reason: string, f: Formats): string {
  const known: Readonly<Record<string, string>> = {
    'too late': 'the bot was not running in time',
    'clock was ahead': 'the clock was ahead',
    'held up': 'the bot was held up',
    'no connection': 'the chat could not be reached',
    'no answer': 'the chat did not answer',
    posting: 'the chat did not answer',
    'rate-limited': 'the bot has to wait before it may ask or post again',
    'may or may not have been posted': 'the chat did not confirm it',
    'found in the chat': 'found in the chat',
    dropped: 'someone dropped it',
    'subscription-gone': 'the subscription was ended',
    'not-told-here': 'the people there aren’t allowed to see it',
    stranger: 'that person isn’t from this company',
    not_in_channel: 'the bot is not a member of the channel',
    channel_not_found: 'the channel is gone, or the bot is not in it',
    is_archived: 'the channel is archived',
    account_inactive: 'the app was uninstalled',
    token_revoked: 'the app was uninstalled',
    access_denied: 'Slack does not let the bot in there',
    enterprise_is_restricted: 'Slack does not let the bot in there',
    is_inactive: 'the channel is not in use any more',
    cannot_dm_bot: 'a bot cannot be written to',
    messages_tab_disabled: 'the app takes no direct messages: switch on its messages tab',
    no_permission: 'the bot may not post there',
    restricted_action: 'who may post there is restricted, and the bot is not among them',
    restricted_action_non_threadable_channel: 'who may post there is restricted, and the bot is not among them',
    restricted_action_read_only_channel: 'the channel is read-only',
    restricted_action_thread_only_channel: 'the channel takes answers in threads only',
    team_not_found: 'the workspace is gone',
    user_disabled: 'that person’s account is closed',
    user_not_found: 'that person is gone',
    user_not_visible: 'that person is not visible to the bot',
    accesslimited: 'Slack is closed to the network in which the bot runs',
    ekm_access_denied: 'the workspace’s admins have suspended posting',
    external_channel_migrating: 'Slack is moving the channel',
    invalid_auth: 'Slack refuses the bot’s token',
    not_authed: 'Slack refuses the bot’s token',
    not_allowed_token_type: 'Slack refuses the bot’s token',
    token_expired: 'the bot’s token has expired',
    message_limit_exceeded: 'the workspace has reached its limit of messages',
    missing_scope: 'the app lacks a scope: install it again from its manifest',
    org_login_required: 'Slack is moving the workspace',
    team_added_to_org: 'Slack is moving the workspace',
    team_access_not_granted: 'the app is not granted access to the workspace',
    two_factor_setup_required: 'Slack asks for a second factor to be set up',
    ratelimited: 'the chat took no more messages for the moment',
    rate_limited: 'the chat took no more messages for the moment',
    request_timeout: 'the message reached Slack cut short',
    fatal_error: 'Slack had a fault of its own',
    internal_error: 'Slack had a fault of its own',
    service_unavailable: 'Slack had a fault of its own',
    'no such conversation': 'the conversation is not known to the bot',
    blocked: 'the bot was removed or blocked',
    removed: 'the bot was removed',
    'disabled by an admin': 'a Teams admin has disabled the bot',
    'conversation not found': 'the conversation is gone',
    'not installed for this person': 'the app is not installed for this person',
    'the message is gone': 'the message was deleted',
    'Teams refuses the token': 'Teams refuses the bot’s token',
    'Microsoft refuses the app password': 'Microsoft refuses the app’s password: make a new client secret',
  }
  if (known[reason]) return known[reason]
  return isErrorCode(reason) ? errorText(reason, {}, f).title : reason.replaceAll('_', ' ')
}
