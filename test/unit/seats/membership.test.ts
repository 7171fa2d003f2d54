import { describe, expect, test } from 'vitest'
import type { KnownPerson, MemberChanges } from '../../../src/ports.ts'
import { assembleMembership } from '../../../src/seats/membership.ts'
import { day, days } from '../../helpers/facts.ts'
import { knownPerson } from '../../helpers/known-people.ts'

const week = days('2026-11-16', '2026-11-22')
const noLeavers: MemberChanges = { members: 57, leavers: [], firstLook: day('2026-08-01'), hasMoved: false }
const assemble = (changes: Partial<MemberChanges>, isTeam = true) =>
  assembleMembership({ ...noLeavers, ...changes }, week, isTeam)

describe('how many of the active people have left', () => {
  test.each<[what: string, Partial<MemberChanges>, isTeam: boolean, activeLeavers: number | null]>([
    ['no one has left', {}, true, 0],
    ['the bot never looked', { firstLook: null }, true, null],
    ['the bot first looked in the period', { firstLook: day('2026-11-17') }, true, null],
    ['the bot first looked on the day it begins', { firstLook: day('2026-11-16') }, true, 0],
    ['a person changed teams, and a team is asked about', { hasMoved: true }, true, null],
    ['a person changed teams, and all are asked about', { hasMoved: true }, false, 0],
  ])('%s', (_what, changes, isTeam, activeLeavers) => {
    expect(assemble(changes, isTeam)).toEqual(activeLeavers === null ? null : { members: 57, activeLeavers })
  })

  const always = { knownFrom: day('2026-01-05'), knownTo: day('2026-11-18') }
  test.each<[what: string, Partial<KnownPerson>, activeLeavers: number | null]>([
    ['used it in the period', { lastUsedOn: day('2026-11-16') }, 1],
    [
      'first used it in the period, and again after',
      { firstUsedOn: day('2026-11-22'), lastUsedOn: day('2026-11-23') },
      1,
    ],
    ['used it before and after', { ...always, firstUsedOn: day('2026-05-04'), lastUsedOn: day('2026-11-23') }, null],
    ['first used it after the period', { ...always, firstUsedOn: day('2026-11-23'), lastUsedOn: day('2026-11-23') }, 0],
    ['used it weeks before, and not up to the end', { ...always, lastUsedOn: day('2026-11-03') }, 0],
    ['used it shortly before their last day', { ...always, lastUsedOn: day('2026-11-13') }, null],
    ['never used it', always, 0],
    [
      'was not asked about up to the end',
      { ...always, knownTo: day('2026-11-17'), lastUsedOn: day('2026-11-03') },
      null,
    ],
    ['was asked about from the period on', { ...always, knownFrom: day('2026-11-17') }, null],
    ['registered when that was asked', { ...always, knownFrom: day('2026-11-17'), registeredAt: day('2026-11-17') }, 0],
    ['was never asked about', {}, null],
  ])('a person who has left %s', (_what, known, activeLeavers) => {
    const found = assemble({ leavers: [knownPerson('gone', known)] })
    expect(found?.activeLeavers ?? null).toBe(activeLeavers)
  })
})
