import { z } from 'zod'
import type { Form, Values } from '../../src/message/form.ts'
import { longestRead } from '../longest-read.ts'

/**
 * Where a form was opened, so that its answer is said there; `null` for the Home tab, whose answers go to the direct
 * messages. `isOwn` says whose the response address is, see `tellThroughAddress`.
 */
const place = z
  .object({
    channel: z.string().min(1),
    thread: z.string().optional(),
    address: z.object({ url: z.url(), isOwn: z.boolean() }),
  })
  .nullable()

const openedForm = z.object({
  verb: z.string().min(1),
  given: z.record(z.string(), z.string()),
  place,
})

export type FormPlace = z.output<typeof place>
export type OpenedForm = z.output<typeof openedForm>

/** What a modal carries along while it is open: everything about it, for the bot keeps nothing and may have been restarted. */
export function writeOpened({ verb, given }: Form, at: FormPlace): string {
  return JSON.stringify({ verb, given, place: at } satisfies OpenedForm)
}

/** `null` where it is none of ours, or of another version of the bot. */
export function readOpened(metadata: string): OpenedForm | null {
  try {
    return openedForm.safeParse(JSON.parse(metadata)).data ?? null
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return null
  }
}

/** What Slack says of one input; which of these stands there depends on its kind. */
type InputState = {
  readonly value?: string | null
  readonly selected_date?: string | null
  readonly selected_option?: { readonly value?: string } | null
  readonly selected_options?: readonly { readonly value?: string }[] | null
}

/** What was filled in, by the names of the fields, which are those of their blocks. */
export function readState(state: Readonly<Record<string, Readonly<Record<string, InputState>>>>): Values {
  return Object.fromEntries(
    Object.entries(state).map(([name, inputs]) => [name, Object.values(inputs).flatMap(readInput)]),
  )
}

function readInput({ value, selected_date, selected_option, selected_options }: InputState): string[] {
  const all = [value, selected_date, selected_option?.value, ...(selected_options ?? []).map(option => option.value)]
  return all
    .filter(one => typeof one === 'string')
    .filter(one => one !== '')
    .map(one => one.slice(0, longestRead))
}
