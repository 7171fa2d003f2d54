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
        'usage_api_requests_total{endpoint="team usage",outcome="ok"} 1',
        'usage_api_request_seconds_sum{endpoint="team usage"} 0.04',
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
    const labels = [...(await metrics.render()).matchAll(/^(?:bot|usage_api)_\w+{(.*)}/gm)].flatMap(([, all = '']) =>
      all.split(',').map(label => label.split('=')[0]),
    )
    expect(new Set(labels)).toEqual(new Set(['command', 'outcome', 'le']))
  })
})
