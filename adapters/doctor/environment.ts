import { distance } from 'fastest-levenshtein'
import type { Environment } from '../../src/config/gaps.ts'
import { listSettings } from '../../src/config.ts'
import { type Check, ok, warn } from './check.ts'

/** Names of these services are probably meant for the bot. */
const prefixes = ['TABNINE_', 'SLACK_', 'MICROSOFT_APP_']

/** What Kubernetes sets for a service of such a name in every pod. */
const ofKubernetes = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP)(_\w+)?)?)$/

/** Shorter names differ by a letter or two from something that is meant for another program. */
const minLength = 8

/** An environment variable that is not a setting but looks like one, and the setting that may be meant. */
type NearName = { readonly name: string; readonly meant: string | null }

/** Names that the bot does not read although someone probably wrote them for it. Values are not looked at. */
export function findNearNames(environment: Environment): NearName[] {
  const known = listSettings().map(({ name }) => name)
  const isUnset = (name: string) => !environment[name]?.trim()
  return Object.keys(environment)
    .filter(name => !known.includes(name) && !ofKubernetes.test(name))
    .flatMap((name): NearName[] => {
      const [nearest] = known
        .map(setting => ({ setting, away: distance(fold(setting), fold(name)) }))
        .filter(({ setting, away }) => setting.length >= minLength && away <= 2)
        .sort((a, b) => a.away - b.away)
      if (nearest && isUnset(nearest.setting)) return [{ name, meant: nearest.setting }]
      return prefixes.some(prefix => name.toUpperCase().startsWith(prefix)) ? [{ name, meant: null }] : []
    })
}

/** One sentence, or `null`. */
export function describeNearNames(near: readonly NearName[]): string | null {
  if (near.length === 0) return null
  const named = near.map(({ name, meant }) => (meant === null ? name : `${name} (did you mean ${meant}?)`))
  const are = near.length === 1 ? 'is not a setting and is' : 'are not settings and are'
  return `${named.join(', ')} ${are} ignored: correct the spelling, or remove ${near.length === 1 ? 'it' : 'them'}.`
}

export const environmentChecks: readonly Check[] = [
  {
    id: 'environment.names',
    group: 'environment',
    run({ environment }) {
      const sentence = describeNearNames(findNearNames(environment))
      return sentence === null ? ok('All settings are spelled as the bot reads them.') : warn(sentence)
    },
  },
  {
    id: 'environment.values',
    group: 'environment',
    run: ({ config: { warnings } }) =>
      warnings.length === 0 ? ok('No setting needs attention.') : warn(warnings.join(' ')),
  },
]

function fold(name: string): string {
  return name.toUpperCase().replaceAll('_', '')
}
