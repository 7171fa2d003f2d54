import { randomUUID } from 'node:crypto'
import { makeCommand } from './command.ts'
import { makeEvent } from './event.ts'
import type { Inbound, Maker, News } from './inbound.ts'
import { makeInteraction } from './interaction.ts'

export function makeNews(inbound: Inbound, maker: Maker, eventId?: string): News {
  switch (inbound.kind) {
    case 'command':
      return makeCommand(inbound, maker)
    case 'action':
    case 'submission':
    case 'suggestion':
      return makeInteraction(inbound, maker)
    default:
      return makeEvent(inbound, maker, eventId ?? `Ev${randomUUID().replaceAll('-', '').toUpperCase()}`)
  }
}
