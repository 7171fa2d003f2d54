/** What comes from Slack, no larger than anything that Slack sends: what is kept or compared of it stays small. */

type Fields = Readonly<Record<string, unknown>>

/** UTF-16 units of an id, a time or a token of a press; Slack's have some dozen. */
const maxId = 256

/** Slack's own limits, of the reference of views and buttons. */
const max = { metadata: 3_000, value: 2_000, address: 2_048, inputs: 100, actions: 25, options: 100 }

/** Paths of the ids in Slack's requests: slash commands, events, presses and forms. */
const idPaths = [
  ['user_id'],
  ['channel_id'],
  ['team_id'],
  ['trigger_id'],
  ['event_id'],
  ['user', 'id'],
  ['user', 'team_id'],
  ['channel', 'id'],
  ['container', 'message_ts'],
  ['container', 'channel_id'],
  ['container', 'view_id'],
  ['container', 'thread_ts'],
  ['message', 'ts'],
  ['message', 'thread_ts'],
  ['view', 'id'],
  ['action_id'],
  ['event', 'user'],
  ['event', 'channel'],
  ['event', 'ts'],
  ['event', 'thread_ts'],
  ['event', 'team'],
  ['event', 'user_team'],
] as const

/** Whether all that is read of a request is within bounds. What is missing is: the person who needs it looks. */
export function isBounded(body: unknown): boolean {
  if (!isObject(body)) return true
  return (
    idPaths.every(path => isShort(at(body, path), maxId)) &&
    isShort(body.response_url, max.address) &&
    isShort(at(body, ['view', 'private_metadata']), max.metadata) &&
    listOf(body.actions).length <= max.actions &&
    listOf(body.actions).every(isBoundedAction) &&
    isBoundedState(at(body, ['view', 'state', 'values']))
  )
}

function isBoundedAction(action: unknown): boolean {
  if (!isObject(action)) return true
  return (
    isShort(action.action_id, maxId) &&
    isShort(action.action_ts, maxId) &&
    isShort(action.value, max.value) &&
    isShort(at(action, ['selected_option', 'value']), max.value)
  )
}

/** Blocks of inputs, each with one input, as a form brings them back. */
function isBoundedState(values: unknown): boolean {
  if (!isObject(values)) return true
  const inputs = Object.values(values).flatMap(block => (isObject(block) ? Object.values(block) : []))
  return (
    Object.keys(values).length <= max.inputs &&
    inputs.length <= max.inputs &&
    inputs.every(input => !isObject(input) || listOf(input.selected_options).length <= max.options)
  )
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce((found: unknown, name) => (isObject(found) ? found[name] : undefined), value)
}

/** Whether it is a short text, or missing. */
function isShort(value: unknown, longest: number): boolean {
  if (value === undefined || value === null) return true
  return typeof value === 'string' && value.length <= longest
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
