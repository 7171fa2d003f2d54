import { z } from 'zod'
import { teamsReport } from '../report/teams.ts'
import type { Command } from './command.ts'

export const teamsCommand: Command<Record<string, never>> = {
  name: 'teams',
  usage: 'teams',
  surface: 'private',
  args: z.object({}),
  async run(_args, { sources, now, voice }) {
    const facts = await teamsReport.collect(sources, {}, now)
    return { facts, message: teamsReport.tell(facts, voice) }
  },
}
