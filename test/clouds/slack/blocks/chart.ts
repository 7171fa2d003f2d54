import type { Schema } from './schema.ts'

/** `data_visualization` (live since 16 June 2026) as far as @slack/types 3.2 does not know it yet. */
export type ChartBlock = { type: 'data_visualization'; title: string; chart: PieChart | SeriesChart; block_id?: string }
type PieChart = { type: 'pie'; segments: { label: string; value: number }[] }
type SeriesChart = {
  type: 'bar' | 'line' | 'area'
  series: { name: string; data: { label: string; value: number }[] }[]
  axis_config: { categories: string[]; x_label?: string; y_label?: string }
}

const LABEL: Schema = { type: 'string', minLength: 1, maxLength: 20 }

const PIE: Schema = object(
  {
    type: { const: 'pie' },
    segments: list(1, 6, object({ label: LABEL, value: { type: 'number', exclusiveMinimum: 0 } })),
  },
  [],
)

const SERIES: Schema = object({
  type: { enum: ['bar', 'line', 'area'] },
  series: list(1, 6, object({ name: LABEL, data: list(1, 20, object({ label: LABEL, value: { type: 'number' } })) })),
  axis_config: object({ categories: list(1, 20, LABEL), x_label: text(50), y_label: text(50) }, ['x_label', 'y_label']),
})

/** Series and segments stop at six, as at the launch; twelve is what some later clients take. */
export const CHART_SCHEMA: Schema = object(
  {
    type: { type: 'string', const: 'data_visualization' },
    block_id: text(255),
    title: text(50),
    chart: {
      type: 'object',
      required: ['type'],
      properties: { type: { enum: ['pie', 'bar', 'line', 'area'] } },
      // biome-ignore lint/suspicious/noThenProperty: `then` is JSON Schema's word
      allOf: [{ if: { properties: { type: { const: 'pie' } } }, then: PIE, else: SERIES }],
    },
  },
  ['block_id'],
)

/** Every series has one point for each category, in the categories' order. */
export function findChartProblems({ chart }: ChartBlock, at: string): string[] {
  if (chart.type === 'pie') return []
  const { categories } = chart.axis_config
  const listTwice = (list: readonly string[]) => list.filter((one, index) => list.indexOf(one) !== index)
  const twice = listTwice(chart.series.map(series => series.name))
  const alike = listTwice(categories)
  const unlike = chart.series.flatMap((series, index) =>
    series.data.length === categories.length && series.data.every((point, i) => point.label === categories[i])
      ? []
      : [`data must have one point for each category, in order [json-pointer:${at}/chart/series/${index}/data]`],
  )
  return [
    ...twice.map(name => `series name must be unique: ${name} [json-pointer:${at}/chart/series]`),
    ...alike.map(label => `category must be unique: ${label} [json-pointer:${at}/chart/axis_config/categories]`),
    ...unlike,
  ]
}

function object(properties: Record<string, Schema>, optional: string[] = []): Schema {
  const required = Object.keys(properties).filter(name => !optional.includes(name))
  return { type: 'object', additionalProperties: false, properties, required }
}

function list(minItems: number, maxItems: number, items: Schema): Schema {
  return { type: 'array', minItems, maxItems, items }
}

function text(maxLength: number): Schema {
  return { type: 'string', minLength: 1, maxLength }
}
