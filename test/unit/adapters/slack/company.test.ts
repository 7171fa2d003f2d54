import { describe, expect, it } from 'vitest'
import { isStranger } from '../../../../adapters/slack/company.ts'

const nobodyAsks = () => Promise.reject(new Error('the profile is not needed'))
const of = (enterprise: string | null) => () => Promise.resolve(enterprise)

describe('in a workspace by itself', () => {
  const company = { team: 'T1', enterprise: null }

  it.each([
    ['of it', 'T1', false],
    ['of whom Slack does not say it', undefined, false],
    ['of another', 'T2', true],
    ['of an organization', 'E2', true],
  ])('somebody %s', async (_who, team, stranger) => {
    expect(await isStranger(team, company, nobodyAsks)).toBe(stranger)
  })
})

describe('in a workspace of an organization', () => {
  const company = { team: 'T1', enterprise: 'E1' }

  it.each([
    ['of it', 'T1', nobodyAsks, false],
    ['of the organization', 'E1', nobodyAsks, false],
    ['of another of its workspaces', 'T2', of('E1'), false],
    ['of another company', 'T3', of(null), true],
    ['of another organization', 'E2', of('E2'), true],
  ])('somebody %s', async (_who, team, enterprise, stranger) => {
    expect(await isStranger(team, company, enterprise)).toBe(stranger)
  })
})
