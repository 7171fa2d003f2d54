import { z } from 'zod'
import { findFloor } from '../access/find-floor.ts'
import { floorTeams } from '../access/floor-reports.ts'
import { surfaceOf } from '../access/policy.ts'
import { teamsReport } from '../report/teams.ts'
import type { Command } from './command.ts'

export const teamsCommand: Command<Record<string, never>> = {
  name: 'teams',
  usage: 'teams',
  surface: 'private',
  args: z.object({}),
  async run(_args, { sources, caller, access, now, voice }) {
    const surface = surfaceOf(caller, teamsCommand.surface)
    const floor = await findFloor(access, sources, { surface, subjects: [], tellsSeats: true })
    const facts = floorTeams(await teamsReport.collect(sources, {}, now), floor)
    return { facts, message: teamsReport.tell(facts, voice) }
  },
}
