import { createManualTimers, type ManualTimers } from '../../helpers/manual-timers.ts'
import { type Filled, fillView } from '../../helpers/slack-form.ts'
import { openSlackWorld, type SlackWorld } from '../digest/slack-world.ts'

type View = Record<string, unknown>

export type FormsWorld = SlackWorld & {
  readonly timers: ManualTimers
  /** Sends anything as Slack does. */
  send: SlackWorld['cloud']['send'] extends (bot: string, ...rest: infer Rest) => infer Sent
    ? (...rest: Rest) => Sent
    : never
  /** The modal that was opened last. */
  modal(): View
  /** The current Home tab of a person. */
  homeTab(user: string): View | undefined
  /** Fills in the modal that was opened last, and presses its button. */
  submit(filled?: Filled, more?: { view?: View; user?: string }): ReturnType<SlackWorld['cloud']['send']>
  /** What a button of a message or view carries, by its label. */
  button(blocks: unknown, label: string): { action_id: string; value: string }
}

/** A day in the middle of a week. */
const wednesday = '2026-09-30T12:00:00Z'

/** A bot with a database, whose forms are opened, filled and sent. */
export async function openFormsWorld(
  options: Parameters<typeof openSlackWorld>[2] & { environment?: Parameters<typeof openSlackWorld>[1] } = {},
): Promise<FormsWorld> {
  const timers = createManualTimers()
  const { environment, ...others } = options
  const world = await openSlackWorld(wednesday, cloud => ({ ADMINS: cloud.users.meera.id, ...environment?.(cloud) }), {
    after: timers.after,
    ...others,
  })
  const { cloud, place, person } = world
  const views = (method: string) =>
    cloud.events.flatMap(({ kind, what }) => (kind === 'view' && what.method === method ? [what] : []))

  function modal(): View {
    const [last] = views('views.open').slice(-1)
    if (!last) throw new Error('no modal was opened')
    return last.view
  }

  return {
    ...world,
    timers,
    send: (...sent) => cloud.send(place, ...sent),
    modal,
    homeTab: user => views('views.publish').findLast(view => view.user === user)?.view,
    submit: (filled = {}, { view = modal(), user = person.id } = {}) =>
      cloud.send(place, { kind: 'submission', view: fillView(view, filled), user }),
    button: findButton,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}

function findButton(blocks: unknown, label: string): { action_id: string; value: string } {
  const buttons = (Array.isArray(blocks) ? blocks : [])
    .flatMap(block => (block.type === 'actions' ? block.elements : []))
    .filter(({ text }) => text?.text === label)
  const [found] = buttons
  if (!found) throw new Error(`no button is called ${label}: ${JSON.stringify(blocks)}`)
  const { action_id, value } = found
  return { action_id, value }
}
