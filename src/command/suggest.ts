import type { Access } from '../access/access.ts'
import type { Caller } from '../access/policy.ts'
import type { Option, Pick } from '../message/form.ts'
import type { Words } from '../message/words.ts'
import type { Directory } from './directory.ts'
import { normalizeName } from './line.ts'

/** What a field offers while somebody types into it. Only whoever may see names is offered those of others. */
export async function suggest(
  { of, all = false }: Pick,
  typed: string,
  { directory, access, caller, words }: { directory: Directory; access: Access; caller: Caller; words: Words },
): Promise<Option[]> {
  const alone = { surface: 'personal', isSelf: false } as const
  const [mayAsk, mayName] = await Promise.all([
    access.level({ ...alone, subject: 'group' }).then(level => level !== 'off'),
    access.level({ ...alone, subject: 'person' }).then(level => level === 'named'),
  ])
  const [teams, people] = await Promise.all([
    of !== 'person' && mayAsk ? directory.teams(typed) : [],
    of === 'team' ? [] : mayName ? directory.people(typed) : ownName(caller, typed),
  ])
  const everybody = { label: words.forms.everybody, value: 'all' }
  const fitsAll = ['all', everybody.label].some(name => normalizeName(name).includes(normalizeName(typed)))
  return [...(all && mayAsk && fitsAll ? [everybody] : []), ...teams, ...people]
}

async function ownName(caller: Caller, typed: string): Promise<Option[]> {
  const { email } = await caller.profile()
  return email?.toLowerCase().includes(typed.trim().toLowerCase()) ? [{ label: email, value: email }] : []
}
