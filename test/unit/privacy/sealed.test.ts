/** What skips `authorize` does not compile: these hold by `tsc`, which reads the tests as well. */
import { describe, expectTypeOf, test } from 'vitest'
import type { HandOver } from '../../../adapters/slack/files.ts'
import type { SlackResponder } from '../../../adapters/slack/responder.ts'
import type { uploadFile } from '../../../adapters/teams/files.ts'
import type { InvokeAnswer } from '../../../adapters/teams/invokes.ts'
import type { TeamsResponder } from '../../../adapters/teams/responder.ts'
import type { Answer, App } from '../../../src/app.ts'
import type { AuthorizedContext, Command, Context } from '../../../src/command/command.ts'
import type { ChatGateway } from '../../../src/delivery/chat-gateway.ts'
import type { DeliveryKind } from '../../../src/delivery/kind.ts'
import type { TextFile } from '../../../src/message/csv.ts'
import type { Form, Option } from '../../../src/message/form.ts'
import type { Message } from '../../../src/message/message.ts'
import type { Authorization, Authorized } from '../../../src/privacy/authorize.ts'
import type { collectFor } from '../../../src/report/report.ts'
import type { viewFor } from '../../../src/unused-seats/view.ts'

/** A copy with the same properties, as a spread makes it. */
type Copy<Something> = { [Name in keyof Something]: Something[Name] }

describe('an authorization', () => {
  test('is made by no literal and no copy', () => {
    expectTypeOf<Omit<Authorization<'groups'>, 'isSealed'>>().not.toExtend<Authorization<'groups'>>()
    expectTypeOf<Copy<Authorization<'groups'>>>().not.toExtend<Authorization<'groups'>>()
    const change = (from: Authorization<'groups'>) => ({ ...from, minGroupSize: 0 })
    expectTypeOf<ReturnType<typeof change>>().not.toExtend<Authorization<'groups'>>()
  })

  test('for one content is not valid for another', () => {
    expectTypeOf<Authorization<'settings'>>().not.toExtend<Authorization<'groups'>>()
    expectTypeOf<Authorization<'groups'>>().toExtend<Authorization>()
  })

  test('for groups is needed to leave out small ones and to name people', () => {
    expectTypeOf<Parameters<typeof collectFor>[1]['authorization']>().toEqualTypeOf<Authorization>()
    expectTypeOf<Parameters<typeof viewFor>[0]>().toEqualTypeOf<Authorization<'groups'>>()
  })
})

describe('a message', () => {
  test('is authorized by no literal and no changed copy', () => {
    expectTypeOf<Message>().not.toExtend<Authorized<Message>>()
    const change = (from: Authorized<Message>) => ({ ...from, title: 'another' })
    expectTypeOf<ReturnType<typeof change>>().not.toExtend<Authorized<Message>>()
  })

  test('is posted and edited only if it is authorized, on every platform', () => {
    expectTypeOf<Parameters<ChatGateway['post']>[1]>().toEqualTypeOf<Authorized<Message>>()
    expectTypeOf<Parameters<ChatGateway['edit']>[2]>().toEqualTypeOf<Authorized<Message>>()
    expectTypeOf<Awaited<ReturnType<DeliveryKind['compose']>>>().toEqualTypeOf<Authorized<Message>>()
    for (const _way of ['post', 'change', 'whisper', 'respond'] as const)
      expectTypeOf<Parameters<SlackResponder[typeof _way]>[1]>().toEqualTypeOf<Authorized<Message>>()
    for (const _way of ['reply', 'replyOnce', 'direct'] as const)
      expectTypeOf<Parameters<TeamsResponder[typeof _way]>[1]>().toEqualTypeOf<Authorized<Message>>()
    expectTypeOf<Parameters<TeamsResponder['edit']>[2]>().toEqualTypeOf<Authorized<Message>>()
    expectTypeOf<Answer['message']>().toEqualTypeOf<Authorized<Message>>()
  })
})

test('views, cards, lines, files, forms and suggestions are sent only if they are authorized', () => {
  type Sealed = Authorized<unknown>
  expectTypeOf<Parameters<SlackResponder['publish']>[1]>().toExtend<Sealed>()
  expectTypeOf<Parameters<SlackResponder['open']>[1]>().toExtend<Sealed>()
  expectTypeOf<Parameters<HandOver>[2]>().toEqualTypeOf<Authorized<TextFile>>()
  expectTypeOf<Parameters<TeamsResponder['send']>[1]>().toExtend<Sealed>()
  expectTypeOf<Parameters<TeamsResponder['showDirect']>[1]>().toExtend<Sealed>()
  expectTypeOf<Parameters<TeamsResponder['change']>[2]>().toExtend<Sealed>()
  expectTypeOf<Parameters<TeamsResponder['replyLine']>[1]>().toExtend<Sealed>()
  expectTypeOf<Parameters<TeamsResponder['editLine']>[2]>().toExtend<Sealed>()
  expectTypeOf<NonNullable<InvokeAnswer['body']>>().toExtend<Sealed>()
  expectTypeOf<Parameters<typeof uploadFile>[1]>().toEqualTypeOf<Authorized<TextFile>>()
  expectTypeOf<Awaited<ReturnType<App['form']>>>().toEqualTypeOf<Authorized<Form> | null>()
  expectTypeOf<Awaited<ReturnType<App['suggest']>>>().toEqualTypeOf<Authorized<readonly Option[]>>()
})

test('a command says what it holds, and runs only with the authorization for it', () => {
  expectTypeOf<Omit<Command, 'holds'>>().not.toExtend<Command>()
  expectTypeOf<Context>().not.toExtend<AuthorizedContext<'groups'>>()
  expectTypeOf<AuthorizedContext<'own'>>().not.toExtend<AuthorizedContext<'groups'>>()
})
