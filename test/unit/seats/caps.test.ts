import { expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import { findTightCaps } from '../../../src/seats/purchase/caps.ts'
import { renderCap } from '../../../src/seats/purchase/render.ts'
import { textsIn } from '../../helpers/message-content.ts'

const team = (people: number | null, seatCap?: number, invited?: number) => ({
  ...{ id: `t${people}`, name: `Team ${people}`, people },
  ...(seatCap === undefined ? {} : { seatCap }),
  ...(invited === undefined ? {} : { invited }),
})

test.each([
  [18, 20, 3, '18 of 20 seats, 3 invited: one too many.', '18 von 20 Plätzen, 3 eingeladen: einer zu viel.'],
  [17, 20, 7, '17 of 20 seats, 7 invited: 4 too many.', '17 von 20 Plätzen, 7 eingeladen: 4 zu viel.'],
  [20, 20, 0, '20 of 20 seats: none left.', '20 von 20 Plätzen: keiner übrig.'],
  [18, 20, 1, '18 of 20 seats, 1 invited: one left.', '18 von 20 Plätzen, 1 eingeladen: einer übrig.'],
  [18, 20, undefined, '18 of 20 seats: 2 left.', '18 von 20 Plätzen: 2 übrig.'],
])('%d members, a cap of %d and %s invites: %s', (people, cap, invited, english, german) => {
  const caps = findTightCaps([team(people, cap, invited)])
  const shown = (['en', 'de'] as const).map(language =>
    textsIn({ title: '', summary: '', parts: renderCap(caps, createWords(language)) })
      .join(' ')
      .trim(),
  )
  expect(shown).toEqual([english, german])
})

test('a team with room, without a cap or without a count is not listed; the fullest come first', () => {
  const teams = [team(17, 20), team(4, 5), team(30), team(null, 5), team(19, 20), team(18, 20, 4)]
  expect(findTightCaps(teams).map(({ members, left }) => [members, left])).toEqual([
    [18, -2],
    [19, 1],
  ])
  expect(findTightCaps(teams, 't17')).toEqual([])
})
