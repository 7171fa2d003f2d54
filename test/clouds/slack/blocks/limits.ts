import type { BlockSchema, Schema } from './schema.ts'

/**
 * What Block Kit limits beyond the types, by definition of @slack/types and path (`[]` = each item, empty = the thing
 * itself). Sources: the comments
 * in @slack/types and docs.slack.dev/reference/block-kit; where the two differ this list has the smaller number.
 */
const LIMITS: Record<string, Record<string, Schema>> = {
  PlainTextElement: { text: length(1, 3000) },
  MrkdwnElement: { text: length(1, 3000) },
  RawTextElement: { text: length(1) },
  RawNumberElement: { text: length(1) },
  RichTextText: { text: length(1) },
  HeaderBlock: { 'text.text': length(1, 150) },
  SectionBlock: { fields: items(1, 10), 'fields[].text': length(1, 2000) },
  ContextBlock: { elements: items(1, 10) },
  ContextActionsBlock: { elements: items(1, 5) },
  ActionsBlock: { elements: items(1, 25) },
  MarkdownBlock: { text: length(1, 12_000) },
  ImageBlock: { alt_text: length(1, 2000), 'title.text': length(1, 2000), image_url: length(1, 3000) },
  ImageElement: { alt_text: length(1, 2000), image_url: length(1, 3000) },
  InputBlock: { 'label.text': length(1, 2000), 'hint.text': length(1, 2000) },
  VideoBlock: { 'title.text': length(1, 199), author_name: length(0, 49) },
  CardBlock: { 'title.text': length(1, 150), 'subtitle.text': length(1, 150), 'body.text': length(1, 200) },
  CarouselBlock: { elements: items(1, 10) },
  ContainerBlock: {
    'title.text': length(1, 150),
    'subtitle.text': length(1, 150),
    child_blocks: items(1, 10),
  },
  TableBlock: { rows: items(1, 100), 'rows[]': items(1, 20), column_settings: items(0, 20) },
  DataTableBlock: {
    rows: items(2, 101),
    'rows[]': items(1, 20),
    caption: length(1),
    page_size: { type: 'integer', minimum: 1, maximum: 100 },
    row_header_column_index: { type: 'integer', minimum: 0 },
  },
  Button: {
    'text.text': length(1, 75),
    value: length(0, 2000),
    url: length(0, 3000),
    accessibility_label: length(0, 75),
  },
  WorkflowButton: { 'text.text': length(1, 75), accessibility_label: length(0, 75) },
  ConfirmationDialog: {
    'title.text': length(1, 100),
    'text.text': length(1, 300),
    'confirm.text': length(1, 30),
    'deny.text': length(1, 30),
  },
  PlainTextOption: limitOption(),
  MrkdwnOption: limitOption(),
  StaticSelect: limitSelect(),
  MultiStaticSelect: limitSelect(),
  Overflow: { options: items(1, 5) },
  RadioButtons: { options: items(1, 10) },
  Checkboxes: { options: items(1, 10) },
  PlainTextInput: { min_length: { maximum: 3000 }, max_length: { minimum: 1, maximum: 3000 } },
}

/** These mean the same in every place. */
const EVERYWHERE: Record<string, Schema> = {
  block_id: length(1, 255),
  action_id: length(1, 255),
  'placeholder.text': length(1, 150),
}

/** The schema with every limit laid over it. */
export function addLimits(schema: BlockSchema): BlockSchema {
  const unknown = Object.keys(LIMITS).filter(name => !schema.definitions[name])
  if (unknown.length > 0) throw new Error(`@slack/types no longer has ${unknown.join(', ')}: update limits.ts`)
  const definitions = Object.entries(schema.definitions).map(([name, node]) => {
    const limits = Object.entries({ ...EVERYWHERE, ...LIMITS[name] })
    return [name, { allOf: [node, ...limits.map(([path, limit]) => atPath(path, limit))] }]
  })
  return { definitions: Object.fromEntries(definitions) }
}

function atPath(path: string, limit: Schema): Schema {
  if (path === '') return limit
  const [head = '', ...rest] = path.split('.')
  const inner = rest.length > 0 ? atPath(rest.join('.'), limit) : limit
  return { properties: { [head.replace('[]', '')]: head.endsWith('[]') ? { items: inner } : inner } }
}

function length(minLength: number, maxLength?: number): Schema {
  return maxLength === undefined ? { minLength } : { minLength, maxLength }
}

function items(minItems: number, maxItems: number): Schema {
  return { minItems, maxItems }
}

function limitOption(): Record<string, Schema> {
  return {
    '': { required: ['value'] },
    'text.text': length(1, 75),
    value: length(1, 150),
    'description.text': length(1, 75),
    url: length(0, 3000),
  }
}

function limitSelect(): Record<string, Schema> {
  return {
    options: items(1, 100),
    option_groups: items(1, 100),
    'option_groups[].label.text': length(1, 75),
    'option_groups[].options': items(1, 100),
  }
}
