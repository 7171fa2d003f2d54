import { z } from 'zod'
import { findFloor } from '../access/find-floor.ts'
import { floorTeams } from '../access/floor-reports.ts'
import { teamsReport } from '../report/teams.ts'
import type { Command } from './command.ts'

export const teamsCommand: Command<Record<string, never>, 'groups'> = {
  name: 'teams',
  usage: 'teams',
  surface: 'private',
  holds: 'groups',
  args: z.object({}),
  async run(_args, { sources, authorization, now, voice, isWhole = false }) {
    const floor = await findFloor(authorization, sources, { subjects: [], tellsSeats: true })
    const facts = floorTeams(await teamsReport.collect(sources, { isWhole }, now), floor)
    return { facts, message: teamsReport.tell(facts, voice) }
  },
}
