import { CloudAdapter, type ConfigurationBotFrameworkAuthentication } from 'botbuilder'

type Authentication = ConfigurationBotFrameworkAuthentication
type Identity = Parameters<Authentication['createConnectorFactory']>[0]
type Factory = ReturnType<Authentication['createConnectorFactory']>
type Connector = Awaited<ReturnType<Factory['create']>>

/** As much of the library's HTTP client as is taken in hand. Its types keep it to themselves. */
type Pipeline = {
  removePolicy(policy: { name: string }): readonly unknown[]
  addPolicy(policy: {
    name: string
    sendRequest<Asked, Answered>(request: Asked, next: (request: Asked) => Promise<Answered>): Promise<Answered>
  }): void
}

/**
 * An adapter each of whose requests to Teams is made once. The library would repeat one after 408, 429, 5xx or a broken
 * connection, also where the message was posted nevertheless, and it would stand there twice.
 * @param beforeRequest called when the token is there and the request is about to leave; what it throws keeps it here
 */
export function createSingleTry(authentication: Authentication, beforeRequest: () => void): CloudAdapter {
  // Not a middleware: a personal chat is opened before there is a turn, by this connector as well.
  const single: Authentication = Object.create(authentication, {
    createConnectorFactory: {
      value: (identity: Identity): Factory => tryOnce(authentication.createConnectorFactory(identity), beforeRequest),
    },
  })
  return new CloudAdapter(single)
}

function tryOnce(factory: Factory, beforeRequest: () => void): Factory {
  return {
    async create(...given) {
      const connector = await factory.create(...given)
      const pipeline = pipelineOf(connector)
      const removed = pipeline.removePolicy({ name: 'defaultRetryPolicy' })
      if (removed.length === 0) throw new Error('the Teams library no longer repeats requests as this version expects')
      pipeline.addPolicy({
        name: 'beforeRequest',
        async sendRequest(request, next) {
          beforeRequest()
          return next(request)
        },
      })
      return connector
    },
  }
}

function pipelineOf(connector: Connector): Pipeline {
  const { client } = connector as unknown as { client: { pipeline: Pipeline } }
  return client.pipeline
}
