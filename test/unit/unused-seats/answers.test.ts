/** What people answered who were asked about their seats: of a few, no number of the alert may say it either. */
import { expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import { exampleUnused } from '../../../src/unused-seats/findings/example.ts'
import { renderUnused } from '../../../src/unused-seats/findings.ts'
import { textsIn } from '../../helpers/said.ts'

const rendering = { t: createWords('en'), timeZone: 'Europe/Berlin', commandPrefix: '/tabnine ' }
const nobodyAsked = { use: 0, release: 0, later: 0, open: 0, unreached: 0 }

test.each<[what: string, floor: number, asked: Partial<typeof nobodyAsked> | null, deferred: number, told: string]>([
  ['of few, who answered “later” is open', 5, { later: 2, open: 2 }, 2, '5 open'],
  ['of few, who was snoozed by others is snoozed', 5, { later: 1, open: 3 }, 0, '2 snoozed and 3 open'],
  ['of enough it is told', 5, { later: 2, open: 3 }, 2, '2 snoozed and 3 open'],
  ['whom nothing reached was asked too', 5, { later: 2, open: 2, unreached: 1 }, 2, '2 snoozed and 3 open'],
  ['to whoever may see names it is told', 0, { later: 2 }, 2, '2 snoozed and 3 open'],
  ['where questions are forgotten there are few', 5, null, 2, '5 open'],
])('%s', (_what, floor, asked, deferred, told) => {
  const { episode } = exampleUnused
  if (!episode) throw new Error('the example has an episode')
  const { open, snoozed } = { open: 5, snoozed: 2 }
  const progress = { ...episode.progress, open, snoozed, deferred }
  const facts = {
    ...exampleUnused,
    episode: { ...episode, progress: asked ? { ...progress, asked: { ...nobodyAsked, ...asked } } : progress },
  }
  const texts = textsIn(renderUnused(facts, rendering, { name: () => null, minGroupSize: floor }))
  expect(texts).toContain(
    `Opened on 9 Nov 2026 with 14. Now 6 joined, 1 in use, 2 released${/and/.test(told) ? ',' : ' and'} ${told}.`,
  )
})
