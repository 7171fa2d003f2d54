import { type Check, type CheckFinding, fail, ok, skip, warn } from './check.ts'
import type { DoctorContext } from './context.ts'
import { checkReferences } from './references.ts'

export const configurationChecks: readonly Check[] = [
  {
    id: 'configuration.file',
    group: 'configuration',
    run: ({ config: { file, configFile } }) =>
      configFile === null
        ? skip('CONFIG_FILE is not set, so the defaults hold.')
        : ok(`${configFile} is valid: ${file.subscriptions.length} digests, ${file.exclusions.length} exclusions.`),
  },
  { id: 'configuration.names', group: 'configuration', run: checkNames },
]

async function checkNames(context: DoctorContext): Promise<CheckFinding> {
  if (!context.isOnline) return skip('Add --online to look up every team, channel, group and person.')
  const { found, broken, unchecked } = await checkReferences(context)
  if (broken.length > 0) return fail(broken.join(' '))
  const rest = unchecked.length === 0 ? '' : ` Not looked up: ${unchecked.join(', ')}.`
  const sentence = `${found} teams, conversations, groups and people of the settings exist.${rest}`
  return unchecked.length > 0 && found === 0 ? warn(sentence) : ok(sentence)
}
