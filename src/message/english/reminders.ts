/** What single people are sent, and files. */
import { endSentence, type Formats } from '../formats.ts'
import type { Basics } from './basics.ts'

export function reminderText(f: Formats, { people }: Basics) {
  return {
    /** People asked whether they want their seats; `seat` and what follows is said to themselves. */
    remind: {
      confirm: (asked: number, subject: string) =>
        asked === 0
          ? `Nobody of ${subject} can be asked now.`
          : `${people(asked)} of ${subject} would be asked whether they want their seats. Nobody is written to before you say so.`,
      skipped: {
        own: 'Have answered, or want no reminders',
        'opted-out': 'Want no reminders',
        'not-needed': 'Have said that they do not need it',
        later: 'Have said “later”',
        using: 'Have said that they will use it',
        'asked-recently': 'Were asked not long ago',
        cap: 'Were asked as often as the settings allow',
      },
      unmatched: 'Not found in this chat',
      unsure: 'Could not be looked up now',
      left: 'Left for the next time',
      notReached: 'Who cannot be reached',
      notNeeded: 'Who does not need a seat',
      when: (asked: number, latest: string) =>
        asked === 1
          ? `They get one direct message, on a working day and outside of quiet hours where they are, by ${latest}.`
          : `Each gets one direct message, on a working day and outside of quiet hours where they are; the last by ${latest}.`,
      kind: (minGroupSize: number) =>
        `Answers are counted on the alert; where others read along, they are told from ${people(minGroupSize)} asked on. Nobody loses a seat by an answer.`,
      send: (asked: number) => `Ask ${people(asked)}`,
      sent: (asked: number, latest: string, minGroupSize: number) => {
        if (asked === 0) return 'Nobody was asked: all of them were asked already, or cannot be now.'
        const said = `${f.plural(asked, { one: 'person is', other: 'people are' })} being asked, ${asked === 1 ? 'by' : 'the last by'} ${latest}.`
        return `${said} What is answered is counted on the alert; where others read along, it is told from ${people(minGroupSize)} asked on.`
      },
      title: 'Your Tabnine seat',
      seat: {
        invited: (on: Date, _isAtLeast: boolean) =>
          `You were invited to Tabnine on ${f.day(on)} and have not joined yet.`,
        'never-used': (on: Date, _isAtLeast: boolean) =>
          `You have had a Tabnine seat since ${f.day(on)} and have not used it yet.`,
        idle: (on: Date, isAtLeast: boolean) =>
          `You have a Tabnine seat that has not been used since ${f.day(on)}${isAtLeast ? ' or before' : ''}.`,
      },
      question: 'Your company’s Tabnine admins ask through this bot: would you like to keep it? Any answer is fine.',
      hasExpired: 'The invitation has run out: if you will use it, an admin can invite you again.',
      act: { use: 'I will use it', release: 'I don’t need it', later: 'Later' },
      promise:
        'Nothing is taken away by an answer: an admin decides. Where others read along, answers are only counted.',
      howToStop: (prefix: string) => `To get no more of these: ${prefix}reminders off`,
      mine: {
        title: 'Your Tabnine seat',
        answered: {
          use: (_until: Date, _prefix: string) =>
            'Thank you, noted: you will use your seat. To change that, press another button.',
          release: (_until: Date, _prefix: string) =>
            'Thank you, noted: you do not need your seat. Nothing changes by itself, an admin decides. To change that, press another button.',
          later: (until: Date, prefix: string) =>
            `Noted: you are not asked again before ${f.day(until)}. To be asked no more: ${prefix}reminders off`,
        },
        off: (prefix: string) =>
          `You get no reminders about your Tabnine seat. To get them again: ${prefix}reminders on`,
        on: (prefix: string) => `You may get reminders about your Tabnine seat. To get none: ${prefix}reminders off`,
      },
      asked: (asked: { use: number; release: number; later: number; open: number; unreached: number }) => {
        const { use, release, later, open, unreached } = asked
        const told = [
          use > 0 ? `${f.number(use)} will use it` : null,
          release > 0 ? `${f.number(release)} ${release === 1 ? 'does' : 'do'} not need it` : null,
          later > 0 ? `${f.number(later)} later` : null,
          open > 0 ? `${f.number(open)} no answer` : null,
          unreached > 0 ? `${f.number(unreached)} could not be reached` : null,
        ].filter(part => part !== null)
        return told.join(', ')
      },
      /** Told from the moment on that they are to be asked, which may be days before the messages go out. */
      askedCount: (count: number) => `${f.plural(count, { one: 'person is', other: 'people are' })} being asked`,
      sentence: (count: string, answers: string) => `${count}: ${answers}.`,
      fewAsked: (asked: number, minGroupSize: number) =>
        `${f.plural(asked, { one: 'person is', other: 'people are' })} being asked; their answers are told from ${people(minGroupSize)} on.`,
      releasable: (seats: number, alert: number) =>
        `${f.plural(seats, { one: 'seat', other: 'seats' })} may be released: an admin decides, and sees whose with “remind ${alert}”.`,
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
        totals: 'Totals only; those of few people are left out.',
        all: 'All totals, also those of few people: share it with care.',
        pseudonyms: 'People are called by pseudonyms, which still are personal data: share it with care.',
        settings: 'It holds what was set up or done here, and no usage.',
        personal: 'It holds personal data: keep it where only those read it who may.',
      },
      inDirectMessages: 'The file is in our direct messages.',
      inPersonalChat: 'The file waits for you in our personal chat.',
      notSent:
        'The file could not be handed over: ask again, or tell whoever runs the bot that it may need to be installed again with leave to send files.',
      declined: 'The file was not taken, and is kept nowhere.',
    },
  }
}
