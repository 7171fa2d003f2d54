type Fields = Record<string, unknown>
type Block = { type: string; block_id: string; element: Fields & { type: string; action_id: string } }
type Option = { text: { type: string; text: string }; value: string }

/** What a person puts into an input: text, a number or a day as it is typed, an option by its value, several in a list. */
export type Filled = Readonly<Record<string, string | readonly string[] | null>>

/** The state that Slack sends with a view: the initial values of its inputs, except where a person filled them in. */
export function stateOf(view: Fields, filled: Filled = {}): { values: Record<string, Record<string, Fields>> } {
  const inputs = (view.blocks as Block[]).filter(({ type }) => type === 'input')
  const unknown = Object.keys(filled).filter(name => !inputs.some(({ block_id }) => block_id === name))
  if (unknown.length > 0) throw new Error(`the form has no field ${unknown}, but ${inputs.map(one => one.block_id)}`)
  return {
    values: Object.fromEntries(
      inputs.map(({ block_id, element }) => [
        block_id,
        {
          [element.action_id]: {
            type: element.type,
            ...stateOfInput(element, Object.hasOwn(filled, block_id) ? filled[block_id] : undefined),
          },
        },
      ]),
    ),
  }
}

/** The view as Slack sends it when its button is pressed. */
export function fillView(view: Fields, filled: Filled = {}): Fields {
  return { ...view, state: stateOf(view, filled) }
}

function stateOfInput(element: Block['element'], typed: Filled[string] | undefined): Fields {
  const isGiven = typed !== undefined
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
      return { value: isGiven ? typed : (element.initial_value ?? null) }
    case 'datepicker':
      return { selected_date: isGiven ? typed : (element.initial_date ?? null) }
    case 'timepicker':
      return { selected_time: isGiven ? typed : (element.initial_time ?? null) }
    case 'static_select':
      return { selected_option: isGiven ? findOption(element, typed) : (element.initial_option ?? null) }
    case 'external_select':
      return { selected_option: isGiven ? toOption(typed) : (element.initial_option ?? null) }
    case 'multi_external_select':
      return { selected_options: isGiven ? [typed ?? []].flat().map(toOption) : (element.initial_options ?? []) }
    default:
      throw new Error(`no test helper fills in ${element.type}`)
  }
}

/** Only what is there can be chosen. */
function findOption(element: Fields, value: unknown): Option | null {
  if (value === null) return null
  const found = (element.options as Option[]).find(option => option.value === value)
  if (!found) throw new Error(`there is no option ${value}`)
  return found
}

function toOption(value: unknown): Option | null {
  return value === null ? null : { text: { type: 'plain_text', text: String(value) }, value: String(value) }
}
