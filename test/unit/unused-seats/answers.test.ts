/** What people answered who were reminded: of a small group, no number of the alert may reveal it. */
import { expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import { exampleUnused } from '../../../src/unused-seats/findings/example.ts'
import { renderUnused } from '../../../src/unused-seats/findings.ts'
import { textsIn } from '../../helpers/message-content.ts'

const rendering = { t: createWords('en'), timeZone: 'Europe/Berlin', commandPrefix: '/tabnine ' }
const lastSentOn = new Date('2026-11-16T08:30:00Z')
const noAnswers = { use: 0, release: 0, later: 0, open: 0, unreached: 0, waiting: 0, newInvites: 0, toFree: 0 }

test.each<[what: string, minGroupSize: number, asked: Partial<typeof noAnswers> | null, reminders: string | null]>([
  [
    'of fewer than five, “later” is hidden',
    5,
    { later: 2, open: 2 },
    '4 people reminded; answers are shown from 5 people on',
  ],
  ['of enough it is shown', 5, { later: 2, open: 3 }, '5 sent on 16 Nov 2026: 2 later · 3 no answer yet'],
  [
    'a message that was not delivered counts as well',
    5,
    { later: 2, open: 2, unreached: 1 },
    '4 of 5 sent on 16 Nov 2026: 2 later · 2 no answer yet · 1 not delivered',
  ],
  ['readers who see names see answers', 0, { later: 2 }, '2 sent on 16 Nov 2026: 2 later'],
  ['without reminders there is no line', 5, null, null],
])('%s', (_what, minGroupSize, asked, reminders) => {
  const { episode } = exampleUnused
  if (!episode) throw new Error('the example has an episode')
  // Both answered “later”, so their seats are snoozed.
  const progress = { ...episode.progress, open: 5, snoozed: 2, deferred: 2 }
  const facts = {
    ...exampleUnused,
    episode: {
      ...episode,
      progress: asked ? { ...progress, asked: { ...noAnswers, ...asked, lastSentOn } } : progress,
    },
  }
  const texts = textsIn(renderUnused(facts, rendering, { name: () => null, minGroupSize }))
  expect(texts).toContain('6 joined · 1 in use again · 2 freed')
  expect(texts.join('\n')).not.toMatch(/snoozed/i)
  if (reminders === null) expect(texts).not.toContain('Reminders')
  else expect(texts).toContain(reminders)
})
