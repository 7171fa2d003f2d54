import { describe, expect, test } from 'vitest'
import { createAccess } from '../../../src/access/access.ts'
import { everybody, type Roles, roleOf } from '../../../src/access/roles.ts'
import { caller } from '../../helpers/callers.ts'

const ada = caller({ id: 'U0ADA1', email: 'ada@northwind.example' })
const listed = (roles: Partial<Roles>): Roles => ({ ...everybody, ...roles })
const never = () => Promise.reject(new Error('groups were asked for'))

describe('the role of a caller', () => {
  test.each<[rule: string, roles: Partial<Roles>, groups: readonly string[] | null, role: string | null]>([
    ['everybody may subscribe where nobody is listed', {}, null, 'subscriber'],
    ['an admin by id', { admin: ['U0ADA1'] }, null, 'admin'],
    ['an admin by e-mail', { admin: ['ADA@northwind.example'] }, null, 'admin'],
    ['an admin by user group', { admin: ['S0ADMINS'] }, ['S0OTHERS', 'S0ADMINS'], 'admin'],
    ['a subscriber by team', { subscriber: ['team owners'] }, ['team owners'], 'subscriber'],
    ['a viewer where others are listed', { subscriber: ['U0BOB1'] }, null, 'viewer'],
    ['nothing where all are listed but oneself', { subscriber: [], viewer: ['U0BOB1'] }, null, null],
    ['nothing by a group where groups are not told', { admin: ['S0ADMINS'], subscriber: [], viewer: [] }, null, null],
    ['no role by an id that looks like a group', { subscriber: ['S0LEADS'], viewer: [] }, [], null],
  ])('%s', async (_rule, roles, groups, role) => {
    expect(await roleOf(ada, listed(roles), async () => groups)).toBe(role)
  })

  test('groups are asked for once, and only where a list names one', async () => {
    expect(await roleOf(ada, listed({ admin: ['U0BOB1'], subscriber: [], viewer: ['U0ADA1'] }), never)).toBe('viewer')
    let asked = 0
    const groupsOf = async () => {
      asked++
      return []
    }
    await roleOf(ada, { admin: ['S0ADMINS'], subscriber: ['S0LEADS'], viewer: ['team owners'] }, groupsOf)
    expect(asked).toBe(1)
  })

  test('a failure gives nobody a role', async () => {
    expect(await roleOf(ada, listed({ admin: ['S0ADMINS'], subscriber: ['S0LEADS'] }), never)).toBe('viewer')
  })

  test('who sits at the terminal, or is in ADMINS, is an admin whatever the lists say', async () => {
    const closed = { roles: { admin: [], subscriber: [], viewer: [] } }
    expect(await createAccess(caller({ isAdmin: true }), [], closed).role()).toBe('admin')
    expect(await createAccess(ada, ['U0ADA1'], closed).role()).toBe('admin')
    expect(await createAccess(ada, [], closed).role()).toBeNull()
  })
})
