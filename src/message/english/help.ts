/** What can be asked, and where answers go. */
export const help = {
  help: {
    title: 'What you can ask',
    summary: 'Ask me about Tabnine.',
    of: (verb: string) => `How to use: ${verb}`,
    usage: 'Syntax: ',
    examples: 'Examples',
    ask: 'Ask',
    about: 'Answers',
    periods:
      'A period is any of: today, yesterday, this week, last week, this month, last month, mtd, last 30 days, last 3 months, week 47, 2026-W47, 2026-09, Q3, Q3 2026, 2026, since Monday, since 1 Sep, 1 Sep to 14 Sep, 2026-09-01..2026-09-14.',
    teams: 'A team is a name, part of a name, or an id; “all” is the whole organization.',
    schedules:
      'Schedule: every <weekday> or monthly on the 1st, then a time and a time zone. Default: every Monday at 9:00 in your own time zone.',
    more: 'More about one command: ',
    welcome: 'Hi! I report how your teams use their Tabnine seats. I only post where someone sets me up.',
  },
  /** The most telling example of each comes first, and stands for it in the list. */
  commands: {
    help: { summary: 'all commands, with examples', examples: ['help usage', 'help'] },
    teams: { summary: 'all teams with their seats', examples: ['teams'] },
    team: { summary: 'a team’s people by role, and its seats', examples: ['team payments'] },
    seats: { summary: 'members, open invites and deactivated people', examples: ['seats payments', 'seats'] },
    usage: {
      summary: 'active members, completions, chat and agent',
      examples: ['usage payments last week', 'usage all Q3 weekly', 'usage'],
    },
    user: {
      summary: 'someone’s usage (admins), or your own',
      examples: ['user ada@example.com last month'],
    },
    me: { summary: 'your own usage', examples: ['me this month', 'me'] },
    digest: {
      summary: 'preview a digest',
      examples: ['digest payments', 'digest payments, mobile monthly'],
    },
    subscribe: {
      summary: 'send a digest to this channel',
      examples: [
        'subscribe payments, mobile every tuesday at 9:30',
        'subscribe payments',
        'subscribe all monthly on the 1st at 8:00 Europe/Berlin',
      ],
    },
    subscriptions: { summary: 'digests in this channel', examples: ['subscriptions'] },
    edit: {
      summary: 'change a digest',
      examples: ['edit 7 every friday at 16:00', 'edit 7 payments, mobile'],
    },
    pause: { summary: 'pause a digest', examples: ['pause 7 until 2027-01-10', 'pause 7'] },
    resume: { summary: 'resume a digest', examples: ['resume 7', 'resume all'] },
    run: { summary: 'post a digest now', examples: ['run 7'] },
    unsubscribe: { summary: 'end a digest', examples: ['unsubscribe 7'] },
    history: { summary: 'delivery history of a digest', examples: ['history 7'] },
    settle: {
      summary: 'confirm an unconfirmed digest',
      examples: ['settle 7 sent', 'settle 7 resend', 'settle 7 drop'],
    },
    alerts: {
      summary: 'alert on unused seats',
      examples: ['alerts payments', 'alerts all after 30 days repeat every 14 days', 'alerts off payments'],
    },
    why: {
      summary: 'why seats are flagged, or not',
      examples: ['why payments', 'why ada@example.com', 'why 3', 'why me'],
    },
    snooze: { summary: 'mute an alert for some days', examples: ['snooze 3 14d', 'snooze 3 0d'] },
    remind: { summary: 'ask the people of an alert whether they need their seats', examples: ['remind 3'] },
    reply: { summary: 'answer a reminder', examples: ['reply 4f7k2m use'] },
    reminders: { summary: 'turn off reminders to you', examples: ['reminders off'] },
    exclude: {
      summary: 'leave someone out of counts and alerts',
      examples: ['exclude ada@example.com on leave until 2027-01-10', 'exclude'],
    },
    include: {
      summary: 'end an exclusion',
      examples: ['include 4', 'include ada@example.com'],
    },
    share: { summary: 'share a report with this channel', examples: ['share usage payments last week'] },
    home: { summary: 'your digests, alerts and usage', examples: ['home'] },
    audit: { summary: 'access log: who saw or exported people’s numbers', examples: ['audit last month', 'audit'] },
    export: { summary: 'get the numbers as a CSV file', examples: ['export usage payments last month', 'export 3'] },
  },

  privacy: {
    answeredInPersonalChat: 'The answer is in our personal chat.',
    needsPersonalChat:
      'That answer is for you alone, and I cannot write to you yet: add the app to your personal chats (Apps, search for it, Add), then ask again.',
    needsDirectMessage:
      'That answer is for you alone, and it could not be delivered here: ask again in a direct message.',
  },
}
