/** Reminders to single people, and exported files. */
import { endSentence, type Formats, keepDirection } from '../formats.ts'
import type { Basics } from './basics.ts'

/** How people who were reminded have answered. */
type Answers = Readonly<Record<'use' | 'release' | 'later' | 'open' | 'unreached' | 'newInvites', number>>

export function reminderText(f: Formats, { people }: Basics) {
  const thanks = (name: string | null) => (name === null ? 'Thanks.' : `Thanks, ${keepDirection(name)}.`)
  return {
    /** Reminders to people with unused seats; `title` and what follows is for these people. */
    remind: {
      planTitle: (reminded: number, subject: string) =>
        reminded === 0 ? `Nobody to remind in ${subject} right now` : `Remind ${people(reminded)} in ${subject}?`,
      noneToRemind: 'Nobody can be reminded right now.',
      preview: 'Preview',
      quoted: (message: string) => `“${message}”`,
      skippedTitle: 'Skipped',
      why: 'Why',
      skipped: {
        own: 'answered, or turned reminders off',
        'opted-out': 'turned reminders off',
        'not-needed': 'answered “I don’t need it”',
        later: 'answered “Ask me later”',
        using: 'answered “Keep my seat”',
        'expired-invite': 'with an expired invite',
        'asked-recently': 'reminded recently',
        cap: 'reminder limit reached',
      },
      unmatched: 'not in this workspace',
      unsure: 'lookup failed',
      left: 'next time',
      when: (reminded: number, latest: string) =>
        `${reminded === 1 ? 'They get one direct message' : 'They get one direct message each'}, on a working day and outside their quiet hours. Last one by ${latest}.`,
      lastTime: (reminded: number, on: Date) =>
        `Last time: ${f.plural(reminded, { one: 'reminder', other: 'reminders' })} on ${f.day(on)}.`,
      kind: (minGroupSize: number) => `No answer removes a seat. Channels see totals from ${people(minGroupSize)} on`,
      send: (reminded: number) => `Send ${f.plural(reminded, { one: 'reminder', other: 'reminders' })}`,
      sentTitle: (reminded: number) =>
        reminded === 0
          ? 'Nobody was reminded'
          : `Sending ${f.plural(reminded, { one: 'reminder', other: 'reminders' })}`,
      sent: (reminded: number, latest: string) =>
        reminded === 0
          ? 'Everyone was reminded already, or can’t be right now.'
          : `The last one goes out by ${latest}. Answers show on the alert.`,
      title: 'Do you still need your Tabnine seat?',
      inviteTitle: 'Do you want to use Tabnine?',
      greeting: (firstName: string) => `Hi ${keepDirection(firstName)}, `,
      seat: {
        invited: (on: Date, _isAtLeast: boolean) =>
          `you were invited to Tabnine on ${f.day(on)}. The invite is still open.`,
        'never-used': (on: Date, _isAtLeast: boolean) =>
          `you’ve had a Tabnine seat since ${f.day(on)} and haven’t used it yet.`,
        idle: (on: Date, isAtLeast: boolean) =>
          `you haven’t used Tabnine since ${f.day(on)}${isAtLeast ? ' or before' : ''}.`,
      },
      expired: (on: Date) => `your Tabnine invite of ${f.day(on)} has expired.`,
      question: (admin: string | null) =>
        `${admin === null ? 'Your Tabnine admins' : keepDirection(admin)} asked me to check which seats are still needed. Any answer is fine.`,
      act: {
        use: 'Keep my seat',
        invite: 'Ask for a new one',
        release: 'I don’t need it',
        later: 'Ask me later',
        change: 'Change my answer',
        stop: 'Don’t ask me again',
      },
      start: 'New to Tabnine, or on a new laptop?',
      links: { install: 'Install the plugin', signIn: 'Sign in', accept: 'Accept invite', users: 'Open Tabnine users' },
      promise: 'Your answer doesn’t remove anything; an admin decides',
      totalsOnly: 'Channels only see totals',
      mine: {
        title: 'Reminders about your seat',
        answered: {
          use: {
            title: '✅ You’re keeping your Tabnine seat',
            text: (name: string | null, _until: Date) => `${thanks(name)} I’ve let the admins know.`,
          },
          invite: {
            title: '✅ You asked for a new invite',
            text: (name: string | null, _until: Date) =>
              `${thanks(name)} I’ve let the admins know that you need a new invite.`,
          },
          release: {
            title: '✅ You don’t need your Tabnine seat',
            text: (name: string | null, _until: Date) =>
              `${thanks(name)} I’ve let the admins know. Nothing changes until one of them frees the seat.`,
          },
          later: {
            title: 'OK, I’ll ask again later',
            text: (_name: string | null, until: Date) => `You won’t get a reminder before ${f.day(until)}.`,
          },
        },
        off: 'I won’t remind you about your Tabnine seat any more.',
        on: 'I may remind you about your Tabnine seat.',
        turnOn: 'Turn on reminders',
      },
      reminders: 'Reminders',
      /** `sent` of `all` messages are out. */
      sentCount: ({ sent, all, on }: { sent: number; all: number; on: Date }) =>
        sent === 0
          ? `${f.number(all)} on the way`
          : `${sent === all ? f.number(all) : `${f.number(sent)} of ${f.number(all)}`} sent on ${f.day(on)}`,
      answers: (asked: Answers) => {
        const { use, release, later, open, unreached, newInvites } = asked
        return [
          use > 0 ? `${f.number(use)} ${use === 1 ? 'keeps' : 'keep'} it` : null,
          newInvites > 0 ? `${f.number(newInvites)} of them ${newInvites === 1 ? 'needs' : 'need'} a new invite` : null,
          release > 0 ? `${f.number(release)} ${release === 1 ? 'doesn’t' : 'don’t'} need it` : null,
          later > 0 ? `${f.number(later)} later` : null,
          open > 0 ? `${f.number(open)} no answer yet` : null,
          unreached > 0 ? `${f.number(unreached)} not delivered` : null,
        ].filter(part => part !== null)
      },
      answersHidden: (reminded: number, minGroupSize: number) =>
        `${people(reminded)} reminded; answers are shown from ${people(minGroupSize)} on`,
      toFree: {
        title: (seats: number, subject: string) =>
          seats === 0
            ? `No seats to free in ${subject}`
            : `${f.plural(seats, { one: 'seat', other: 'seats' })} to free in ${subject}`,
        summary: (seats: number) =>
          seats === 0
            ? 'Nobody who was reminded has answered that they don’t need their seat.'
            : `${seats === 1 ? 'This person' : 'These people'} answered that they don’t need their seat. Free ${seats === 1 ? 'it' : 'them'} in Tabnine.`,
        hidden: 'Names are only shown to admins.',
        person: 'Person',
        answer: 'Answer',
        on: 'On',
        answers: { release: '“I don’t need it”', use: '“Ask for a new one” (invite expired)' },
        caption: 'Answers',
      },
    },

    exports: {
      title: 'Export',
      holds: (file: string, rows: number, columns: number, of: string) =>
        endSentence(
          `${file} holds ${f.plural(rows, { one: 'row', other: 'rows' })} in ${f.plural(columns, { one: 'column', other: 'columns' })}: ${of}`,
        ),
      unusedOf: (id: number, subject: string, day: Date) =>
        `unused seats of ${subject} (alert ${id}), as found on ${f.day(day)}`,
      withPeriod: (title: string, period: string) => (title.includes(period) ? title : `${title}, ${period}`),
      level: {
        totals: 'Totals only; those of small groups are left out.',
        all: 'All totals, also those of small groups: share it with care.',
        pseudonyms: 'People are called by pseudonyms, which still are personal data: share it with care.',
        settings: 'It holds what was set up or done here, and no usage.',
        personal: 'It holds personal data: keep it where only those read it who may.',
      },
      inDirectMessages: 'The file is in our direct messages.',
      inPersonalChat: 'The file waits for you in our personal chat.',
      notSent:
        'I couldn’t send the file. Try again, or ask your bot admin to reinstall the app with permission to send files.',
      declined: 'The file was not taken, and is kept nowhere.',
    },
  }
}
