import { Ajv, type ErrorObject } from 'ajv'
import { loadCardSchema } from './card-schema.ts'

/** 28 KB, the smallest limit Microsoft has ever stated for a card; in bytes of UTF-16, as Teams counts. */
export const cardBudget = 28 * 1024

type Element = { [key: string]: unknown }

const ajv = new Ajv({ discriminator: true, allErrors: true, strict: false })
const matchesSchema = ajv.compile(await loadCardSchema())

/**
 * Everything Teams would refuse or draw wrongly in an Adaptive Card, one sentence each, with the place; empty when good.
 * `budget` in bytes of UTF-16; `false` leaves the size alone.
 */
export function validateCard(card: unknown, { budget = cardBudget }: { budget?: number | false } = {}): string[] {
  const problems = matchesSchema(card) ? [] : describeErrors(matchesSchema.errors ?? [])
  if (typeof card !== 'object' || card === null) return problems
  const size = measureUtf16(card)
  if (budget !== false && size > budget) problems.push(`the card has ${size} bytes of UTF-16, budget ${budget}`)
  if ((card as Element).version !== '1.5') problems.push('/version must be "1.5"')
  const ids = new Set<string>()
  walk(card as Element, '', (element, place) => problems.push(...checkElement(element, place, ids)))
  return problems
}

/** Bytes of the JSON in UTF-16: two for every code unit. */
export function measureUtf16(value: unknown): number {
  return 2 * JSON.stringify(value).length
}

function checkElement(element: Element, place: string, ids: Set<string>): string[] {
  const type = typeof element.type === 'string' ? element.type : ''
  const problems: string[] = []
  for (const key of ['url', 'iconUrl', 'backgroundImage', 'poster'] as const) {
    const value = element[key]
    const isPicture = key !== 'url' || ['Image', 'BackgroundImage'].includes(type) || place.endsWith('/backgroundImage')
    if (isPicture && typeof value === 'string' && !/^(https:\/\/|icon:)/.test(value))
      problems.push(`${place}/${key} must be an https address`)
  }
  if (type === 'Action.OpenUrl' && !/^(https?:\/\/|mailto:|msteams:)/.test(String(element.url)))
    problems.push(`${place}/url must be a web address`)
  if (Array.isArray(element.actions) && element.actions.length > 6)
    problems.push(`${place}/actions has ${element.actions.length} actions, Teams shows 6`)
  if (type === 'TextBlock') problems.push(...checkDates(String(element.text), place))
  if (type.startsWith('Chart.')) problems.push(...checkChart(element, place))
  if (type.startsWith('Input.')) problems.push(...checkInput(element, place))
  const refresh = element.refresh as { userIds?: unknown[] } | undefined
  if (refresh?.userIds && refresh.userIds.length > 60) problems.push(`${place}/refresh/userIds has more than 60 people`)
  if (typeof element.id === 'string' && type) {
    if (ids.has(element.id)) problems.push(`${place}/id ${element.id} is used twice`)
    ids.add(element.id)
  }
  return problems
}

/**
 * What each reader is to see in their own zone, as the JavaScript renderer of Adaptive Cards reads it (text-formatters.ts in
 * microsoft/AdaptiveCards); anything else between two braces is shown unchanged.
 */
function checkDates(text: string, place: string): string[] {
  const moment = String.raw`(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[-+]\d\d:\d\d))`
  const known = new RegExp(`^{{(?:DATE\\(${moment}(?:, ?(?:COMPACT|LONG|SHORT))?\\)|TIME\\(${moment}\\))}}$`)
  return (text.match(/{{.*?(?:}}|$)/g) ?? []).flatMap(part => {
    const [, date, time] = known.exec(part) ?? []
    return Number.isNaN(Date.parse(date ?? time ?? '')) ? [`${place}/text shows ${part} as it stands`] : []
  })
}

