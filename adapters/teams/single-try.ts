import { type Activity, CloudAdapter, type ConfigurationBotFrameworkAuthentication } from 'botbuilder'

type Authentication = ConfigurationBotFrameworkAuthentication
type Identity = Parameters<Authentication['createConnectorFactory']>[0]
type Factory = ReturnType<Authentication['createConnectorFactory']>
type Connector = Awaited<ReturnType<Factory['create']>>

type Answer = { readonly headers: { get(name: string): string | undefined; delete(name: string): void } }

/** As much of the library's HTTP client as is taken in hand. Its types keep it to themselves. */
type Pipeline = {
  removePolicy(policy: { name: string }): readonly unknown[]
  addPolicy(
    policy: {
      name: string
      sendRequest<Asked, Answered extends Answer>(
        request: Asked,
        next: (request: Asked) => Promise<Answered>,
      ): Promise<Answered>
    },
    options?: { readonly afterPhase: 'Retry' },
  ): void
}

/**
 * An adapter that makes each request to Teams once. The library would retry after 408, 429, 5xx or a broken connection,
 * and post a message twice if the first request had succeeded after all.
 * @param beforeRequest called with the token ready and before the request leaves; if it throws, the request is not sent
 */
export function createSingleTry(authentication: Authentication, beforeRequest: () => void): CloudAdapter {
  const single = prepareAll(authentication, pipeline => {
    const removed = pipeline.removePolicy({ name: 'defaultRetryPolicy' })
    if (removed.length === 0) throw new Error('the Teams library no longer repeats requests as this version expects')
    pipeline.addPolicy({
      name: 'beforeRequest',
      async sendRequest(request, next) {
        beforeRequest()
        return next(request)
      },
    })
  })
  return new CloudAdapter(single)
}

/** A person waits for these requests: the library may wait for a moment when Teams asks for it, but not for hours. */
const maxWaitSeconds = 15

export type AnsweringAdapter = {
  readonly adapter: CloudAdapter
  /** The sender of an activity, for `processActivityDirect`. @throws if it is not Teams */
  authenticate(activity: Activity, header: string): ReturnType<Authentication['authenticateRequest']>
}

/** An adapter that retries requests as the library does, but does not wait long when Teams asks for it. */
export function createAnsweringAdapter(authentication: Authentication): AnsweringAdapter {
  const patient = prepareAll(authentication, pipeline =>
    pipeline.addPolicy(
      {
        name: 'boundRetryAfter',
        async sendRequest(request, next) {
          const answer = await next(request)
          // Without the header a request that is to wait is not repeated, and fails.
          for (const name of waitHeaders) if (!isShort(answer.headers.get(name), name)) answer.headers.delete(name)
          return answer
        },
      },
      // Between its retries and the network, so that it sees each answer.
      { afterPhase: 'Retry' },
    ),
  )
  return {
    adapter: new CloudAdapter(patient),
    async authenticate(activity, header) {
      const identity = await authentication.authenticateRequest(activity, header)
      // What comes with it would make connectors of its own.
      return { ...identity, connectorFactory: patient.createConnectorFactory(identity.claimsIdentity) }
    },
  }
}

/** All that the library waits for. */
const waitHeaders = ['retry-after-ms', 'x-ms-retry-after-ms', 'retry-after'] as const

/** A date is as good as none: which one it is depends on two clocks. */
function isShort(value: string | undefined, name: (typeof waitHeaders)[number]): boolean {
  const seconds = Number(value) / (name === 'retry-after' ? 1 : 1000)
  return value === undefined || (seconds >= 0 && seconds <= maxWaitSeconds)
}

/** @param prepare changes the HTTP client of each connector that is made by it */
function prepareAll(authentication: Authentication, prepare: (pipeline: Pipeline) => void): Authentication {
  // Not a middleware: a personal chat is opened before there is a turn, by this connector as well.
  return Object.create(authentication, {
    createConnectorFactory: {
      value: (identity: Identity): Factory => prepareEach(authentication.createConnectorFactory(identity), prepare),
    },
  })
}

function prepareEach(factory: Factory, prepare: (pipeline: Pipeline) => void): Factory {
  return {
    async create(...given) {
      const connector = await factory.create(...given)
      prepare(pipelineOf(connector))
      return connector
    },
  }
}

function pipelineOf(connector: Connector): Pipeline {
  const { client } = connector as unknown as { client: { pipeline: Pipeline } }
  return client.pipeline
}
