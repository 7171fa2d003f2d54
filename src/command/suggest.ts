import type { Caller } from '../access/policy.ts'
import type { Option, Pick } from '../message/form.ts'
import type { Words } from '../message/words.ts'
import type { Directory } from './directory.ts'
import { type Asking, findAuthorization } from './guards.ts'
import { normalizeName } from './line.ts'

/** What is offered is read by the one who types, and by no one else. */
const surface = 'personal'

/** What a field offers while somebody types into it. Only whoever may see names is offered those of others. */
export async function suggest(
  { of, all = false }: Pick,
  typed: string,
  { directory, words, ...asking }: Asking & { directory: Directory; words: Words },
): Promise<Option[]> {
  const [mayAsk, mayName] = await Promise.all([
    findAuthorization(asking, 'groups', surface),
    findAuthorization(asking, 'people', surface),
  ])
  const [teams, people] = await Promise.all([
    of !== 'person' && mayAsk ? directory.teams(typed) : [],
    of === 'team' ? [] : mayName ? directory.people(typed) : ownName(asking.caller, typed),
  ])
  const everybody = { label: words.forms.everybody, value: 'all' }
  const fitsAll = ['all', everybody.label].some(name => normalizeName(name).includes(normalizeName(typed)))
  return [...(all && mayAsk && fitsAll ? [everybody] : []), ...teams, ...people]
}

async function ownName(caller: Caller, typed: string): Promise<Option[]> {
  const { email } = await caller.profile()
  return email?.toLowerCase().includes(typed.trim().toLowerCase()) ? [{ label: email, value: email }] : []
}
