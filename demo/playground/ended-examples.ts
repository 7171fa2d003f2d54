/** How things end: an alert that is over, and a notice to the person who set up a digest that could not be posted. */

import { digestNotice } from '../../src/digests/notice.ts'
import type { Message } from '../../src/message/message.ts'
import type { RenderContext } from '../../src/message/render-context.ts'
import { exampleUnused } from '../../src/unused-seats/findings/example.ts'
import { renderUnused, type UnusedView } from '../../src/unused-seats/findings.ts'
import { dayOn, monday, weekly } from './remembered-facts.ts'

type Example = { readonly name: string; readonly message: Message }

const unreachable = {
  notice: 'unreachable',
  subscription: weekly.id,
  names: weekly.subjects.map(({ name }) => name),
  slot: '2026-W48',
  reason: 'not_in_channel',
  nextRunAt: dayOn(monday, 7).toISOString(),
  zone: 'UTC',
}

/** @param isAlone whether they read it by themselves: notices go to no channel of others */
export function listEnded(voice: RenderContext, view: UnusedView, isAlone: boolean): readonly Example[] {
  const { episode, findings } = exampleUnused
  const inUse = findings.verdicts.filter(({ standing }) => standing === 'in-use')
  const over = {
    ...exampleUnused,
    findings: { ...findings, verdicts: inUse },
    episode: episode && { ...episode, resolvedOn: dayOn(findings.day, 0) },
  }
  const notice = digestNotice.read(unreachable)?.render(voice)
  return [
    { name: 'Alert that is over', message: renderUnused(over, voice, view) },
    ...(isAlone && notice ? [{ name: 'A digest that could not be posted', message: notice }] : []),
  ]
}
