import { z } from 'zod'
import type { Form, Values } from '../../src/message/form.ts'
import { maxReadLength } from '../longest-read.ts'

// The library's own check of a length reads `length` of whatever comes, also of an object that has one.
const filled = z.string().refine(value => value !== '')

/**
 * Where a form was opened, so that its answer is posted there; `null` for the Home tab, whose answers go to the direct
 * messages. `isOwn` says whose the response address is, see `targetResponseAddress`.
 */
const place = z
  .object({
    channel: filled,
    thread: z.string().optional(),
    address: z.object({ url: z.url(), isOwn: z.boolean() }),
  })
  .nullable()

const openedForm = z.object({
  verb: filled,
  given: z.record(z.string(), z.string()),
  place,
})

export type FormPlace = z.output<typeof place>
export type OpenedForm = z.output<typeof openedForm>

/** What a modal carries along while it is open: everything about it, for the bot keeps nothing and may have been restarted. */
export function writeOpened({ verb, given }: Form, at: FormPlace): string {
  return JSON.stringify({ verb, given, place: at } satisfies OpenedForm)
}

/** @returns `null` if the form is not the bot's, or of another version of the bot */
export function readOpened(metadata: string): OpenedForm | null {
  try {
    return openedForm.safeParse(JSON.parse(metadata)).data ?? null
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return null
  }
}

/** The state of one input; which of these keys it has depends on its kind. */
const option = z.object({ value: z.string().optional().catch(undefined) })
const input = z.object({
  value: z.string().nullish().catch(null),
  selected_date: z.string().nullish().catch(null),
  selected_time: z.string().nullish().catch(null),
  selected_option: option.nullish().catch(null),
  selected_options: z.array(option).nullish().catch(null),
})
const state = z.record(z.string(), z.record(z.string(), input.catch({})))

/** The values of a filled form, by the names of the fields, which are the ids of their blocks. */
export function readState(values: unknown): Values {
  const blocks = state.safeParse(values).data ?? {}
  return Object.fromEntries(
    Object.entries(blocks).map(([name, inputs]) => [name, Object.values(inputs).flatMap(readInput)]),
  )
}

function readInput({
  value,
  selected_date,
  selected_time,
  selected_option,
  selected_options,
}: z.output<typeof input>): string[] {
  const all = [
    value,
    selected_date,
    selected_time,
    selected_option?.value,
    ...(selected_options ?? []).map(one => one.value),
  ]
  return all
    .filter(one => typeof one === 'string')
    .filter(one => one !== '')
    .map(one => one.slice(0, maxReadLength))
}
