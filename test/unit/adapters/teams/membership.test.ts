import { describe, expect, test } from 'vitest'
import { createMembership, type RosterEntry } from '../../../../adapters/teams/membership.ts'

const own = '11111111-2222-3333-4444-555555555555'
const other = '99999999-2222-3333-4444-555555555555'
const member: RosterEntry = { userRole: 'user', tenantId: own, aadObjectId: 'object' }

describe('of the company', () => {
  const { membershipOf } = createMembership({ isDev: false, tenantId: own })

  test.each<[string, RosterEntry]>([
    ['a user', member],
    ['a user in capitals', { ...member, userRole: 'USER' }],
    ['an owner of the team', { ...member, userRole: 'Owner' }],
    ['a tenant in capitals', { ...member, tenantId: own.toUpperCase() }],
    ['an object id under its other name', { ...member, aadObjectId: undefined, objectId: 'object' }],
  ])('is %s', (_who, entry) => expect(membershipOf(entry, own)).toBe('member'))

  test.each<[string, RosterEntry]>([
    ['a guest', { ...member, userRole: 'guest' }],
    ['a guest in capitals', { ...member, userRole: 'Guest' }],
    ['an anonymous participant, who has the tenant of the organizer', { ...member, userRole: 'anonymous' }],
    ['a role of the future', { ...member, userRole: 'federated' }],
    ['who has no role', { ...member, userRole: undefined }],
    ['who has an empty role', { ...member, userRole: '' }],
    ['who has no account', { ...member, aadObjectId: undefined }],
    ['who has an empty account', { ...member, aadObjectId: '' }],
    ['of another tenant', { ...member, tenantId: other }],
    ['of no tenant', { ...member, tenantId: undefined }],
    ['of an empty tenant', { ...member, tenantId: '' }],
    ['of whom the roster says nothing', {}],
  ])('is not %s', (_who, entry) => expect(membershipOf(entry, own)).toBe('external'))

  test.each([other, undefined, ''])('is no one in a conversation of the tenant %j', tenant => {
    expect(membershipOf(member, tenant)).toBe('external')
    expect(membershipOf(null, tenant)).toBe('external')
  })

  test('is not known while the roster is silent', () => expect(membershipOf(null, own)).toBe('unknown'))
})

test('without authentication only this machine asks, so everyone is a member', () => {
  const { membershipOf, isOwn } = createMembership({ isDev: true, tenantId: '' })
  expect([membershipOf(null, undefined), membershipOf({}, own), isOwn(undefined)]).toEqual(['member', 'member', true])
})

test('without a tenant no one is a member', () => {
  const { membershipOf, isOwn } = createMembership({ isDev: false, tenantId: '' })
  expect([membershipOf({ ...member, tenantId: '' }, ''), isOwn('')]).toEqual(['external', false])
})
