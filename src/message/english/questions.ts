/** The answer to a question in a sentence: buttons with the nearest commands. */
export const questions = {
  questions: {
    title: 'Did you mean one of these?',
    summary: 'I answer short commands. These come closest to your question.',
    usage: 'See usage',
    usageOf: (team: string) => `See ${team} usage`,
    teamUsage: 'See team usage…',
    cost: 'See agent cost',
    seats: 'See seats',
    seatsOf: (team: string) => `See ${team} seats`,
    unused: 'See unused seats',
    me: 'See my usage',
    teams: 'See all teams',
    compare: 'Compare teams',
    compareSome: 'Compare teams…',
    help: 'See all commands',
  },
}
