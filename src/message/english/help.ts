/** What can be asked, and where answers go. */
export const help = {
  help: {
    title: 'Ask me about Tabnine',
    summary: 'Type a command, press a button, or ask in your own words.',
    goals: {
      usage: ['usage payments last week', 'How a team used Tabnine'],
      seats: ['seats all', 'Who has a seat and whether it’s used'],
      me: ['me', 'Your own numbers (only you see them)'],
      subscribe: ['subscribe payments', 'A digest here every Monday'],
      alerts: ['alerts payments', 'An alert here on unused seats'],
      teams: ['teams', 'All teams with their seats'],
      digest: ['digest payments', 'This week’s digest of a team'],
    },
    all: (count: number) => `All ${count} commands: `,
    one: 'One command: ',
    lineOfAll: 'help all',
    lineOfOne: 'help usage',
    allTitle: 'All commands',
    allSummary: 'Each command with an example to copy.',
    of: (verb: string) => `How to use: ${verb}`,
    usage: 'Syntax: ',
    otherNames: (names: string) => `Other names: ${names}`,
    examples: 'Examples',
    ask: 'Type',
    about: 'You get',
    periods:
      'A period is any of: today, yesterday, this week, last week, this month, last month, mtd, last 30 days, last 3 months, week 47, 2026-W47, 2026-09, Q3, Q3 2026, 2026, since Monday, since 1 Sep, 1 Sep to 14 Sep, 2026-09-01..2026-09-14.',
    teams: 'A team is a name, part of a name, or an id; “all” is the whole organization.',
    schedules:
      'Schedule: every <weekday> or monthly on the 1st, then a time and a time zone. Default: every Monday at 9:00 in your own time zone.',
    chatOnly: 'Only works in Slack or Teams.',
    welcome: 'Hi! I report how your teams use their Tabnine seats. I only post where someone sets me up.',
  },
  whoami: {
    title: 'Your IDs',
    summary: 'Admins name people and conversations by these IDs in the settings.',
    id: 'Your ID',
    email: 'Your e-mail',
    role: 'Your role',
    noRole: 'none',
    from: {
      terminal: 'you run the bot',
      settings: 'by the settings',
      tabnine: 'by your role in Tabnine',
      everyone: 'as everyone',
    },
    unchecked: 'I can’t read roles from Tabnine right now, so you have the rights of everyone.',
    conversation: 'This conversation',
  },
  privacy: {
    answeredInPersonalChat: 'The answer is in our personal chat.',
    needsPersonalChat:
      'That answer is for you alone, and I cannot write to you yet: add the app to your personal chats (Apps, search for it, Add), then ask again.',
    needsDirectMessage:
      'That answer is for you alone, and it could not be delivered here: ask again in a direct message.',
  },
}
