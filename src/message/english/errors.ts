import type { ErrorCode, ErrorDetails } from '../../errors.ts'
import { type Formats, quote } from '../formats.ts'
import { badScheduleText } from './schedule-mistakes.ts'

/** What happened, and what to do about it: one sentence each. */
export function errorText(code: ErrorCode, details: ErrorDetails, f: Formats): { happened: string; todo: string } {
  const subject = quote(details.subject ?? '')
  const wait =
    details.retryAfter === undefined
      ? 'Wait a few minutes and ask again.'
      : `Ask again in ${waitFor(details.retryAfter, f)}.`
  switch (code) {
    case 'bad-token':
      return {
        happened: 'Tabnine refused the bot’s access token.',
        todo: 'An admin can make a new one in Tabnine under Settings, Access Tokens, and set it as TABNINE_TOKEN.',
      }
    case 'wrong-organization':
      return {
        happened: 'The access token works, but it does not belong to the organization that was asked for.',
        todo: 'An admin can correct or remove TABNINE_ORGANIZATION_ID.',
      }
    case 'forbidden':
      if (details.vendorCode !== undefined)
        return {
          happened: `Tabnine refuses this with the code ${details.vendorCode}.`,
          todo: 'An admin can check in Tabnine whether the licence includes it.',
        }
      return {
        happened: 'Tabnine does not let the bot’s access token read this.',
        todo: 'The token must be created by someone with the role Admin; an admin can replace TABNINE_TOKEN.',
      }
    case 'not-found':
      return {
        happened: 'Tabnine does not know what was asked for; it may have been removed meanwhile.',
        todo: 'See what there is with “teams”, and check that TABNINE_URL is the right address.',
      }
    case 'rate-limited':
      return { happened: 'Tabnine is asked too often at the moment.', todo: wait }
    case 'upstream-failed':
      return { happened: 'Tabnine’s server has a fault of its own at the moment.', todo: wait }
    case 'upstream-timeout':
      return { happened: 'Tabnine’s server did not answer in time.', todo: wait }
    case 'unreachable':
      return {
        happened: 'Tabnine’s server cannot be reached, or broke off in mid-answer.',
        todo: 'Ask again in a few minutes; if it stays so, an admin can check TABNINE_URL and the network.',
      }
    case 'refused-request':
      return {
        happened: 'Tabnine refused the question in the form the bot asked it.',
        todo: 'Try another period; if it stays so, send your bot admin the reference.',
      }
    case 'contract':
      return {
        happened: 'Tabnine’s server answered in a form that the bot does not understand.',
        todo: 'Your bot admin can check that TABNINE_URL leads to Tabnine and not to a sign-in page, or look for a newer bot.',
      }
    case 'unknown-command':
      return { happened: `There is no command ${subject}.`, todo: 'See what can be asked with “help”.' }
    case 'bad-arguments':
      return {
        happened: details.subject ? `I cannot make sense of ${subject} there.` : 'Something is missing in that line.',
        todo: details.command ? `See how to ask with “help ${details.command}”.` : 'See how to ask with “help”.',
      }
    case 'line-too-long':
      return {
        happened: 'That line is too long to be a question.',
        todo: 'Ask in fewer than 1,000 characters; see “help”.',
      }
    case 'bad-period':
      return {
        happened: `${subject} is not a period that a calendar has.`,
        todo: 'Write for example “last week”, “week 47”, “2026-09” or “1 Sep to 14 Sep”.',
      }
    case 'period-in-future':
      return {
        happened: `${subject} has not begun yet in UTC, in which the Usage API counts its days.`,
        todo: 'Ask for days up to today.',
      }
    case 'period-backwards':
      return { happened: `${subject} ends before it begins.`, todo: 'Write the earlier day first.' }
    case 'period-too-long':
      return { happened: `${subject} is longer than two years.`, todo: 'Ask for a shorter period.' }
    case 'bad-schedule':
      return badScheduleText(subject, details.problem)
    case 'unknown-team':
      return { happened: `No team is called ${subject}.`, todo: 'See all teams with “teams”.' }
    case 'ambiguous-team':
      return {
        happened: `More than one team fits ${subject}.`,
        todo: 'Ask with the whole name or with the team’s id.',
      }
    case 'unknown-person':
      return {
        happened: `No one in the organization is ${subject}.`,
        todo: 'Check the spelling of the e-mail; people who are invited but have not joined are not known yet.',
      }
    case 'subscription-gone':
      return {
        happened: 'That subscription was ended.',
        todo: 'See those of this conversation with “subscriptions”.',
      }
    case 'unknown-subscription':
      return {
        happened: `There is no subscription ${subject} in this conversation.`,
        todo: 'See those of this conversation with “subscriptions”; others are managed where they are posted.',
      }
    case 'nothing-to-change':
      return {
        happened: 'What to change is missing in that line.',
        todo: 'Name teams, or when, or both; what is not named stays as it is.',
      }
    case 'bad-number':
      return {
        happened: details.subject
          ? `${subject} is not the number of a subscription or an alert.`
          : 'The number of a subscription or an alert is missing in that line.',
        todo: 'See the numbers with “subscriptions” and “alerts”.',
      }
    case 'too-many-teams':
      return {
        happened: 'A digest is about 20 teams at most.',
        todo: 'Name fewer at a time, or “all”, the whole organization.',
      }
    case 'not-a-member':
      return {
        happened: 'I am not in this channel, so nothing can be posted here.',
        todo: details.subject ? `Invite me with ${subject}, then ask again.` : 'Invite me, then ask again.',
      }
    case 'unknown-alert':
      return {
        happened: `There is no alert ${subject} in this conversation.`,
        todo: 'See those there are with “alerts”.',
      }
    case 'not-checked':
      return {
        happened: 'Seats were not checked yet; that happens once a day.',
        todo: 'Ask again tomorrow.',
      }
    case 'nothing-open':
      return { happened: 'That alert has nothing open.', todo: 'There is nothing to do; see it with “alerts”.' }
    case 'unknown-reminder':
      return {
        happened: 'That question is not open any more.',
        todo: 'If you want to say something about your seat, ask an admin of Tabnine.',
      }
    case 'not-excluded':
      return {
        happened: `${subject} is not excluded, so there is nothing to take back.`,
        todo: 'See who is with “exclude”, and why someone is not flagged with “why”.',
      }
    case 'excluded-by-settings':
      return {
        happened: `${subject} is excluded by the bot’s configuration file, which is not changed in chat.`,
        todo: 'Your bot admin can take the entry out of the file that CONFIG_FILE names.',
      }
    case 'set-in-file':
      return {
        happened: 'This is set in the bot’s configuration file, which is not changed in chat.',
        todo: 'A bot admin can change it in the file that CONFIG_FILE names.',
      }
    case 'exclusion-over':
      return {
        happened: `There is no exclusion ${subject} any more: it is over, or was taken back.`,
        todo: 'See those there are with “exclude”.',
      }
    case 'nothing-to-settle':
      return { happened: 'Nothing of that subscription is in doubt.', todo: 'See what became of it with “history”.' }
    case 'no-conversation':
      return {
        happened: 'Nothing can be posted here.',
        todo: 'Ask in the channel or chat where the digest is wanted.',
      }
    case 'no-audience':
      return {
        happened: 'There is no one here to share with.',
        todo: 'Ask for it in the channel or chat whose people should read it.',
      }
    case 'no-memory':
      return {
        happened: 'This only works in Slack or Teams.',
        todo: 'The command needs the running bot.',
      }
    case 'unknown-self':
      return {
        happened: 'I can’t find your Tabnine account.',
        todo: details.scope
          ? `It is found by your e-mail, which I can’t see. ${scopeMissing(details.scope)}`
          : 'It is found by your e-mail: it must be the same here and in Tabnine, and I must be allowed to see it.',
      }
    case 'not-told-here':
      return {
        happened: 'This is not available here, or not to you.',
        todo: 'Ask in a direct message; an admin of the bot can say who may see what.',
      }
    case 'not-your-role':
      return {
        happened: 'What is posted here is for those to see and change whom the bot’s settings name for it.',
        todo: 'An admin of the bot can do it, or give you the role.',
      }
    case 'not-allowed':
      return {
        happened: 'Other people’s usage is shown to admins only.',
        todo: 'Your own is there with “me”; an admin of the bot can ask for others.',
      }
    case 'admins-only':
      return { happened: 'Only admins of the bot can do that.', todo: 'Ask one of them to do it.' }
    case 'unverified':
      return {
        happened: 'I can’t check right now whether you belong to this company.',
        todo: details.scope ? scopeMissing(details.scope) : 'Ask again in a minute.',
      }
    case 'stranger':
      return {
        happened: 'Only people of the company that runs this bot are answered.',
        todo: 'Ask someone there, or the bot of your own company.',
      }
    case 'store-unavailable':
      return {
        happened: 'The bot’s memory cannot be reached at the moment.',
        todo: 'Ask again in a few minutes; nothing that it holds is lost.',
      }
    case 'store-full':
      return {
        happened: 'There is no room left where the bot keeps its memory.',
        todo: 'Your bot admin needs to free some; nothing that it holds is lost.',
      }
    case 'not-recorded':
      return {
        happened: 'I couldn’t write the access log, so I won’t show or export this right now.',
        todo: 'Ask again in a few minutes; if it stays so, send your bot admin the reference.',
      }
    case 'took-too-long':
      return {
        happened: 'Gathering the answer took too long, so I stopped.',
        todo: 'Ask for one team or a shorter period.',
      }
    case 'stopping':
      return { happened: 'I’m restarting.', todo: 'Please ask again in a minute.' }
    case 'internal':
      return {
        happened: 'Something went wrong inside the bot.',
        todo: 'Send your bot admin the reference; the log says more.',
      }
  }
}

function waitFor(seconds: number, f: Formats): string {
  return seconds < 90
    ? f.plural(Math.max(1, seconds), { one: 'second', other: 'seconds' })
    : f.plural(Math.ceil(seconds / 60), { one: 'minute', other: 'minutes' })
}

/** What an admin does about a permission that the app does not have. */
function scopeMissing(scope: string): string {
  return `The app lacks the scope ${scope} in Slack: an admin can add it and install the app again.`
}
