/** The dashboard and the alert rules ask for metrics that a started bot has, in PromQL that parses. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parser } from '@prometheus-io/lezer-promql'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../scripts/docs/documents.ts'
import { startProcess } from '../helpers/bot-process.ts'
import { makeHome } from '../helpers/home.ts'

// An embedded database is opened first.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

type Rule = {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}
type Panel = { readonly title: string; readonly targets: readonly { readonly expr: string }[] }

const read = (name: string) => readFileSync(join(root, 'deploy/monitoring', name), 'utf8')
const { groups }: { groups: readonly { readonly rules: readonly Rule[] }[] } = parse(read('rules.yaml'))
const rules = groups.flatMap(group => group.rules)
const { panels }: { panels: readonly Panel[] } = JSON.parse(read('dashboard.json'))

/** Grafana fills these in. */
const withoutVariables = (expression: string) => expression.replaceAll('$__rate_interval', '5m')
const expressions = [
  ...rules.map(({ alert, expr }) => ({ where: alert, expression: expr })),
  ...panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => ({ where: title, expression: withoutVariables(expr) })),
  ),
]

type Found = { readonly metrics: string[]; readonly labels: string[]; readonly errors: number }

/** Names in an expression, and how many of its parts are no PromQL. */
function look(expression: string): Found {
  const found: Found & { errors: number } = { metrics: [], labels: [], errors: 0 }
  parser.parse(expression).iterate({
    enter({ type, from, to }) {
      const text = expression.slice(from, to)
      if (type.isError) found.errors++
      else if (type.name === 'Identifier') found.metrics.push(text)
      else if (type.name === 'LabelName') found.labels.push(text)
    },
  })
  return found
}

/** Names and labels of all metrics, and those with a value: a counter with labels has none before the first. */
let described: ReadonlySet<string>

beforeAll(async () => {
  const home = await makeHome()
  const settings = {
    TABNINE_URL: 'http://127.0.0.1:1',
    TABNINE_TOKEN: 'x',
    TEAMS_DEV: '1',
    PORT: '0',
    METRICS_PORT: '0',
  }
  await using bot = startProcess([], { ...settings, DATA_DIR: home.folder })
  const { port } = await bot.untilLogged('metrics are served')
  await bot.untilLogged('ready')
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)/gm)]
  described = new Set(
    types.flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  )
  bot.kill('SIGTERM')
  await bot.ended
  home.remove()
})

test.each(expressions)('$where: $expression', ({ expression }) => {
  const { metrics, errors } = look(expression)
  expect(errors).toBe(0)
  expect(metrics.length).toBeGreaterThan(0)
  expect(metrics.filter(name => !described.has(name))).toEqual([])
})

test('every metric of the bot is shown or watched', () => {
  const asked = new Set(expressions.flatMap(({ expression }) => look(expression).metrics))
  const own = [...described].filter(name => name.startsWith('bot_') && !/_(sum|count)$/.test(name))
  expect(own.filter(name => !asked.has(name))).toEqual([])
})

test('the documents name every metric of the bot, and no other', () => {
  const text = readFileSync(join(root, 'docs/operations.md'), 'utf8')
  const named = new Set([...text.matchAll(/`(bot_\w+)(?=[`{])/g)].map(([, name]) => name))
  const own = [...described]
    .map(name => name.replace(/_(bucket|sum|count)$/, ''))
    .filter(name => name.startsWith('bot_'))
  expect([...named].sort()).toEqual([...new Set(own)].sort())
})

describe('the rules', () => {
  test('each say what happened and what to do, and how bad it is', () => {
    expect(rules.length).toBeGreaterThan(8)
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
    for (const { alert, labels, annotations } of rules) {
      expect(['critical', 'warning'], alert).toContain(labels.severity)
      expect(annotations, alert).toEqual({
        summary: expect.stringMatching(/\.$/),
        action: expect.stringMatching(/\.$/),
      })
    }
  })

  test('name in their text only labels that their expression keeps', () => {
    for (const { alert, expr, annotations } of rules) {
      const named = [...(annotations.summary?.matchAll(/\$labels\.(\w+)/g) ?? [])].map(([, name]) => name)
      expect(look(expr).labels, alert).toEqual(expect.arrayContaining(named))
    }
  })
})

test('what is no PromQL, or no metric, is found', () => {
  expect(look('sum by (x (bot_answers_total)').errors).toBeGreaterThan(0)
  expect(look('rate(bot_answer_total[5m])').metrics.filter(name => !described.has(name))).toEqual(['bot_answer_total'])
})
