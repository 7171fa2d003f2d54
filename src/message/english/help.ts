/** What can be asked, and where answers go. */
export const help = {
  help: {
    title: 'What you can ask',
    summary: 'Ask about teams, seats and usage of Tabnine.',
    of: (verb: string) => `How to ask: ${verb}`,
    usage: 'Syntax: ',
    examples: 'Examples',
    ask: 'Ask',
    about: 'Answers',
    periods:
      'A period is any of: today, yesterday, this week, last week, this month, last month, mtd, last 30 days, last 3 months, week 47, 2026-W47, 2026-09, Q3, Q3 2026, 2026, since Monday, since 1 Sep, 1 Sep to 14 Sep, 2026-09-01..2026-09-14.',
    teams: 'A team is a name, part of a name, or an id; “all” is the whole organization.',
    schedules:
      'When: every <weekday>, or monthly on the 1st; at what hour; in what zone. Without it: every Monday at 9:00 in your own zone.',
    more: 'More on one of them: ',
    welcome: 'I tell how the seats of Tabnine are used. Nothing is posted unless somebody asks.',
  },
  /** The most telling example of each comes first, and stands for it in the list. */
  commands: {
    help: { summary: 'what can be asked, with examples', examples: ['help usage', 'help'] },
    teams: { summary: 'all teams with their seats', examples: ['teams'] },
    team: { summary: 'a team: people by role, and seats', examples: ['team payments'] },
    seats: { summary: 'seats by state, and how long invitations wait', examples: ['seats payments', 'seats'] },
    usage: {
      summary: 'active people, completions, chat and agent over a period',
      examples: ['usage payments last week', 'usage all Q3 weekly', 'usage'],
    },
    user: {
      summary: 'one person’s usage: your own, or any as an admin',
      examples: ['user ada@example.com last month'],
    },
    me: { summary: 'your own usage', examples: ['me this month', 'me'] },
    digest: {
      summary: 'a digest as it stands now',
      examples: ['digest payments', 'digest payments, mobile monthly'],
    },
    subscribe: {
      summary: 'posts the digest here from then on',
      examples: [
        'subscribe payments, mobile every tuesday at 9:30',
        'subscribe payments',
        'subscribe all monthly on the 1st at 8:00 Europe/Berlin',
      ],
    },
    subscriptions: { summary: 'the digests of this conversation', examples: ['subscriptions'] },
    edit: {
      summary: 'changes what is posted or when',
      examples: ['edit 7 every friday at 16:00', 'edit 7 payments, mobile'],
    },
    pause: { summary: 'pauses a digest', examples: ['pause 7 until 2027-01-10', 'pause 7'] },
    resume: { summary: 'resume a paused digest', examples: ['resume 7', 'resume all'] },
    run: { summary: 'posts a digest here now', examples: ['run 7'] },
    unsubscribe: { summary: 'ends a digest', examples: ['unsubscribe 7'] },
    history: { summary: 'what became of a digest', examples: ['history 7'] },
    settle: {
      summary: 'says what became of a digest nobody is sure of',
      examples: ['settle 7 sent', 'settle 7 resend', 'settle 7 drop'],
    },
    alerts: {
      summary: 'watches for seats that nobody uses',
      examples: ['alerts payments', 'alerts all after 30 days repeat every 14 days', 'alerts off payments'],
    },
    why: {
      summary: 'why seats were flagged, or were not',
      examples: ['why payments', 'why ada@example.com', 'why 3', 'why me'],
    },
    snooze: { summary: 'keeps an alert silent for some days', examples: ['snooze 3 14d', 'snooze 3 0d'] },
    remind: { summary: 'asks the people of an alert whether they want their seats', examples: ['remind 3'] },
    reply: { summary: 'answers a reminder', examples: ['reply 4f7k2m use'] },
    reminders: { summary: 'ends reminders to you', examples: ['reminders off'] },
    exclude: {
      summary: 'has somebody not counted or named',
      examples: ['exclude ada@example.com on leave until 2027-01-10', 'exclude'],
    },
    include: {
      summary: 'takes back that somebody is not counted',
      examples: ['include 4', 'include ada@example.com'],
    },
    share: { summary: 'says a report again where everybody reads it', examples: ['share usage payments last week'] },
    home: { summary: 'what you have set up, and your own usage', examples: ['home'] },
    audit: { summary: 'who saw or exported people’s numbers', examples: ['audit last month', 'audit'] },
    export: { summary: 'the same numbers as a CSV file', examples: ['export usage payments last month', 'export 3'] },
  },

  privacy: {
    answeredInPersonalChat: 'The answer is in our personal chat.',
    needsPersonalChat:
      'That answer is for you alone, and I cannot write to you yet: add the app to your personal chats (Apps, search for it, Add), then ask again.',
    needsDirectMessage:
      'That answer is for you alone, and it could not be delivered here: ask again in a direct message.',
  },
}
