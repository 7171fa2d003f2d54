import type { Option, Pick } from '../message/form.ts'
import type { Words } from '../message/words.ts'
import { type Authorized, release, releaseWithoutData } from '../privacy/authorize.ts'
import type { Caller } from '../privacy/policy.ts'
import type { Directory } from './directory.ts'
import { type Asking, findAuthorization } from './guards.ts'
import { normalizeName } from './line.ts'

type Parts = Asking & {
  readonly directory: Directory
  readonly words: Words
  /** Who sees the options: the person who types, or everyone there. */
  readonly surface: 'personal' | 'channel'
}

/** What a field offers to the one who types into it, as much of it as those who see it may see. */
export async function suggest(
  { of, all = false }: Pick,
  typed: string,
  { directory, words, surface, ...asking }: Parts,
): Promise<Authorized<readonly Option[]>> {
  const [ofGroups, ofPeople, ofOneself] = await Promise.all([
    findAuthorization(asking, 'groups', surface),
    findAuthorization(asking, 'people', surface),
    findAuthorization(asking, 'own', surface),
  ])
  const authorization = ofPeople ?? ofGroups ?? ofOneself
  if (!authorization) return releaseWithoutData([])
  const [teams, people] = await Promise.all([
    of !== 'person' && ofGroups ? directory.teams(typed) : [],
    of === 'team' ? [] : ofPeople ? directory.people(typed) : ofOneself ? ownName(asking.caller, typed) : [],
  ])
  const wholeOrganization = { label: words.forms.wholeOrganization, value: 'all' }
  const fitsAll = ['all', wholeOrganization.label].some(name => normalizeName(name).includes(normalizeName(typed)))
  return release([...(all && ofGroups && fitsAll ? [wholeOrganization] : []), ...teams, ...people], authorization)
}

async function ownName(caller: Caller, typed: string): Promise<Option[]> {
  const { email } = await caller.profile()
  return email?.toLowerCase().includes(typed.trim().toLowerCase()) ? [{ label: email, value: email }] : []
}
