/** Blocks Slack refuses for another reason than a limit, and what it says. */
export type ShapeCase = { wrong: string; blocks: unknown[]; says: string }

const plain = (text: string) => ({ type: 'plain_text', text })
const cell = (text: string) => ({ type: 'raw_text', text })
const rich = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }] }
const dataTable = (rows: unknown[][], more: object = {}) => ({ type: 'data_table', caption: 'c', rows, ...more })
const date = (timestamp: number, format: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'date', timestamp, format, fallback: 'x' }] }],
})
const dated = (text: string) => ({ type: 'context', elements: [{ type: 'mrkdwn', text }] })
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more })
const series = (labels: string[], categories: string[]) => ({
  type: 'data_visualization',
  title: 't',
  chart: {
    type: 'bar',
    series: [{ name: 's', data: labels.map(label => ({ label, value: 1 })) }],
    axis_config: { categories },
  },
})

const input = (element: object) => ({ type: 'input', label: plain('l'), element })
const option = (value: string) => ({ text: plain(value), value })

export const SHAPES: ShapeCase[] = [
  {
    wrong: 'a choice that is none of the options',
    blocks: [input({ type: 'static_select', options: [option('a')], initial_option: option('b') })],
    says: 'must be one of the options',
  },
  {
    wrong: 'more chosen than may be',
    blocks: [
      input({ type: 'multi_external_select', initial_options: [option('a'), option('b')], max_selected_items: 1 }),
    ],
    says: 'more than may be selected',
  },
  {
    wrong: 'none chosen, but declared',
    blocks: [input({ type: 'multi_external_select', initial_options: [] })],
    says: 'no fewer than 1 items',
  },
  { wrong: 'no time', blocks: [input({ type: 'timepicker', initial_time: '9:00' })], says: 'must be a time' },
  { wrong: 'no day', blocks: [input({ type: 'datepicker', initial_date: '2026-02-30' })], says: 'must be a date' },
  {
    wrong: 'a number that may not be',
    blocks: [input({ type: 'number_input', is_decimal_allowed: false, initial_value: '9', max_value: '8' })],
    says: 'must be between',
  },
  {
    wrong: 'a fraction of a whole number',
    blocks: [input({ type: 'number_input', is_decimal_allowed: false, initial_value: '1.5' })],
    says: 'must be a number',
  },
  {
    wrong: 'text longer than itself may be',
    blocks: [input({ type: 'plain_text_input', initial_value: 'abc', max_length: 2 })],
    says: 'must be shorter',
  },
  {
    wrong: 'unknown block',
    blocks: [{ type: 'chart' }],
    says: 'unsupported type: chart [json-pointer:/blocks/0/type]',
  },
  { wrong: 'no type', blocks: [{}], says: 'missing required field: type [json-pointer:/blocks/0]' },
  { wrong: 'no object', blocks: ['header'], says: 'must be an object [json-pointer:/blocks/0]' },
  {
    wrong: 'field left out',
    blocks: [{ type: 'header' }],
    says: 'missing required field: text [json-pointer:/blocks/0]',
  },
  { wrong: 'field too many', blocks: [{ type: 'divider', text: 'x' }], says: 'invalid additional property: text' },
  {
    wrong: 'mrkdwn header',
    blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    says: 'unsupported type: mrkdwn',
  },
  { wrong: 'empty header', blocks: [{ type: 'header', text: plain('') }], says: 'more than 0 characters' },
  { wrong: 'empty section', blocks: [{ type: 'section' }], says: 'must define either `text` or `fields`' },
  { wrong: 'empty text', blocks: [{ type: 'section', text: plain('') }], says: 'more than 0 characters' },
  { wrong: 'no fields', blocks: [{ type: 'section', fields: [] }], says: 'no fewer than 1 items' },
  { wrong: 'no elements', blocks: [{ type: 'actions', elements: [] }], says: 'no fewer than 1 items' },
  { wrong: 'empty cell', blocks: [{ type: 'table', rows: [[cell('')]] }], says: 'more than 0 characters' },
  { wrong: 'alert in a message', blocks: [{ type: 'alert', text: plain('x') }], says: 'unsupported type: alert' },
  { wrong: 'file', blocks: [{ type: 'file', source: 'remote', external_id: 'x' }], says: 'unsupported type: file' },
  {
    wrong: 'block_id twice',
    blocks: [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
    says: 'block_id must be unique: a',
  },
  {
    wrong: 'action_id twice',
    blocks: [{ type: 'actions', elements: [button({ action_id: 'a' }), button({ action_id: 'a' })] }],
    says: 'action_id must be unique in its block: a',
  },
  { wrong: 'broken link', blocks: [{ type: 'actions', elements: [button({ url: 'nowhere' })] }], says: 'invalid url' },
  {
    wrong: 'picture from disk',
    blocks: [{ type: 'image', alt_text: 'x', image_url: 'file:///a' }],
    says: 'invalid url',
  },
  {
    wrong: 'option without value',
    blocks: [{ type: 'actions', elements: [{ type: 'static_select', options: [{ text: plain('x') }] }] }],
    says: 'missing required field: value',
  },
  {
    wrong: 'select without options',
    blocks: [{ type: 'actions', elements: [{ type: 'static_select' }] }],
    says: 'must define either `options` or `option_groups`',
  },
  { wrong: 'a date in milliseconds', blocks: [date(1_796_000_000_000, '{time}')], says: 'timestamp must be seconds' },
  { wrong: 'a date of half a second', blocks: [date(1.5, '{time}')], says: 'timestamp must be seconds' },
  { wrong: 'a date without a token', blocks: [date(1, 'now')], says: 'invalid date format: now' },
  { wrong: 'a date with an unknown token', blocks: [date(1, '{hour}')], says: 'invalid date format: {hour}' },
  { wrong: 'a date without fallback', blocks: [dated('<!date^1^{time}>')], says: 'invalid date: <!date^1^{time}>' },
  { wrong: 'a date that does not end', blocks: [dated('<!date^1^{time}|x')], says: 'invalid date' },
  { wrong: 'an unknown token in markup', blocks: [dated('<!date^1^{hour}|x>')], says: 'invalid date format: {hour}' },
  { wrong: 'header row only', blocks: [dataTable([[cell('h')]])], says: 'no fewer than 2 items' },
  { wrong: 'uneven rows', blocks: [dataTable([[cell('h')], [cell('a'), cell('b')]])], says: 'same number of cells' },
  { wrong: 'rich header cell', blocks: [dataTable([[rich], [cell('a')]])], says: 'must not be rich_text' },
  {
    wrong: 'row header beyond the columns',
    blocks: [dataTable([[cell('h')], [cell('a')]], { row_header_column_index: 1 })],
    says: 'no such column',
  },
  {
    wrong: 'table without caption',
    blocks: [{ type: 'data_table', rows: [[cell('h')], [cell('a')]] }],
    says: 'caption',
  },
  { wrong: 'points in another order', blocks: [series(['b', 'a'], ['a', 'b'])], says: 'one point for each category' },
  { wrong: 'two categories of one name', blocks: [series(['a', 'a'], ['a', 'a'])], says: 'category must be unique: a' },
  { wrong: 'a point missing', blocks: [series(['a'], ['a', 'b'])], says: 'one point for each category' },
  {
    wrong: 'nothing in the pie',
    blocks: [{ type: 'data_visualization', title: 't', chart: { type: 'pie', segments: [{ label: 'a', value: 0 }] } }],
    says: 'must be > 0',
  },
]
