/** One limit: what is just allowed, what is one too much, and what Slack says to it. */
export type LimitCase = { limit: string; at: unknown[]; over: unknown[]; says: string }

type Make = (size: number) => unknown[]

function limitCase(limit: string, size: number, make: Make, says?: string): LimitCase {
  return {
    limit: `${limit} ${size}`,
    at: make(size),
    over: make(size + 1),
    says: says ?? `less than ${size + 1} characters`,
  }
}

function countCase(limit: string, size: number, make: Make): LimitCase {
  return limitCase(limit, size, make, `no more than ${size} items allowed`)
}

const long = (size: number) => 'x'.repeat(size)
const many = <T>(size: number, make: (index: number) => T) => Array.from({ length: size }, (_, index) => make(index))
const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) })
const actions = (...elements: unknown[]) => ({ type: 'actions', elements })
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more })
const image = (more: object = {}) => ({
  type: 'image',
  alt_text: 'a chart',
  image_url: 'https://a.example/b.png',
  ...more,
})
const option = (more: object = {}) => ({ text: plain('One'), value: '1', ...more })
const select = (more: object = {}) => actions({ type: 'static_select', options: [option()], ...more })
const cell = (text: string) => ({ type: 'raw_text', text })
const table = (rows: number, cells: number, text = 'x') => ({
  type: 'table',
  rows: many(rows, () => many(cells, () => cell(text))),
})
const dataTable = (rows: number, cells: number, more: object = {}) => ({
  ...table(rows, cells),
  type: 'data_table',
  caption: 'c',
  ...more,
})
const chart = (chart: object, title = 't') => ({ type: 'data_visualization', title, chart })
const pie = (segments: number, label = 'a') =>
  chart({ type: 'pie', segments: many(segments, () => ({ label, value: 1 })) })
const point = (index: number) => ({ label: `p${index}`, value: index })
const lines = (series: number, points: number, axis: object = {}) =>
  chart({
    type: 'line',
    series: many(series, index => ({ name: `s${index}`, data: many(points, point) })),
    axis_config: { categories: many(points, index => `p${index}`), ...axis },
  })
const card = (more: object) => ({ type: 'card', ...more })
const confirm = (more: object) => ({
  title: plain('t'),
  text: plain('Sure?'),
  confirm: plain('y'),
  deny: plain('n'),
  ...more,
})

export const TEXT_LIMITS: LimitCase[] = [
  limitCase('header', 150, n => [{ type: 'header', text: plain(long(n)) }]),
  limitCase('section text', 3000, n => [section(long(n))]),
  limitCase('section field', 2000, n => [{ type: 'section', fields: [mrkdwn(long(n))] }]),
  limitCase('context text', 3000, n => [{ type: 'context', elements: [mrkdwn(long(n))] }]),
  limitCase('markdown', 12_000, n => [{ type: 'markdown', text: long(n) }]),
  limitCase('block_id', 255, n => [{ type: 'divider', block_id: long(n) }]),
  limitCase('action_id', 255, n => [actions(button({ action_id: long(n) }))]),
  limitCase('button text', 75, n => [actions(button({ text: plain(long(n)) }))]),
  limitCase('button value', 2000, n => [actions(button({ value: long(n) }))]),
  limitCase('button url', 3000, n => [actions(button({ url: `https://a.example/${long(n - 18)}` }))]),
  limitCase('button label', 75, n => [actions(button({ accessibility_label: long(n) }))]),
  limitCase('image alt', 2000, n => [image({ alt_text: long(n) })]),
  limitCase('image title', 2000, n => [image({ title: plain(long(n)) })]),
  limitCase('image url', 3000, n => [image({ image_url: `https://a.example/${long(n - 18)}` })]),
  limitCase('option text', 75, n => [select({ options: [option({ text: plain(long(n)) })] })]),
  limitCase('option value', 150, n => [select({ options: [option({ value: long(n) })] })]),
  limitCase('option description', 75, n => [select({ options: [option({ description: plain(long(n)) })] })]),
  limitCase('placeholder', 150, n => [select({ placeholder: plain(long(n)) })]),
  limitCase('confirm title', 100, n => [actions(button({ confirm: confirm({ title: plain(long(n)) }) }))]),
  limitCase('confirm text', 300, n => [actions(button({ confirm: confirm({ text: plain(long(n)) }) }))]),
  limitCase('confirm button', 30, n => [actions(button({ confirm: confirm({ confirm: plain(long(n)) }) }))]),
  limitCase('card title', 150, n => [card({ title: mrkdwn(long(n)) })]),
  limitCase('card body', 200, n => [card({ body: mrkdwn(long(n)) })]),
  limitCase('chart title', 50, n => [{ ...pie(1), title: long(n) }]),
  limitCase('chart label', 20, n => [pie(1, long(n))]),
  limitCase('chart axis label', 50, n => [lines(1, 1, { x_label: long(n) })]),
  limitCase('data tables together', 10_000, n => [dataTable(2, 1, { caption: long(n - 2) })]),
]

export const COUNT_LIMITS: LimitCase[] = [
  countCase('blocks', 50, n => many(n, () => ({ type: 'divider' }))),
  countCase('fields', 10, n => [{ type: 'section', fields: many(n, () => mrkdwn('x')) }]),
  countCase('context elements', 10, n => [{ type: 'context', elements: many(n, () => mrkdwn('x')) }]),
  countCase('actions elements', 25, n => [actions(...many(n, () => button()))]),
  countCase('select options', 100, n => [select({ options: many(n, () => option()) })]),
  countCase('overflow options', 5, n => [actions({ type: 'overflow', options: many(n, () => option()) })]),
  countCase('radio options', 10, n => [actions({ type: 'radio_buttons', options: many(n, () => option()) })]),
  countCase('checkbox options', 10, n => [actions({ type: 'checkboxes', options: many(n, () => option()) })]),
  countCase('table rows', 100, n => [table(n, 1)]),
  countCase('table cells', 20, n => [table(1, n)]),
  limitCase('tables', 1, n => many(n, () => table(1, 1)), 'only_one_table_allowed'),
  countCase('data table rows', 101, n => [dataTable(n, 1)]),
  countCase('data table columns', 20, n => [dataTable(2, n)]),
  limitCase('data table page', 100, n => [dataTable(2, 1, { page_size: n })], 'must be <= 100'),
  countCase('pie segments', 6, n => [pie(n)]),
  countCase('chart series', 6, n => [lines(n, 2)]),
  countCase('chart points', 20, n => [lines(1, n)]),
  limitCase('charts', 2, n => many(n, () => pie(2)), 'no more than 2 charts allowed'),
  countCase('carousel cards', 10, n => [{ type: 'carousel', elements: many(n, () => card({ title: mrkdwn('x') })) }]),
  countCase('container blocks', 10, n => [
    { type: 'container', title: plain('x'), child_blocks: many(n, () => ({ type: 'divider' })) },
  ]),
]
