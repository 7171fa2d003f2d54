import type { Access } from '../access/access.ts'
import type { Caller } from '../access/policy.ts'
import type { Option, Pick } from '../message/form.ts'
import type { Words } from '../message/words.ts'
import type { Directory } from './directory.ts'
import { normalizeName } from './line.ts'

/** What is offered is read by whoever types, and by nobody else. */
const alone = { surface: 'personal', isSelf: false } as const

/** Whether a form may tell its reader what teams there are. */
export async function mayReadTeams(access: Access): Promise<boolean> {
  return (await access.level({ ...alone, subject: 'group' })) !== 'off'
}

/** What a field offers while somebody types into it. Only whoever may see names is offered those of others. */
export async function suggest(
  { of, all = false }: Pick,
  typed: string,
  { directory, access, caller, words }: { directory: Directory; access: Access; caller: Caller; words: Words },
): Promise<Option[]> {
  const [mayAsk, mayName] = await Promise.all([
    mayReadTeams(access),
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
