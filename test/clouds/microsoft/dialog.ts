import { validateCard } from './card.ts'
import { adaptiveCard } from './outgoing.ts'

type Element = { [key: string]: unknown }

/** What people put into the inputs of a card, by the labels of those. */
export type Filling = Readonly<Record<string, string>>

/**
 * What Teams sends when the button of a card with inputs is pressed: the data of the button, and the value of each input,
 * also where no one touched it. A choice is made by its title, several with `|` between them.
 */
export function fillIn(card: unknown, filling: Filling): Record<string, unknown> {
  const inputs = listInputs(card)
  const unknown = Object.keys(filling).filter(label => !inputs.some(input => input.label === label))
  if (unknown.length > 0) throw new Error(`No input is called ${unknown.join(', ')}`)
  const [button] = (card as { actions?: { data?: object }[] }).actions ?? []
  return {
    ...button?.data,
    ...Object.fromEntries(
      inputs.map(input => {
        const label = String(input.label)
        // A label may be called as what every object has.
        const filled = Object.hasOwn(filling, label) ? filling[label] : undefined
        return [String(input.id), filled === undefined ? String(input.value ?? '') : enter(input, filled)]
      }),
    ),
  }
}

function enter(input: Element, filled: string): string {
  if (input.type !== 'Input.ChoiceSet') return filled
  const choices = input.choices as { title: string; value: string }[]
  const titles = input.isMultiSelect ? filled.split('|') : [filled]
  return titles
    .filter(title => title !== '')
    .map(title => {
      const choice = choices.find(one => one.title === title)
      if (choice) return choice.value
      throw new Error(`“${title}” cannot be chosen among ${choices.map(one => one.title).join(', ')}`)
    })
    .join(',')
}

/** Teams sends nothing while an input that is needed is empty. */
export function listMissing(card: unknown, data: Readonly<Record<string, unknown>>): string[] {
  return listInputs(card).flatMap(({ isRequired, id, label }) =>
    isRequired && !data[String(id)] ? [String(label)] : [],
  )
}

export function listInputs(card: unknown): Element[] {
  const { body = [] } = card as { body?: Element[] }
  return body.filter(({ type }) => String(type).startsWith('Input.'))
}

/** Everything for which Teams would show “something went wrong” in place of what was answered to a dialog. */
export function checkTask(status: number, body: string): string[] {
  if (status !== 200) return [`status ${status}`]
  if (body === '') return []
  const { task, ...rest } = JSON.parse(body) as { task?: { type?: unknown; value?: unknown } }
  const problems = Object.keys(rest).map(key => `/${key} is unknown`)
  if (task?.type === 'message')
    return typeof task.value === 'string' && task.value ? problems : ['/task/value is empty']
  if (task?.type !== 'continue') return ['/task/type is neither continue nor message']
  const { title, width, height, card } = (task.value ?? {}) as Element
  if (typeof title !== 'string' || title === '') problems.push('/task/value/title is empty')
  for (const [name, size] of Object.entries({ width, height }))
    if (typeof size !== 'number' && !['small', 'medium', 'large'].includes(String(size)))
      problems.push(`/task/value/${name} is no size`)
  const { contentType, content } = (card ?? {}) as Element
  if (contentType !== adaptiveCard) problems.push('/task/value/card is no card')
  return [...problems, ...validateCard(content)]
}

/** Everything for which a list to choose from stays empty. */
export function checkSearch(status: number, body: string): string[] {
  if (status !== 200) return [`status ${status}`]
  const { type, value } = JSON.parse(body) as { type?: unknown; value?: { results?: Element[] } }
  if (type !== 'application/vnd.microsoft.search.searchResponse') return ['/type is not that of a response']
  if (!Array.isArray(value?.results)) return ['/value/results is no list']
  return value.results.flatMap(({ title, value: id }, at) =>
    typeof title === 'string' && title && typeof id === 'string' && id ? [] : [`/value/results/${at} is no choice`],
  )
}
