/** What can be asked, and where answers go. */
export const help = {
  help: {
    title: 'What you can ask',
    summary: 'Ask me about Tabnine.',
    of: (verb: string) => `How to use: ${verb}`,
    usage: 'Syntax: ',
    otherNames: (names: string) => `Other names: ${names}`,
    examples: 'Examples',
    ask: 'Ask',
    about: 'Answers',
    periods:
      'A period is any of: today, yesterday, this week, last week, this month, last month, mtd, last 30 days, last 3 months, week 47, 2026-W47, 2026-09, Q3, Q3 2026, 2026, since Monday, since 1 Sep, 1 Sep to 14 Sep, 2026-09-01..2026-09-14.',
    teams: 'A team is a name, part of a name, or an id; “all” is the whole organization.',
    schedules:
      'Schedule: every <weekday> or monthly on the 1st, then a time and a time zone. Default: every Monday at 9:00 in your own time zone.',
    chatOnly: 'Only works in Slack or Teams.',
    more: 'More about one command: ',
    welcome: 'Hi! I report how your teams use their Tabnine seats. I only post where someone sets me up.',
  },
  privacy: {
    answeredInPersonalChat: 'The answer is in our personal chat.',
    needsPersonalChat:
      'That answer is for you alone, and I cannot write to you yet: add the app to your personal chats (Apps, search for it, Add), then ask again.',
    needsDirectMessage:
      'That answer is for you alone, and it could not be delivered here: ask again in a direct message.',
  },
}
