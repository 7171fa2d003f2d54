import { describe, expect, test } from 'vitest'
import { accessPolicyOf, createAccess } from '../../../src/privacy/authorize.ts'
import { type ChatPerson, explainRole, findRole, openRoles, type Roles } from '../../../src/privacy/policy.ts'
import { caller } from '../../helpers/callers.ts'

const ada = caller({ id: 'U0ADA1', email: 'ada@northwind.example' })
const listed = (roles: Partial<Roles>): Roles => ({ ...openRoles, ...roles })
/** Of a person who asks: an unknown role is no role. */
const roleOf = (person: ChatPerson, roles: Roles) =>
  createAccess(person, { roles, privacy: accessPolicyOf([]).privacy }).role()
const never = () => Promise.reject(new Error('groups were asked for'))

describe('the role of a caller', () => {
  test.each<[rule: string, roles: Partial<Roles>, groups: readonly string[] | null, role: string | null]>([
    ['everyone may subscribe where no one is listed', {}, null, 'subscriber'],
    ['an admin by id', { admin: ['U0ADA1'] }, null, 'admin'],
    ['an admin by e-mail', { admin: ['ADA@northwind.example'] }, null, 'admin'],
    ['an admin by user group', { admin: ['S0ADMINS'] }, ['S0OTHERS', 'S0ADMINS'], 'admin'],
    ['a viewer where others are listed', { subscriber: ['U0BOB1'] }, null, 'viewer'],
    ['nothing where all are listed but oneself', { subscriber: [], viewer: ['U0BOB1'] }, null, null],
    ['nothing by a group where groups are not given', { admin: ['S0ADMINS'], subscriber: [], viewer: [] }, null, null],
    ['no role by an id that looks like a group', { subscriber: ['S0LEADS'], viewer: [] }, [], null],
    ['nothing by a group of another platform', { subscriber: ['team owners'], viewer: [] }, ['team owners'], null],
  ])('%s', async (_rule, roles, groups, role) => {
    expect(await roleOf({ ...ada, groups: async () => groups }, listed(roles))).toBe(role)
  })

  test('a subscriber owns the team in Teams', async () => {
    const owner = caller({ platform: 'teams', groups: async () => ['team owners'] })
    expect(await roleOf(owner, listed({ subscriber: ['team owners'] }))).toBe('subscriber')
    expect(await roleOf(owner, listed({ subscriber: ['S0LEADS'], viewer: [] }))).toBeNull()
  })

  test('groups are asked for once, and only where a list names one', async () => {
    const asking = { ...ada, groups: never }
    expect(await roleOf(asking, listed({ admin: ['U0BOB1'], subscriber: [], viewer: ['U0ADA1'] }))).toBe('viewer')
    expect(await roleOf(asking, listed({ subscriber: ['team owners'] }))).toBe('viewer')
    let asked = 0
    const groups = async () => {
      asked++
      return []
    }
    await roleOf({ ...ada, groups }, { admin: ['S0ADMINS'], subscriber: ['S0LEADS'], viewer: ['team owners'] })
    expect(asked).toBe(1)
  })

  test('a failure gives no one a role', async () => {
    const failing = { ...ada, groups: never }
    expect(await roleOf(failing, listed({ admin: ['S0ADMINS'], subscriber: ['S0LEADS'] }))).toBe('viewer')
  })

  test.each<[rule: string, person: Parameters<typeof findRole>[0], roles: Partial<Roles>, role: string | null]>([
    ['the e-mail is unknown and a list has one', caller(), { subscriber: [], viewer: ['a@x.example'] }, 'unknown'],
    ['the e-mail is known', ada, { subscriber: [], viewer: ['a@x.example'] }, null],
    ['groups are unknown and a list has one', ada, { admin: ['S0ADMINS'], subscriber: [], viewer: [] }, 'unknown'],
    ['a list has only ids', caller(), { subscriber: ['U0BOB1'], viewer: ['U0BOB1'] }, null],
    ['a lower role is certain', caller(), { admin: ['a@x.example'] }, 'subscriber'],
  ])('where %s', async (_rule, person, roles, role) => {
    expect(await findRole(person, listed(roles))).toBe(role)
  })

  test('who sits at the terminal, or is in ADMINS, is an admin whatever the lists say', async () => {
    const closed = { roles: { admin: [], subscriber: [], viewer: [] } }
    expect(await createAccess(caller({ isAdmin: true }), accessPolicyOf([], closed)).role()).toBe('admin')
    expect(await createAccess(ada, accessPolicyOf(['U0ADA1'], closed)).role()).toBe('admin')
    expect(await createAccess(ada, accessPolicyOf([], closed)).role()).toBeNull()
  })
})

describe('a role in Tabnine', () => {
  const email = 'Ada@Northwind.example'
  const adaIn = (known: { verifiedEmail?: string; email?: string | null }, rest: Partial<ChatPerson> = {}) =>
    caller({ id: 'U0ADA1', profile: async () => ({ email: null, zone: null, name: null, ...known }), ...rest })
  const tabnine = { isAdmin: (asked: string) => asked === 'ada@northwind.example' }
  const confirmed = { email, verifiedEmail: email }

  test.each<[rule: string, person: ChatPerson, roles: Partial<Roles>, role: string | null, source: string]>([
    ['makes an admin', adaIn(confirmed), { tabnine }, 'admin', 'tabnine'],
    ['not by an e-mail that is not confirmed', adaIn({ email }), { tabnine }, 'subscriber', 'everyone'],
    ['not of another person', adaIn({ verifiedEmail: 'ada@other.example' }), { tabnine }, 'subscriber', 'everyone'],
    [
      'not of a look-alike',
      adaIn({ verifiedEmail: 'ad\u0430@northwind.example' }),
      { tabnine },
      'subscriber',
      'everyone',
    ],
    ['not of an external user', adaIn(confirmed, { isStranger: true }), { tabnine }, 'subscriber', 'everyone'],
    ['not where it is switched off', adaIn(confirmed), {}, 'subscriber', 'everyone'],
    ['not over a list of subscribers', adaIn(confirmed), { tabnine, subscriber: ['U0ADA1'] }, 'subscriber', 'settings'],
    [
      'not over a list of viewers',
      adaIn(confirmed),
      { tabnine, subscriber: ['U0BOB1'], viewer: ['U0ADA1'] },
      'viewer',
      'settings',
    ],
    ['also where others are listed', adaIn(confirmed), { tabnine, subscriber: [], viewer: [] }, 'admin', 'tabnine'],
  ])('%s', async (_rule, person, roles, role, source) => {
    expect(await explainRole(person, listed(roles))).toEqual({ role, source, isUnchecked: false })
  })

  test('that cannot be read leaves the lesser one, which says so', async () => {
    const unknown = { isAdmin: () => 'unknown' as const }
    const found = await explainRole(adaIn(confirmed), listed({ tabnine: unknown }))
    expect(found).toEqual({ role: 'subscriber', source: 'everyone', isUnchecked: true })
    expect((await explainRole(adaIn({ email }), listed({ tabnine: unknown }))).isUnchecked).toBe(false)
  })
})
