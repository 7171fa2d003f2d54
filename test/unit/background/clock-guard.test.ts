import { describe, expect, it } from 'vitest'
import { createClockGuard } from '../../../src/background/clock-guard.ts'
import type { ServerTime } from '../../../src/ports.ts'

const start = new Date('2026-11-23T08:00:00Z').getTime()
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** A machine whose clock is ahead of the true time, among servers that are ahead of it as well or do not answer (`null`). */
function openMachine(skewMs: { own?: number; slack?: number | null; tabnine?: number | null } = {}) {
  const machine = { own: 0, slack: 0 as number | null, tabnine: 0 as number | null, ...skewMs }
  let trueMs = start
  let asked = 0
  const reports: [string, string | null, number | null][] = []
  const guard = createClockGuard({
    clock: { now: () => new Date(trueMs + machine.own) },
    elapsedMs: () => trueMs - start,
    async ask() {
      asked += 1
      const sources = [['Slack', machine.slack] as const, ['Tabnine', machine.tabnine] as const]
      return sources.flatMap(([source, ahead]): ServerTime[] =>
        ahead === null ? [] : [{ source, at: new Date(trueMs + ahead) }],
      )
    },
    report: (state, found) => reports.push([state, found?.source ?? null, found?.aheadMs ?? null]),
  })
  return {
    machine,
    guard,
    reports,
    asked: () => asked,
    /** Looks after some time. */
    check: (afterMs = minuteMs) => {
      trueMs += afterMs
      return guard.check()
    },
  }
}

describe('a clock', () => {
  it.each([
    ['as the servers have it', {}, 'right'],
    ['a minute ahead', { own: minuteMs }, 'right'],
    ['ten years ahead', { own: 3_653 * dayMs }, 'wrong'],
    ['three minutes behind', { own: -3 * minuteMs }, 'wrong'],
    ['as Slack has it, where Tabnine is wrong', { tabnine: -dayMs }, 'right'],
    ['not as Slack has it, where Tabnine agrees', { slack: dayMs }, 'wrong'],
    ['not as Tabnine has it, without Slack', { own: 5 * minuteMs, slack: null }, 'wrong'],
    ['without any server', { own: dayMs, slack: null, tabnine: null }, 'unknown'],
  ])('%s', async (_what, skew, state) => {
    const { guard, check } = openMachine(skew)
    expect(await check()).toEqual({ state, isNew: true })
    expect(await guard.isWrong()).toBe(state === 'wrong')
  })

  it('is asked about at the start, once an hour, and after it was set', async () => {
    const { machine, asked, check } = openMachine()
    await check()
    for (let minutes = 0; minutes < 59; minutes++) expect(await check()).toEqual({ state: 'right', isNew: false })
    expect(asked()).toBe(1)
    await check()
    expect(asked()).toBe(2)
    machine.own = 2 * minuteMs
    expect(await check()).toEqual({ state: 'right', isNew: true })
    expect(asked()).toBe(3)
  })

  it('that is wrong is asked about at each look, and new when it is right again', async () => {
    const { machine, guard, asked, check, reports } = openMachine({ own: 7 * dayMs })
    await check()
    expect(await check()).toEqual({ state: 'wrong', isNew: true })
    expect(asked()).toBe(2)
    expect(reports.at(-1)).toEqual(['wrong', 'Slack', 7 * dayMs])
    machine.own = 0
    expect(await check()).toEqual({ state: 'right', isNew: true })
    expect(await guard.isWrong()).toBe(false)
    expect(await check()).toEqual({ state: 'right', isNew: false })
  })

  it('that was set while no server answers is wrong compared with their last answers', async () => {
    const { machine, check } = openMachine()
    await check()
    Object.assign(machine, { own: dayMs, slack: null, tabnine: null })
    expect(await check()).toEqual({ state: 'wrong', isNew: true })
  })
})

it('no clock counts as right before the first check', async () => {
  const { guard, check } = openMachine({ own: dayMs })
  const isWrong = guard.isWrong()
  await check()
  expect(await isWrong).toBe(true)
})
