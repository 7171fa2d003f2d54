import type { Triggers } from '../triggers.ts'
import type { World } from '../world.ts'

type Who = { user: string }
type Where = { channel: string }
type Pressed = { action_id: string; block_id?: string; value?: string; type?: string; [field: string]: unknown }

/** What people do that Slack sends to a bot. `user` and `channel` are ids. */
export type Inbound =
  | ({ kind: 'command'; text: string; command?: string } & Who & Where)
  /** The text after the mention. */
  | ({ kind: 'mention'; text: string; thread?: string; ts?: string } & Who & Where)
  /** A direct message to the bot. */
  | ({ kind: 'dm'; text: string; thread?: string; ts?: string } & Who)
  /** Another app's bot says something in a channel. */
  | ({ kind: 'bot-message'; text: string } & Where)
  | ({ kind: 'home'; tab?: 'home' | 'messages' } & Who)
  /** Any raw event. */
  | { kind: 'event'; event: Record<string, unknown> }
  /** A button or menu in a message, or in a view where `view` is given. */
  | ({
      kind: 'action'
      action: Pressed
      message?: Record<string, unknown>
      view?: Record<string, unknown>
      channel?: string
    } & Who)
  | ({ kind: 'submission'; view: Record<string, unknown> } & Who)
  /** A person types into a menu whose options the bot loads. */
  | ({
      kind: 'suggestion'
      actionId: string
      blockId?: string
      value: string
      channel?: string
      view?: Record<string, unknown>
    } & Who)

/** The same news for both ways: a form or JSON over HTTP, an envelope in Socket Mode. */
export type News = {
  type: 'slash_commands' | 'events_api' | 'interactive'
  payload: Record<string, unknown>
  responseUrl?: string
  eventId?: string
}

export type Maker = {
  world: World
  triggers: Triggers
  now: () => Date
  /** `ts`: the message that holds what was pressed. */
  createResponseUrl(place: { channel: string; user: string; ts?: string }): string
}
