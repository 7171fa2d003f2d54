import { describe, expect, test } from 'vitest'
import { createMetrics } from '../../../adapters/metrics.ts'

describe('metrics', () => {
  test('count answers and requests by outcome, and how long they took', async () => {
    const metrics = createMetrics()
    metrics.observeAnswer({ command: 'usage', outcome: 'ok', seconds: 0.2 })
    metrics.observeAnswer({ command: 'usage', outcome: 'ok', seconds: 7 })
    metrics.observeAnswer({ command: 'usage', outcome: 'unreachable', seconds: 61 })
    metrics.observeUndelivered('slack')
    metrics.observeRequest({ endpoint: 'team usage', outcome: 'ok', seconds: 0.04 })
    const lines = (await metrics.render()).split('\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        'bot_answers_total{command="usage",outcome="ok"} 2',
        'bot_answers_total{command="usage",outcome="unreachable"} 1',
        'bot_undelivered_answers_total{platform="slack"} 1',
        'bot_answer_seconds_bucket{le="0.25",command="usage"} 1',
        'bot_answer_seconds_bucket{le="10",command="usage"} 2',
        'bot_answer_seconds_bucket{le="+Inf",command="usage"} 3',
        'bot_usage_api_requests_total{endpoint="team usage",outcome="ok"} 1',
        'bot_usage_api_request_seconds_sum{endpoint="team usage"} 0.04',
      ]),
    )
  })

  test('say which parts of the bot work', async () => {
    const metrics = createMetrics()
    metrics.observePart('slack', false)
    metrics.observePart('subscriptions', false)
    metrics.observePart('slack', true)
    const text = await metrics.render()
    expect(text).toContain('bot_part_works{part="slack"} 1\n')
    expect(text).toContain('bot_part_works{part="subscriptions"} 0\n')
  })

  test('show the state of what is stored, and nothing that is over', async () => {
    const metrics = createMetrics('1.2.3')
    const now = new Date('2026-11-30T10:00:00Z')
    const figures = {
      deliveries: { pending: 2, unknown: 1 },
      oldestDue: new Date('2026-11-30T09:58:00Z'),
      openAlerts: 3,
      pausedDigests: { unreachable: 4 },
      dailyJobs: { snapshot: new Date('2026-11-30T00:00:00Z') },
      jobs: [{ queue: 'deliver-slack', state: 'retry', jobs: 5 }],
    }
    metrics.observeFigures(figures, now)
    const lines = async () => (await metrics.render()).split('\n')
    expect(await lines()).toEqual(
      expect.arrayContaining([
        `bot_build_info{version="1.2.3",node="${process.versions.node}"} 1`,
        'bot_deliveries{state="pending"} 2',
        'bot_deliveries{state="sending"} 0',
        'bot_deliveries{state="unknown"} 1',
        'bot_oldest_due_seconds 120',
        'bot_alerts_open 3',
        'bot_digests_paused{reason="unreachable"} 4',
        `bot_daily_job_last_success_timestamp_seconds{job="snapshot"} ${Date.UTC(2026, 10, 30) / 1000}`,
        'bot_queue_jobs{queue="deliver-slack",state="retry"} 5',
      ]),
    )
    metrics.observeFigures({ ...figures, deliveries: {}, oldestDue: null, pausedDigests: {}, jobs: [] }, now)
    const after = (await lines()).filter(line => /^bot_(deliveries|oldest|digests_paused|queue)/.test(line))
    expect(after).toEqual([
      'bot_deliveries{state="pending"} 0',
      'bot_deliveries{state="sending"} 0',
      'bot_deliveries{state="unknown"} 0',
      'bot_oldest_due_seconds 0',
    ])
  })

  test('measure how late a post was, and no post that is not out', async () => {
    const metrics = createMetrics()
    const dueAt = new Date('2026-11-30T09:00:00Z')
    const at = (seconds: number) => new Date(dueAt.getTime() + seconds * 1000)
    metrics.observeDelivery({ kind: 'digest', state: 'sent', dueAt, changedAt: at(20) })
    metrics.observeDelivery({ kind: 'digest', state: 'sent', dueAt, changedAt: at(-3) })
    metrics.observeDelivery({ kind: 'digest', state: 'pending', dueAt, changedAt: at(900) })
    const lines = (await metrics.render()).split('\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        'bot_deliveries_total{kind="digest",state="sent"} 2',
        'bot_deliveries_total{kind="digest",state="pending"} 1',
        'bot_delivery_lateness_seconds_bucket{le="15",kind="digest"} 1',
        'bot_delivery_lateness_seconds_sum{kind="digest"} 20',
        'bot_delivery_lateness_seconds_count{kind="digest"} 2',
      ]),
    )
  })

  test('have one prefix, apart from those of Node itself', async () => {
    const names = [...(await createMetrics().render()).matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name)
    expect(names.filter(name => !/^(bot|process|nodejs)_/.test(name))).toEqual([])
  })

  test('are Prometheus text, each with what it means', async () => {
    const { render, contentType } = createMetrics()
    const text = await render()
    expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/)
    for (const [, name] of text.matchAll(/^# TYPE (\S+)/gm))
      expect(text).toMatch(new RegExp(`^# HELP ${name} \\S`, 'm'))
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m)
  })

  test('of two bots in one process stay apart', async () => {
    const [one, other] = [createMetrics(), createMetrics()]
    one.observeAnswer({ command: 'help', outcome: 'ok', seconds: 0 })
    expect(await other.render()).not.toContain('command="help"')
  })

  test('count nothing by person, team or line', async () => {
    const metrics = createMetrics()
    metrics.observeAnswer({ command: 'user', outcome: 'ok', seconds: 1 })
    const labels = [...(await metrics.render()).matchAll(/^bot_(?!build_info)\w+{(.*)}/gm)].flatMap(([, all = '']) =>
      all.split(',').map(label => label.split('=')[0]),
    )
    expect(new Set(labels)).toEqual(new Set(['command', 'outcome', 'le']))
  })
})