function checkInput({ type, id, label, value, ...input }: Element, place: string): string[] {
  const problems: string[] = []
  if (!id) problems.push(`${place} needs an id, or its value is never sent`)
  if (!label && label !== '') problems.push(`${place} needs a label, or screen readers cannot name it`)
  if (input.isRequired && !input.errorMessage) problems.push(`${place} is needed and does not say so`)
  if (type === 'Input.Date' && value !== undefined && !/^\d{4}-\d\d-\d\d$/.test(String(value)))
    problems.push(`${place}/value is no day`)
  if (type !== 'Input.ChoiceSet') return problems
  const values = (input.choices as Element[]).map(choice => String(choice.value))
  if ((input.choices as Element[]).some(choice => !choice.title || !choice.value))
    problems.push(`${place}/choices has one without title or value`)
  if (new Set(values).size < values.length) problems.push(`${place}/choices has one value twice`)
  // What was chosen is one text, with commas between the values.
  if (input.isMultiSelect && values.some(one => one.includes(',')))
    problems.push(`${place}/choices has a comma in a value`)
  const chosen = value === undefined ? [] : input.isMultiSelect ? String(value).split(',') : [String(value)]
  if (chosen.some(one => !values.includes(one))) problems.push(`${place}/value is none of its choices`)
  const query = input['choices.data'] as Element | undefined
  if (query && (input.style !== 'filtered' || !query.dataset)) problems.push(`${place}/choices.data asks for nothing`)
  return problems
}

/** Microsoft's types make everything in a chart optional; what is drawn of it without these is nothing, or nonsense. */
function checkChart(element: Element, place: string): string[] {
  const problems: string[] = []
  if (element.fallback === undefined) problems.push(`${place} needs a fallback for clients without charts`)
  const data = Array.isArray(element.data) ? (element.data as Element[]) : []
  if (data.length === 0) problems.push(`${place}/data has nothing to draw`)
  const hasSeries = ['Chart.Line', 'Chart.VerticalBar.Grouped', 'Chart.HorizontalBar.Stacked'].includes(
    String(element.type),
  )
  const isAxis = ['Chart.VerticalBar', 'Chart.HorizontalBar'].includes(String(element.type))
  const legends = hasSeries ? data.map(({ legend }) => legend) : []
  if (legends.some(legend => !legend)) problems.push(`${place}/data has a series without a legend`)
  if (new Set(legends).size < legends.length) problems.push(`${place}/data has two series of one legend`)
  for (const [index, series] of (hasSeries ? data : isAxis ? [{ values: data }] : []).entries()) {
    const points = Array.isArray(series.values) ? (series.values as Element[]) : []
    const xs = points.map(({ x }) => x)
    if (points.length === 0) problems.push(`${place}/data/${index} has no point`)
    if (points.some(({ y }) => typeof y !== 'number')) problems.push(`${place}/data/${index} has a point without y`)
    if (xs.some(x => x === undefined || x === '')) problems.push(`${place}/data/${index} has a point without x`)
    if (new Set(xs).size < xs.length) problems.push(`${place}/data/${index} has two points at one x`)
    // Of other text a line chart makes whatever day it can read in it.
    if (element.type === 'Chart.Line' && xs.some(x => typeof x !== 'number' && !/^\d{4}-\d\d-\d\d$/.test(String(x))))
      problems.push(`${place}/data/${index} has an x that is no number and no day`)
  }
  return problems
}

function walk(node: unknown, place: string, visit: (element: Element, place: string) => void): void {
  if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) walk(item, `${place}/${index}`, visit)
  } else if (typeof node === 'object' && node !== null) {
    visit(node as Element, place)
    // What a button or a refresh carries is the bot's own data, and a fallback may well repeat an id.
    for (const [key, value] of Object.entries(node)) if (key !== 'data') walk(value, `${place}/${key}`, visit)
  }
}

/** The deepest errors only: "must match exactly one schema" follows from them and explains nothing. */
function describeErrors(errors: ErrorObject[]): string[] {
  const specific = errors.filter(({ keyword }) => !['if', 'oneOf', 'anyOf'].includes(keyword))
  const described = (specific.length > 0 ? specific : errors).map(({ instancePath, message, params }) => {
    const detail = params.additionalProperty ?? params.tagValue ?? params.allowedValues?.slice(0, 12).join(', ') ?? ''
    return `${instancePath || '/'} ${message}${detail === '' ? '' : ` (${detail})`}`
  })
  return [...new Set(described)]
}
