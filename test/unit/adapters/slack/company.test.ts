import { describe, expect, it } from 'vitest'
import { type HomeWorkspace, membershipOf } from '../../../../adapters/slack/incoming.ts'

const failIfAsked = () => Promise.reject(new Error('the profile is not needed'))
const home =
  (team: string | null, enterprise: string | null = null) =>
  () =>
    Promise.resolve<HomeWorkspace>({ team, enterprise })
const silent = home(null)

describe('in a single workspace', () => {
  const company = { team: 'T1', enterprise: null }

  it.each([
    ['of it', 'T1', home('T1'), 'member'],
    ['of whom Slack states nothing', undefined, home('T1'), 'member'],
    ['of another', 'T2', failIfAsked, 'external'],
    ['of an organization', 'E2', failIfAsked, 'external'],
    ['of another, with whom ours is stated', 'T1', home('T2'), 'external'],
    ['of another, of whom Slack states nothing', undefined, home('T2'), 'external'],
    ['of another organization', undefined, home('T2', 'E2'), 'external'],
    ['of whom nothing is stated that is text', 7, home('T1'), 'member'],
    ['whose profile is silent', undefined, silent, 'unknown'],
    ['whose profile is silent, with whom ours is stated', 'T1', silent, 'unknown'],
  ])('an event of a person %s', async (_who, team, profile, membership) => {
    expect(await membershipOf({ team, isOfPerson: false }, company, profile)).toBe(membership)
  })

  it.each([
    ['of it', 'T1', home('T1'), 'member'],
    ['of another', 'T2', failIfAsked, 'external'],
    ['whose profile says another', 'T1', home('T2'), 'external'],
    ['whose profile is silent', 'T1', silent, 'member'],
    ['of whom nothing is known at all', undefined, silent, 'unknown'],
  ])('a command of a person %s', async (_who, team, profile, membership) => {
    expect(await membershipOf({ team, isOfPerson: true }, company, profile)).toBe(membership)
  })
})

describe('in a workspace of an organization', () => {
  const company = { team: 'T1', enterprise: 'E1' }

  it.each([
    ['of it', 'T1', home('T1', 'E1'), 'member'],
    ['of the organization', 'E1', home('T2', 'E1'), 'member'],
    ['of another of its workspaces', 'T2', home('T2', 'E1'), 'member'],
    ['of another company', 'T3', home('T3'), 'external'],
    ['of another organization', 'E2', home('T4', 'E2'), 'external'],
    ['of another organization, with whom ours is stated', 'E1', home('T4', 'E2'), 'external'],
    ['of another workspace whose profile is silent', 'T2', silent, 'unknown'],
  ])('a person %s', async (_who, team, profile, membership) => {
    for (const isOfPerson of [true, false])
      expect(await membershipOf({ team, isOfPerson }, company, profile)).toBe(membership)
  })
})
