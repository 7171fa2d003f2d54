import type { Check } from './check.ts'
import { configurationChecks } from './configuration.ts'
import { databaseChecks } from './database.ts'
import { environmentChecks } from './environment.ts'
import { hostChecks } from './host.ts'
import { postChecks } from './post.ts'
import { slackChecks } from './slack.ts'
import { stateChecks } from './state.ts'
import { tabnineChecks } from './tabnine.ts'
import { teamsChecks } from './teams.ts'

/** All checks, in the order in which they are shown; a check comes after the one it needs. */
export const checks: readonly Check[] = [
  ...hostChecks,
  ...environmentChecks,
  ...configurationChecks,
  ...tabnineChecks,
  ...slackChecks,
  ...teamsChecks,
  ...databaseChecks,
  ...stateChecks,
  ...postChecks,
]
