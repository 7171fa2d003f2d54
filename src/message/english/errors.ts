import type { ErrorCode, ErrorDetails } from '../../errors.ts'
import type { ErrorText } from '../error-text.ts'
import { type Formats, quote } from '../formats.ts'
import { ownFaultText } from './own-faults.ts'
import { badScheduleText } from './schedule-mistakes.ts'
import { tabnineFaultText } from './tabnine-faults.ts'

/** What is wrong, and what to do about it. */
export function errorText(code: ErrorCode, details: ErrorDetails, f: Formats): ErrorText {
  const subject = quote(details.subject ?? '')
  const has = (details.suggestions ?? []).length > 0
  switch (code) {
    case 'unknown-command':
      return {
        title: `I don’t know ${subject}`,
        todo: has ? 'Try one of these.' : 'See all commands for what you can ask.',
      }
    case 'bad-arguments':
      return {
        title: details.subject ? `I didn’t understand ${subject}` : 'Something’s missing',
        todo: 'The examples show how to write it.',
      }
    case 'line-too-long':
      return { title: 'That’s too long', todo: 'Ask in fewer than 1,000 characters.' }
    case 'bad-period':
      return {
        title: `${subject} isn’t a date I know`,
        todo: 'Try “last week”, “week 47”, “2026-09” or “1 Sep to 14 Sep”.',
      }
    case 'period-in-future':
      return { title: `${subject} is in the future`, todo: 'Pick a day up to today. Days begin at midnight UTC.' }
    case 'period-backwards':
      return { title: `${subject} ends before it begins`, todo: 'Put the earlier day first.' }
    case 'period-too-long':
      return { title: `${subject} is longer than two years`, todo: 'Pick a shorter period.' }
    case 'bad-schedule':
      return badScheduleText(subject, details.problem)
    case 'unknown-team':
      return {
        title: `No team called ${subject}`,
        todo: has ? 'Pick a team.' : 'Check the spelling, or pick a team from the list.',
      }
    case 'ambiguous-team':
      return { title: `Which ${subject}?`, todo: 'More than one team fits.' }
    case 'unknown-person':
      return {
        title: `No one matches ${subject}`,
        todo: 'Check the spelling of the e-mail. People who haven’t joined yet can’t be found.',
      }
    case 'subscription-gone':
      return { title: 'This digest no longer exists', todo: 'Someone unsubscribed from it.' }
    case 'unknown-subscription':
      return { title: `There’s no digest ${subject} here`, todo: 'You can change a digest where it’s posted.' }
    case 'nothing-to-change':
      return { title: 'Nothing to change', todo: 'Name teams, a time, or both. What you don’t name stays as it is.' }
    case 'bad-number':
      return details.subject
        ? { title: `${subject} isn’t the number of a digest or alert`, todo: 'Look up its number.' }
        : { title: 'Which digest or alert?', todo: 'Look up its number and add it.' }
    case 'too-many-teams':
      return { title: 'Pick up to 20 teams', todo: 'Or use “all” for the whole organization.' }
    case 'not-a-member':
      return {
        title: 'I’m not in this channel yet',
        todo: details.subject ? `Type ${subject}, then ask again.` : 'Invite me, then ask again.',
      }
    case 'unknown-alert':
      return { title: `There’s no alert ${subject} here`, todo: 'You can change an alert where it’s posted.' }
    case 'unknown-budget':
      return { title: `There’s no open budget ${subject} here`, todo: 'You can snooze a budget where it’s posted.' }
    case 'not-checked':
      return { title: 'I haven’t checked seats yet', todo: 'I check once a day. Ask again tomorrow.' }
    case 'nothing-open':
      return { title: 'This alert has no unused seats', todo: 'There’s nothing to do.' }
    case 'unknown-reminder':
      return { title: 'This reminder is closed', todo: 'To say something about your seat, ask a Tabnine admin.' }
    case 'not-excluded':
      return { title: `${subject} isn’t excluded`, todo: 'There’s nothing to undo.' }
    case 'excluded-by-settings':
      return {
        title: `${subject} is excluded in the settings`,
        todo: 'I can’t change that in chat. Ask your bot admin.',
        forAdmins: 'I can’t change that in chat. Remove the entry from the file that CONFIG_FILE names.',
      }
    case 'set-in-file':
      return {
        title: 'This is set in the bot’s settings',
        todo: 'I can’t change it in chat. Ask your bot admin.',
        forAdmins: 'I can’t change it in chat. Change it in the file that CONFIG_FILE names.',
      }
    case 'exclusion-over':
      return { title: `There’s no exclusion ${subject}`, todo: 'It has ended, or someone removed it.' }
    case 'nothing-to-settle':
      return { title: 'Nothing to confirm', todo: 'Every delivery of this digest is confirmed.' }
    case 'no-conversation':
      return { title: 'I can’t post here', todo: 'Ask in the channel or chat where you want it.' }
    case 'no-audience':
      return {
        title: 'There’s no one to share with here',
        todo: 'Ask in the channel or chat where others should read it.',
      }
    case 'acting-off':
      return {
        title: 'I can’t change seats in Tabnine',
        todo: 'This is switched off. Ask your bot admin.',
        forAdmins: 'This is switched off. To switch it on, set ACTIONS and TABNINE_ACTION_TOKEN.',
      }
    case 'preview-gone':
      return { title: 'This preview isn’t yours', todo: 'Nothing changed. Open your own preview first.' }
    case 'preview-used':
      return { title: 'You’ve already confirmed this', todo: 'Nothing more changed.' }
    case 'preview-expired':
      return { title: 'This preview is older than 10 minutes', todo: 'Nothing changed. Open it again.' }
    case 'no-database':
      return { title: 'Only works in Slack or Teams', todo: 'This command needs the running bot.' }
    case 'unknown-self':
      return {
        title: 'I can’t find your Tabnine account',
        todo: details.scope
          ? `I match on e-mail, and I can’t see yours. ${scopeMissing(details.scope)}`
          : 'I match on e-mail. Is it the same here and in Tabnine?',
      }
    case 'not-told-here':
      return { title: 'Not available here', todo: 'Ask me in a direct message, or ask a bot admin for access.' }
    case 'not-your-role':
      return { title: 'You can’t change what’s posted here', todo: 'Ask a bot admin to do it or to give you access.' }
    case 'not-allowed':
      return { title: 'Only admins can see other people’s usage', todo: 'You can always see your own.' }
    case 'admins-only':
      return { title: 'Only admins can do that', todo: 'Ask a bot admin to do it.' }
    case 'names-hidden':
      return {
        title: 'I can’t show whose seats would change',
        todo: 'The privacy settings hide names from admins too, and no one changes seats without seeing whose.',
      }
    case 'role-unchecked':
      return {
        title: 'I can’t read your role from Tabnine right now',
        todo: 'Until I can, you have the rights of everyone. Try again in a few minutes.',
      }
    case 'unverified':
      return {
        title: 'I can’t confirm your account right now',
        todo: details.scope ? scopeMissing(details.scope) : 'Ask again in a minute.',
      }
    case 'stranger':
      return {
        title: 'I only answer people in this company',
        todo: 'Ask someone there, or use your own company’s bot.',
      }
    case 'bad-token':
    case 'wrong-organization':
    case 'forbidden':
    case 'not-found':
    case 'rate-limited':
    case 'upstream-failed':
    case 'upstream-timeout':
    case 'unreachable':
    case 'refused-request':
    case 'contract':
      return tabnineFaultText(code, details, f)
    default:
      return ownFaultText(code)
  }
}

function scopeMissing(scope: string): string {
  return `Ask your bot admin to add the scope ${scope} in Slack and to install the app again.`
}
